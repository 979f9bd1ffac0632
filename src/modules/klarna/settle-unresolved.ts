import { OperationError } from "../../domain/operation-error"
import type { KlarnaClients, KlarnaManagedOrder } from "../../klarna"
import type { Clock } from "./clock"
import { EFFECTS, type SendableKind } from "./effects"
import { LOST_AFTER_MS } from "./lost-after"
import type { OperationRow } from "./rows"
import type { OperationStore } from "./stores/operation-store"

/** An effect nobody owns that Klarna does not show by then did not happen. */
const NEVER_HAPPENED_AFTER_MS = 900_000

const MONEY: OperationRow["kind"][] = ["capture", "refund", "cancel", "release"]

type Dependencies = {
  store: OperationStore
  clientsOf: (accountId: string, purchaseId?: string) => KlarnaClients
  now: Clock
}

export function createSettleUnresolved({ store, clientsOf, now }: Dependencies) {
  const sentAgo = (row: OperationRow) => now() - (row.sent_at?.getTime() ?? 0)
  const isUnderWay = (row: OperationRow) => row.status === "sent" && sentAgo(row) <= LOST_AFTER_MS

  async function settle(order: KlarnaManagedOrder, row: OperationRow): Promise<void> {
    const { find, repeats } = EFFECTS[row.kind as SendableKind]
    const done = find?.(order, row)
    if (done) {
      await store.confirm(row.id, { klarna_id: done.klarnaId, correlation_id: row.correlation_id })
    } else if (repeats) {
      throw new OperationError(
        "operation_unresolved",
        `A ${row.kind} of this order is still being repeated at Klarna`
      )
    } else if (sentAgo(row) > NEVER_HAPPENED_AFTER_MS) {
      await store.settle(row.id, "refused", {
        code: "NOT_EXECUTED",
        message: "Klarna's order does not show it",
      })
    }
  }

  /**
   * Finds out, with one read, what became of every effect of an order whose answer was lost.
   *
   * @param read Klarna's order, when it was read a moment ago
   * @throws OperationError while one is being sent, or repeated
   */
  return async function settleUnresolved(klarnaOrderId: string, read?: KlarnaManagedOrder): Promise<void> {
    const rows = (await store.unresolved(klarnaOrderId)).filter(({ kind }) => MONEY.includes(kind))
    const underWay = rows.find(isUnderWay)
    if (underWay) {
      throw new OperationError(
        "operation_in_progress",
        `A ${underWay.kind} of this order is being sent to Klarna`
      )
    }
    const first = rows[0]
    if (!first) return
    for (const row of rows) await store.disown(row.id, LOST_AFTER_MS)
    const order =
      read ?? (await clientsOf(first.account_id, first.purchase_id).orderManagement.readOrder(klarnaOrderId))
    for (const row of rows) await settle(order, row)
  }
}
