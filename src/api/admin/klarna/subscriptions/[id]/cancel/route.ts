import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { KLARNA_MODULE, type KlarnaModuleService } from "../../../../../../modules/klarna"
import { cancelKlarnaSubscriptionWorkflow } from "../../../../../../workflows/cancel-klarna-subscription"
import { showSubscriptionsToStaff } from "../../../../../show-subscriptions"
import { requireSubscription } from "../../require-subscription"

/** Nothing more is charged for it. Again is the same as once. */
export async function POST(req: AuthenticatedMedusaRequest, res: MedusaResponse) {
  const klarna = req.scope.resolve<KlarnaModuleService>(KLARNA_MODULE)
  const { result } = await cancelKlarnaSubscriptionWorkflow(req.scope).run({
    input: { subscription_id: await requireSubscription(req), actor_id: req.auth_context.actor_id },
  })
  const [subscription] = await showSubscriptionsToStaff(klarna, [result])
  res.json({ subscription })
}
