import type { Reply } from "../http/reply"
import { readObject, type MerchantRequest } from "../http/request"
import { refuse } from "../payments/check-purchase"
import { checkFields, oneOf, required } from "../rules/fields"
import { customerTokens } from "../state/records"
import type { World } from "../world"
import { requireToken } from "./customer-token"

/**
 * PATCH /customer-token/v1/tokens/{token_id}/status: cancelled for good. Klarna says in plain text that it
 * will be done; here it is done at once.
 */
export async function updateStatus(world: World, request: MerchantRequest): Promise<Reply> {
  const { token_id } = await requireToken(world, request, "Invalid token ID")
  refuse(checkFields(readObject(request), { status: required(oneOf(["CANCELLED"])) }))
  await world.db.update(customerTokens, { token_id }, { status: "CANCELLED" })
  return {
    status: 202,
    content: {
      type: "text/plain; charset=utf-8",
      data: "The request was accepted and is being processed",
    },
  }
}
