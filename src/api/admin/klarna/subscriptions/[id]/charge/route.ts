import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { KLARNA_MODULE, type KlarnaModuleService } from "../../../../../../modules/klarna"
import { chargeKlarnaSubscriptionNowWorkflow } from "../../../../../../workflows/charge-klarna-subscription-now"
import { showSubscriptionsToStaff } from "../../../../../show-subscriptions"
import { requireSubscription } from "../../require-subscription"
import type { ChargeSubscriptionBody } from "./body"

/** Charges what is open, or the next period before its time. */
export async function POST(req: AuthenticatedMedusaRequest<ChargeSubscriptionBody>, res: MedusaResponse) {
  const klarna = req.scope.resolve<KlarnaModuleService>(KLARNA_MODULE)
  const { result } = await chargeKlarnaSubscriptionNowWorkflow(req.scope).run({
    input: {
      subscription_id: await requireSubscription(req),
      actor_id: req.auth_context.actor_id,
      not_charged: req.validatedBody.not_charged,
    },
  })
  const { charge, subscription } = result
  const [shown] = await showSubscriptionsToStaff(klarna, [subscription])
  const { id, period, state, settled_by, order_id, klarna_order_id } = charge
  res.json({ subscription: shown, charge: { id, period, state, settled_by, order_id, klarna_order_id } })
}
