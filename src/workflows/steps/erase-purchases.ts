import type { KlarnaModuleService } from "../../modules/klarna"
import type { PurchaseRow } from "../../modules/klarna/rows"

/**
 * Removes who bought from purchases of a customer who was deleted. One that may have been paid is left until it is
 * settled, and looked at at once: its order is made of what Klarna says of the buyer.
 *
 * @returns how many were erased
 */
export async function erasePurchases(klarna: KlarnaModuleService, purchases: PurchaseRow[]): Promise<number> {
  const over: string[] = []
  for (const purchase of purchases) {
    if (await isOver(klarna, purchase)) over.push(purchase.id)
    else {
      await klarna.retention.eraseLater([purchase.id])
      await klarna.checkSoon(purchase)
    }
  }
  await klarna.retention.erase(over)
  return over.length
}

/** Nothing more comes of it: it has its order, is closed, or is ended here because nobody has paid it. */
async function isOver(
  klarna: KlarnaModuleService,
  { id, closed_at, order_id }: PurchaseRow
): Promise<boolean> {
  if (closed_at || order_id) return true
  const { result } = await klarna.endPurchase({
    purchaseId: id,
    reason: "customer_deleted",
    pageReason: "disabled",
  })
  return result === "ended" || result === "lapsing"
}
