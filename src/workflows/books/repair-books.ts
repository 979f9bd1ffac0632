import type { MedusaContainer } from "@medusajs/framework/types"
import { KLARNA_MODULE, type KlarnaModuleService } from "../../modules/klarna"
import type { PurchaseRow } from "../../modules/klarna/rows"
import { adoptEffects } from "./adopt-effects"
import { findManagedOrder } from "./find-managed-order"
import { mendBooks, type MendResult } from "./mend-books"
import { readBooks } from "./read-books"

/**
 * Makes Medusa's books say what happened at Klarna, also what was done there without us. What the ledger knows comes
 * first; a refund that was made without us may need a capture that was, too. The money lease has to be held.
 *
 * @throws OperationError while an effect is under way, Klarna's errors when it cannot be asked
 */
export async function repairBooks(
  container: MedusaContainer,
  purchase: PurchaseRow,
  actorId: string | null
): Promise<MendResult> {
  const klarna = container.resolve<KlarnaModuleService>(KLARNA_MODULE)
  let result = await mendBooks(container, purchase)
  const isPaid = klarna.statusOf(purchase) === "complete" && purchase.klarna_order_id !== null
  const managed = isPaid ? await findManagedOrder(klarna, purchase) : undefined
  for (const kind of ["capture", "refund"] as const) {
    const books = await readBooks(container, purchase)
    if (!managed || !books || books.orderCanceled) break
    if ((await adoptEffects(container, books, managed, kind, actorId)) === 0) continue
    const { booked, dropped, open } = await mendBooks(container, purchase)
    result = { booked: result.booked + booked, dropped: result.dropped + dropped, open }
  }
  return result
}
