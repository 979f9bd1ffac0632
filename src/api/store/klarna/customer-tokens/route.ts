import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { KLARNA_MODULE, type KlarnaModuleService } from "../../../../modules/klarna"
import { showCustomerToken } from "../../../show-customer-token"

/** What the customer can be charged with. */
export async function GET(req: AuthenticatedMedusaRequest, res: MedusaResponse) {
  const klarna = req.scope.resolve<KlarnaModuleService>(KLARNA_MODULE)
  const tokens = await klarna.subscriptions.tokens.ofCustomer(req.auth_context.actor_id)
  res.json({ customer_tokens: tokens.map(showCustomerToken) })
}
