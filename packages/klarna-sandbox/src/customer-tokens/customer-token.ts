import { Refusal } from "../http/refusal"
import { param, type MerchantRequest } from "../http/request"
import { customerTokens, type CustomerTokenRecord } from "../state/records"
import type { World } from "../world"

/** @returns null when unknown: each operation words that its own way */
export const findToken = (world: World, request: MerchantRequest): Promise<CustomerTokenRecord | null> =>
  world.db.findOneBy(customerTokens, { token_id: param(request, "token_id") })

/** @throws {Refusal} 404 `NOT_FOUND` when unknown, 403 `INVALID_OPERATION` for another merchant's */
export async function requireToken(
  world: World,
  request: MerchantRequest,
  message: string
): Promise<CustomerTokenRecord> {
  const token = await findToken(world, request)
  if (!token) throw new Refusal(404, "NOT_FOUND", [message])
  if (token.merchant_id !== request.merchant.username) {
    throw new Refusal(403, "INVALID_OPERATION", ["Not allowed for this merchant"])
  }
  return token
}

/** The token as the API shows it. */
export function toCustomerToken({ status, method }: CustomerTokenRecord): Record<string, unknown> {
  return {
    status,
    payment_method_type: method.toUpperCase(),
    ...(method === "card" && {
      card: { brand: "VISA", expiry_date: "12/2030", masked_number: "************1234" },
    }),
    ...(method === "direct_debit" && { direct_debit: { masked_number: "**********124" } }),
  }
}
