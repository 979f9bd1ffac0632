import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { MedusaError } from "@medusajs/framework/utils"
import { KLARNA_MODULE, type KlarnaModuleService } from "../modules/klarna"
import { cancelKlarnaCustomerTokenWorkflow } from "../workflows/cancel-klarna-customer-token"

/**
 * Nobody is charged with a token any more, for good. Answers with the subscriptions that are paid by link from now on.
 *
 * @param ownerId whose it has to be: somebody else's is as unknown as none
 */
export async function endCustomerToken(
  req: AuthenticatedMedusaRequest,
  res: MedusaResponse,
  ownerId?: string
): Promise<void> {
  const { subscriptions } = req.scope.resolve<KlarnaModuleService>(KLARNA_MODULE)
  const id = req.params.id as string
  const token = await subscriptions.tokens.byId(id)
  if (!token || (ownerId && token.customer_id !== ownerId)) {
    throw new MedusaError(MedusaError.Types.NOT_FOUND, `Customer token ${id} was not found`)
  }
  await cancelKlarnaCustomerTokenWorkflow(req.scope).run({
    input: { customer_token_id: id, actor_id: req.auth_context.actor_id },
  })
  const affected = (await subscriptions.ofToken(id)).map((subscription) => subscription.id)
  res.json({ id, object: "klarna_customer_token", deleted: true, subscriptions: affected })
}
