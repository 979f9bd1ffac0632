import type { MedusaContainer } from "@medusajs/framework/types"
import type { KlarnaManagedOrder } from "../../klarna"
import { KLARNA_MODULE, type KlarnaModuleService } from "../../modules/klarna"
import type { Books } from "./read-books"
import { unpairedEffects } from "./unpaired-effects"

/**
 * What Klarna did without us, in its portal for example, becomes an effect of the ledger, which is booked like every
 * other one. Nothing is adopted while Medusa has rows that Klarna has not: which of them is which nobody knows. The
 * money lease has to be held.
 *
 * @returns how many of Klarna's captures or refunds were adopted
 */
export async function adoptEffects(
  container: MedusaContainer,
  books: Books,
  managed: KlarnaManagedOrder,
  kind: "capture" | "refund",
  actorId: string | null
): Promise<number> {
  const klarna = container.resolve<KlarnaModuleService>(KLARNA_MODULE)
  const { purchase, payments, operations } = books
  const { klarnaOnly, medusaOnly } = unpairedEffects({ managed, payments, operations }, kind)
  if (medusaOnly.length) return 0
  let adopted = 0
  for (const { id, reference, amount } of klarnaOnly) {
    const isOurs = operations.some((row) => row.id === reference || row.klarna_id === id)
    if (isOurs || id === null) continue
    await klarna.books.adopt(purchase, { kind, klarna_id: id, amount, created_by: actorId })
    adopted += 1
  }
  return adopted
}
