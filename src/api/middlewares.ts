import { defineMiddlewares, validateAndTransformBody } from "@medusajs/framework/http"
import { authorizeBodySchema } from "./store/klarna/sessions/[id]/authorize/body"
import { hideCallbackSecrets } from "./middlewares/hide-callback-secrets"
import { holdMoneyLease } from "./middlewares/hold-money-lease"
import { protectPaidSession } from "./middlewares/protect-paid-session"
import { settleBeforeCompleting } from "./middlewares/settle-before-completing"

export default defineMiddlewares({
  routes: [
    // Bodies are read by the routes: Klarna documents no content type, and a broken one must not be a 500.
    { matcher: "/hooks/klarna/*", bodyParser: false, middlewares: [hideCallbackSecrets] },
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
    { matcher: "/store/carts/:id/complete", methods: ["POST"], middlewares: [settleBeforeCompleting] },
    {
      matcher: "/store/klarna/sessions/:id/authorize",
      methods: ["POST"],
      middlewares: [validateAndTransformBody(authorizeBodySchema)],
    },
    { matcher: "/admin/payments/:id/capture", methods: ["POST"], middlewares: [holdMoneyLease("payment")] },
    { matcher: "/admin/payments/:id/refund", methods: ["POST"], middlewares: [holdMoneyLease("payment")] },
    { matcher: "/admin/orders/:id/cancel", methods: ["POST"], middlewares: [holdMoneyLease("order")] },
  ],
})
