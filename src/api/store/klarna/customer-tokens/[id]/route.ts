import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { endCustomerToken } from "../../../../end-customer-token"

/** The customer takes back what they can be charged with. */
export async function DELETE(req: AuthenticatedMedusaRequest, res: MedusaResponse) {
  await endCustomerToken(req, res, req.auth_context.actor_id)
}
