import { lineBalances, takenParts, type TakenPart } from "../../domain/line-balance"
import { matchOrderLines } from "../../domain/match-order-lines"
import type { MinorUnits } from "../../domain/money"
import { toSentLines } from "../../domain/operation-bodies"
import { planPart, type PartSource, type PlannedPart } from "../../domain/plan-part"
import { planReturned } from "../../domain/returned-items"
import type { KlarnaCheckoutOrder } from "../../klarna"
import { readPurchaseSource } from "../../medusa/read-purchase-source"
import { readReturnedItems } from "../../medusa/read-returned-items"
import type { OperationRow, PurchaseRow } from "../../modules/klarna/rows"
import type { Cradle } from "./cradle"

/**
 * The lines of a capture or refund of which Medusa says no more than the amount: the order's own when it is all that
 * is left, those of a return or claim that costs so much, else the amount divided by tax rate.
 *
 * What is left is what the ledger knows; Klarna itself is not asked, and refuses what is too much.
 */
export async function planByAmount(
  cradle: Cradle,
  purchase: PurchaseRow,
  kind: TakenPart["kind"],
  amount: MinorUnits
): Promise<PlannedPart> {
  const operations = await cradle.klarna.operations.ofKlarnaOrder(purchase.klarna_order_id as string)
  const orderId = purchase.subject_type === "order" ? purchase.subject_id : purchase.order_id
  // Medusa's order tells which line is which item; nobody needs to know as long as nothing was taken by items.
  const byItems = kind === "refund" || takenParts(operations).some(({ items }) => items)
  const order =
    byItems && orderId ? await readPurchaseSource(cradle.query, { type: "order", id: orderId }) : undefined
  const source = toPartSource(purchase, kind, operations, order, amount)
  const returned =
    kind === "refund" && orderId && amount < source.limit
      ? planReturned(source, await readReturnedItems(cradle.query, orderId), amount)
      : undefined
  const planned = returned ?? planPart(source, { amount })
  // Without Medusa's ids nobody could find the items again.
  return order ? planned : { ...planned, items: null }
}

function toPartSource(
  purchase: PurchaseRow,
  kind: TakenPart["kind"],
  operations: OperationRow[],
  order: Parameters<typeof matchOrderLines>[1] | undefined,
  amount: MinorUnits
): PartSource {
  const lines = toSentLines((purchase.snapshot as KlarnaCheckoutOrder).order_lines)
  const parts = takenParts(operations)
  const taken = (of: TakenPart["kind"]) =>
    parts.filter((part) => part.kind === of).reduce((sum, part) => sum + part.amount, 0)
  const refunded_amount = taken("refund")
  // What was captured on Klarna's page or in its portal is not in the ledger, but it was if it is refunded.
  const captured_amount = Math.max(taken("capture"), kind === "refund" ? refunded_amount + amount : 0)
  const amounts = {
    order_amount: purchase.amount,
    captured_amount,
    refunded_amount,
    remaining_authorized_amount: purchase.amount - captured_amount,
  }
  const left =
    kind === "capture"
      ? amounts.remaining_authorized_amount
      : amounts.captured_amount - amounts.refunded_amount
  return {
    kind,
    lines: lineBalances(matchOrderLines(lines, order ?? { items: [], shippingMethods: [] }), parts, amounts),
    limit: Math.max(left, amount) as MinorUnits,
    currency: purchase.currency_code,
  }
}
