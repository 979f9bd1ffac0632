import {
  defineMiddlewares,
  validateAndTransformBody,
  validateAndTransformQuery,
} from "@medusajs/framework/http"
import { examineSchema } from "./admin/klarna/examinations/body"
import { createPaymentLinkSchema } from "./admin/klarna/payment-links/body"
import { resolvePurchaseSchema } from "./admin/klarna/purchases/[id]/resolve/body"
import { listPurchasesSchema } from "./admin/klarna/purchases/query"
import { disableSchema } from "./admin/klarna/sessions/[id]/disable/body"
import { distributeSchema } from "./admin/klarna/sessions/[id]/distribute/body"
import { listSessionsSchema } from "./admin/klarna/sessions/query"
import { listVariantPricesSchema } from "./admin/klarna/variant-prices/query"
import { reconciliationRoutes } from "./middlewares/reconciliation-routes"
import { subscriptionRoutes } from "./middlewares/subscription-routes"
import { requireAgreedTrial } from "./middlewares/require-agreed-trial"
import { requireOwnSalesChannel } from "./middlewares/require-own-sales-channel"
import { authorizeBodySchema } from "./store/klarna/sessions/[id]/authorize/body"
import { hideCallbackSecrets } from "./middlewares/hide-callback-secrets"
import { hideSearches } from "./middlewares/hide-searches"
import { moneyRoutes } from "./middlewares/money-routes"
import { protectPaidSession } from "./middlewares/protect-paid-session"
import { settleBeforeCompleting } from "./middlewares/settle-before-completing"

export default defineMiddlewares({
  routes: [
    // Bodies are read by the routes: Klarna documents no content type, and a broken one must not be a 500.
    { matcher: "/hooks/klarna/*", bodyParser: false, middlewares: [hideCallbackSecrets] },
    { matcher: "/admin/*", middlewares: [hideSearches] },
    {
      matcher: "/store/payment-collections/:id/payment-sessions",
      methods: ["POST"],
      middlewares: [protectPaidSession],
    },
    {
      matcher: "/admin/payment-collections/:id/payment-sessions",
      methods: ["POST"],
      middlewares: [protectPaidSession],
    },
    { matcher: "/store/carts/:id", methods: ["POST"], middlewares: [requireOwnSalesChannel] },
    {
      matcher: "/store/carts/:id/complete",
      methods: ["POST"],
      middlewares: [settleBeforeCompleting, requireAgreedTrial],
    },
    {
      matcher: "/store/klarna/sessions/:id/authorize",
      methods: ["POST"],
      middlewares: [validateAndTransformBody(authorizeBodySchema)],
    },
    ...moneyRoutes,
    ...subscriptionRoutes,
    {
      matcher: "/admin/klarna/purchases",
      methods: ["GET"],
      middlewares: [validateAndTransformQuery(listPurchasesSchema, {})],
    },
    {
      matcher: "/admin/klarna/purchases/:id/resolve",
      methods: ["POST"],
      middlewares: [validateAndTransformBody(resolvePurchaseSchema)],
    },
    ...reconciliationRoutes,
    {
      matcher: "/admin/klarna/examinations",
      methods: ["POST"],
      // An order may have a thousand lines.
      bodyParser: { sizeLimit: "2mb" },
      middlewares: [validateAndTransformBody(examineSchema)],
    },
    {
      matcher: "/admin/klarna/payment-links",
      methods: ["POST"],
      middlewares: [validateAndTransformBody(createPaymentLinkSchema)],
    },
    {
      matcher: "/admin/klarna/sessions",
      methods: ["GET"],
      middlewares: [validateAndTransformQuery(listSessionsSchema, {})],
    },
    {
      matcher: "/admin/klarna/variant-prices",
      methods: ["GET"],
      middlewares: [validateAndTransformQuery(listVariantPricesSchema, {})],
    },
    {
      matcher: "/admin/klarna/sessions/:id/distribute",
      methods: ["POST"],
      middlewares: [validateAndTransformBody(distributeSchema)],
    },
    {
      matcher: "/admin/klarna/sessions/:id/disable",
      methods: ["POST"],
      middlewares: [validateAndTransformBody(disableSchema)],
    },
  ],
})
