import type { BigNumberInput } from "@medusajs/framework/types"
import { KlarnaMappingError } from "../../domain/errors"
import { toKlarnaOrder, type KlarnaOrderDraft } from "../../domain/klarna-order"
import { readPurchaseSource, type Query } from "../../medusa/read-purchase-source"
import { readSessionSubject } from "../../medusa/read-session-subject"
import { minorAmount } from "../../medusa/minor-amount"

/**
 * What the cart or order behind a payment session says now, in Klarna's terms.
 *
 * @throws KlarnaMappingError when it cannot be sold with Klarna, naming the field and the rule
 */
export async function readDraft(query: Query, sessionId: string) {
  const found = await readSessionSubject(query, sessionId)
  const source = found && (await readPurchaseSource(query, found.subject))
  if (!found || !source) {
    throw new KlarnaMappingError("subject_missing", "This payment session belongs to no cart and no order")
  }
  return { subject: found.subject, source, draft: toKlarnaOrder(source) }
}

/** The collection's amount is what Medusa will book: a cart that moved on since then must be collected anew. */
export function requireSameAmount(draft: KlarnaOrderDraft, amount: BigNumberInput): void {
  const collected = minorAmount(amount, draft.purchase_currency)
  if (collected === draft.order_amount) return
  throw new KlarnaMappingError(
    "amount_stale",
    `The payment collection asks for ${collected}, the cart's total is ${draft.order_amount} (minor units of ` +
      `${draft.purchase_currency}). Refresh the cart and create the payment session again`
  )
}
