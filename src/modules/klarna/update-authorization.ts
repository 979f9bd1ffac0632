import { authorizationBody, showsAuthorization } from "../../domain/authorization-body"
import type { KlarnaOrderDraft } from "../../domain/klarna-order-draft"
import { OperationError } from "../../domain/operation-error"
import type { KlarnaCheckoutOrder, KlarnaManagedOrder } from "../../klarna"
import { LOST_AFTER_MS } from "./lost-after"
import type { Operations } from "./operations"
import type { Clock } from "./clock"
import type { OperationRow, PurchaseRow } from "./rows"
import type { OperationStore } from "./stores/operation-store"
import type { PurchaseStore } from "./stores/purchase-store"

type Dependencies = {
  store: OperationStore
  operations: Operations
  purchases: PurchaseStore
  now: Clock
}

export type UpdateAuthorization = (
  purchase: PurchaseRow,
  managed: KlarnaManagedOrder,
  wanted: Pick<KlarnaOrderDraft, "order_amount" | "order_tax_amount" | "order_lines">
) => Promise<PurchaseRow>

/** A newer change of the order wants something else. */
const REPLACED = { code: "REPLACED", message: "The order was changed again" }

/**
 * Makes Klarna's order have an amount and lines, and notes them: captures and refunds are divided by them. The caller
 * holds the money lease and has just read `managed`.
 *
 * An update that was lost is sent again with its own bytes, unless the order was changed once more: then only the
 * newest counts.
 *
 * @throws KlarnaApiError `NOT_ALLOWED` where Klarna takes no higher amount; nothing is changed then
 */
export function createUpdateAuthorization({
  store,
  operations,
  purchases,
  now,
}: Dependencies): UpdateAuthorization {
  return async function update(purchase, managed, wanted) {
    const body = authorizationBody(wanted)
    const earlier = (await store.ofKlarnaOrder(managed.order_id)).filter(({ kind }) => kind === "update")
    for (const row of earlier.filter(isOpen)) await settle(row, managed, body)
    if (!showsAuthorization(managed, body)) {
      const confirmed = (await store.ofKlarnaOrder(managed.order_id)).filter(isConfirmed)
      const row = await operations.ensure(purchase, {
        kind: "update",
        singleton: `update:${confirmed.length}`,
        amount: wanted.order_amount,
        medusa_row_id: null,
        body: () => body,
      })
      if (row.body !== body) throw underWay()
    }
    return keep(purchase, managed, wanted)
  }

  /** What became of an update whose answer nobody has. */
  async function settle(row: OperationRow, managed: KlarnaManagedOrder, body: string): Promise<void> {
    if (row.status === "sent" && now() - (row.sent_at?.getTime() ?? 0) <= LOST_AFTER_MS) throw underWay()
    if (row.status !== "intended" && showsAuthorization(managed, row.body)) {
      await store.confirm(row.id, { klarna_id: null, correlation_id: row.correlation_id })
    } else if (row.body !== body) await store.settle(row.id, "refused", REPLACED)
  }

  async function keep(
    purchase: PurchaseRow,
    { captured_amount }: KlarnaManagedOrder,
    { order_amount, order_tax_amount, order_lines }: Parameters<UpdateAuthorization>[2]
  ): Promise<PurchaseRow> {
    const snapshot = purchase.snapshot as KlarnaCheckoutOrder
    const kept = await purchases.update(purchase.id, {
      amount: order_amount,
      tax_amount: order_tax_amount,
      snapshot: { ...snapshot, order_amount, order_tax_amount, order_lines, captured_amount },
    })
    return kept ?? purchase
  }
}

const isOpen = ({ status }: OperationRow) => ["intended", "sent", "unknown"].includes(status)
const isConfirmed = ({ kind, status }: OperationRow) => kind === "update" && status === "confirmed"

const underWay = () =>
  new OperationError("operation_in_progress", "The authorization of this order is being changed at Klarna")
