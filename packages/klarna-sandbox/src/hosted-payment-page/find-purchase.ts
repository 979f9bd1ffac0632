import { checkoutOrders, kpSessions, type HppSessionRecord, type Purchase } from "../state/records"
import type { World } from "../world"

/** What a page sells; a KP session also brings the categories it may be paid in. */
export type PagePurchase = Purchase & { categories?: readonly string[] }

/** @returns null when the payment session behind the page is gone */
export const findPurchase = (
  { db }: World,
  { payment_api, payment_session_id }: HppSessionRecord
): Promise<PagePurchase | null> =>
  payment_api === "checkout"
    ? db.findOneBy(checkoutOrders, { order_id: payment_session_id })
    : db.findOneBy(kpSessions, { session_id: payment_session_id })
