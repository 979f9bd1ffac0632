import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { MedusaError } from "@medusajs/framework/utils"
import { KLARNA_MODULE, type KlarnaModuleService } from "../../../../../../modules/klarna"
import { cancelKlarnaSubscriptionWorkflow } from "../../../../../../workflows/cancel-klarna-subscription"
import { showSubscriptions } from "../../../../../show-subscriptions"

/** Nothing more is charged for it. Again is the same as once. */
export async function POST(req: AuthenticatedMedusaRequest, res: MedusaResponse) {
  const klarna = req.scope.resolve<KlarnaModuleService>(KLARNA_MODULE)
  const id = req.params.id as string
  const customerId = req.auth_context.actor_id
  // Somebody else's is as unknown as none.
  if ((await klarna.subscriptions.byId(id))?.customer_id !== customerId) {
    throw new MedusaError(MedusaError.Types.NOT_FOUND, `Subscription ${id} was not found`)
  }
  const { result } = await cancelKlarnaSubscriptionWorkflow(req.scope).run({
    input: { subscription_id: id, actor_id: customerId },
  })
  const [subscription] = await showSubscriptions(klarna, [result])
  res.json({ subscription })
}
