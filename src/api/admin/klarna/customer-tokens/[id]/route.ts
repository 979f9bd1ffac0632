import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { endCustomerToken } from "../../../../end-customer-token"

/** Staff take back what a customer can be charged with. */
export async function DELETE(req: AuthenticatedMedusaRequest, res: MedusaResponse) {
  await endCustomerToken(req, res)
}
