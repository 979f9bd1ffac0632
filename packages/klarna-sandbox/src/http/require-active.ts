import { Refusal } from "./refusal"
import type { MerchantRequest } from "./request"

/** Where nothing can be sold without an active account. What was sold before can still be delivered and paid back. */
const SELLING = /^\/(checkout|payments|customer-token|hpp)\//

/** @throws {Refusal} 403 `MERCHANT_INACTIVE` */
export function requireActive({ merchant, path }: MerchantRequest) {
  if (merchant.active !== false || !SELLING.test(path)) return
  throw new Refusal(403, "MERCHANT_INACTIVE", ["The merchant is not active"])
}
