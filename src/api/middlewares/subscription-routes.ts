import { authenticate, validateAndTransformBody, validateAndTransformQuery } from "@medusajs/framework/http"
import type { MiddlewareRoute } from "@medusajs/framework/http"
import { chargeSubscriptionSchema } from "../admin/klarna/subscriptions/[id]/charge/body"
import { listSubscriptionsSchema } from "../admin/klarna/subscriptions/query"
import { listOwnSubscriptionsSchema } from "../store/klarna/subscriptions/query"

const customer = authenticate("customer", ["session", "bearer"])

/** A customer's tokens and subscriptions are theirs alone. */
export const subscriptionRoutes: MiddlewareRoute[] = [
  { matcher: "/store/klarna/customer-tokens*", middlewares: [customer] },
  { matcher: "/store/klarna/subscriptions*", middlewares: [customer] },
  {
    matcher: "/store/klarna/subscriptions",
    methods: ["GET"],
    middlewares: [validateAndTransformQuery(listOwnSubscriptionsSchema, {})],
  },
  {
    matcher: "/admin/klarna/subscriptions",
    methods: ["GET"],
    middlewares: [validateAndTransformQuery(listSubscriptionsSchema, {})],
  },
  {
    matcher: "/admin/klarna/subscriptions/:id/charge",
    methods: ["POST"],
    middlewares: [validateAndTransformBody(chargeSubscriptionSchema)],
  },
]
