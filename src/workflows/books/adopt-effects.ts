import type { MedusaContainer } from "@medusajs/framework/types"
import { divideRefund } from "../../domain/divide-refund"
import type { MinorUnits } from "../../domain/money"
import type { KlarnaManagedOrder } from "../../klarna"
import { KLARNA_MODULE, type KlarnaModuleService } from "../../modules/klarna"
import type { Books } from "./read-books"
import { refundablePayments } from "./refundable-payments"
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
  let refundable = refundablePayments(payments)
  for (const { id, reference, amount } of klarnaOnly) {
    const isOurs = operations.some((row) => row.id === reference || row.klarna_id === id)
    if (isOurs || id === null) continue
    // A refund of Klarna's may be of more than any one payment of Medusa's has captured.
    const parts = kind === "refund" ? divideRefund(amount as MinorUnits, refundable) : undefined
    refundable = refundable.map((payment) => ({
      ...payment,
      refundable: (payment.refundable -
        (parts?.find((part) => part.id === payment.id)?.amount ?? 0)) as MinorUnits,
    }))
    const amounts = parts?.map((part) => part.amount) ?? [amount]
    await klarna.books.adopt(purchase, { kind, klarna_id: id, amounts, created_by: actorId })
    adopted += 1
  }
  return adopted
}
