import type { BigNumberInput } from "@medusajs/framework/types"
import { KlarnaMappingError } from "../../domain/errors"
import type { KlarnaOrderDraft } from "../../domain/klarna-order"
import type { Query } from "../../medusa/read-purchase-source"
import { readSubjectDraft } from "../../medusa/read-subject-draft"
import { readSessionSubject } from "../../medusa/read-session-subject"
import { minorAmount } from "../../medusa/minor-amount"

/**
 * What the cart or order behind a payment session says now, in Klarna's terms.
 *
 * @throws KlarnaMappingError when it cannot be sold with Klarna, naming the field and the rule
 */
export async function readDraft(query: Query, sessionId: string) {
  const found = await readSessionSubject(query, sessionId)
  const read = found && (await readSubjectDraft(query, found.subject, found.collectionId))
  if (!found || !read) {
    throw new KlarnaMappingError("subject_missing", "This payment session belongs to no cart and no order")
  }
  // A cart has one collection for good; an order may be paid in several.
  const collectionId = found.subject.type === "order" ? found.collectionId : ""
  return { subject: { ...found.subject, collectionId }, ...read }
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
