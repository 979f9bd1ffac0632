import type { BigNumberInput } from "@medusajs/framework/types"
import { currencyExponent } from "../domain/currencies"
import { toKlarnaOrder } from "../domain/klarna-order"
import type { KlarnaOrderDraft } from "../domain/klarna-order-draft"
import { toMinorUnits } from "../domain/money"
import { toOutstandingOrder } from "../domain/outstanding-order"
import type { PurchaseSource } from "../domain/purchase-source"
import { toDecimal } from "./decimal"
import { readPurchaseSource, type Query } from "./read-purchase-source"

export type SubjectDraft = { source: PurchaseSource; draft: KlarnaOrderDraft }

/**
 * What a cart, or a payment collection of an order, is to be paid for, in Klarna's terms. A cart is paid whole; of an
 * order one collection may ask for a part.
 *
 * @param collectionId of an order's payment collection
 * @returns nothing when there is no such cart or order
 * @throws KlarnaMappingError when it cannot be sold with Klarna, naming the field and the rule
 */
export async function readSubjectDraft(
  query: Query,
  subject: { type: "cart" | "order"; id: string },
  collectionId?: string
): Promise<SubjectDraft | undefined> {
  const [source, collected] = await Promise.all([
    readPurchaseSource(query, subject),
    subject.type === "order" && collectionId ? readCollectedAmount(query, collectionId) : undefined,
  ])
  if (!source) return undefined
  const draft = toKlarnaOrder(source)
  if (collected === undefined) return { source, draft }
  const amount = toMinorUnits(toDecimal(collected), currencyExponent(draft.purchase_currency))
  return { source, draft: toOutstandingOrder(draft, amount, source.displayId ?? source.id) }
}

type CollectionRecord = { amount?: BigNumberInput; raw_amount?: BigNumberInput }

async function readCollectedAmount(query: Query, collectionId: string): Promise<BigNumberInput | undefined> {
  const { data } = await query.graph({
    entity: "payment_collection",
    fields: ["id", "amount", "raw_amount"],
    filters: { id: collectionId },
  })
  const collection = data[0] as CollectionRecord | undefined
  return collection?.raw_amount ?? collection?.amount
}
