import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { KLARNA_MODULE, type KlarnaModuleService } from "../../../../../../modules/klarna"
import { showCustomerTokenToStaff } from "../../../../../show-customer-token"

/** What a customer can be charged with, as Klarna tells it. */
export async function GET(req: AuthenticatedMedusaRequest, res: MedusaResponse) {
  const klarna = req.scope.resolve<KlarnaModuleService>(KLARNA_MODULE)
  const tokens = await klarna.subscriptions.tokens.ofCustomer(req.params.id as string)
  res.json({ customer_tokens: tokens.map(showCustomerTokenToStaff) })
}
