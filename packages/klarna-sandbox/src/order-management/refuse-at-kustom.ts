import { Refusal } from "../http/refusal"
import type { MerchantRequest } from "../http/request"

/**
 * Kustom withdrew the extension of one order's reservation, due dates and send-outs.
 *
 * @throws {Refusal} 404 `NOT_FOUND`; what Kustom really answers is not documented
 */
export function refuseAtKustom({ merchant }: MerchantRequest) {
  if (merchant.provider !== "kustom") return
  throw new Refusal(404, "NOT_FOUND", ["Kustom does not offer this operation"])
}
