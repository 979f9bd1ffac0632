import { pairEffects, type KlarnaEffect, type Unpaired } from "../../domain/pair-effects"
import type { KlarnaManagedOrder } from "../../klarna"
import type { PaymentBooks } from "../../medusa/read-order-books"
import type { OperationRow } from "../../modules/klarna/rows"
import { countedRows } from "./counted-rows"

type Sides = {
  managed: KlarnaManagedOrder | undefined
  payments: readonly PaymentBooks[]
  operations: readonly OperationRow[]
}

/** Captures or refunds that one side has and the other has not. */
export const unpairedEffects = (
  { managed, payments, operations }: Sides,
  kind: "capture" | "refund"
): Unpaired =>
  pairEffects(
    managed ? effectsOf(managed, kind) : [],
    countedRows(payments, kind === "capture" ? "captures" : "refunds"),
    operations.filter((operation) => operation.kind === kind)
  )

const effectsOf = ({ captures, refunds }: KlarnaManagedOrder, kind: "capture" | "refund"): KlarnaEffect[] =>
  kind === "capture"
    ? captures.map(({ capture_id, reference, captured_amount }) => ({
        id: capture_id,
        reference: reference || null,
        amount: captured_amount,
      }))
    : refunds.map(({ refund_id, reference, refunded_amount }) => ({
        id: refund_id || null,
        reference: reference || null,
        amount: refunded_amount,
      }))
