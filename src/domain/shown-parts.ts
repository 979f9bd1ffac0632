import { isConfirmedOf } from "./ledger-amounts"
import type { ManagedOrderRecord, OperationRecord } from "./order-view-source"

/** A capture as staff see it. Amounts in major units, times ISO 8601. */
export type CaptureView = {
  capture_id: string | null
  captured_amount: number
  refunded_amount: number | null
  captured_at: string | null
  reference: string | null
  klarna_reference: string | null
  tracking_numbers: string[]
  /** How it was sent, as Klarna shows it to the shopper; unknown while Klarna is not read. */
  shipments: ShipmentView[]
}

export type ShipmentView = Record<
  "shipping_company" | "shipping_method" | "tracking_number" | "tracking_uri",
  string | null
>

export type RefundView = {
  refund_id: string | null
  refunded_amount: number
  refunded_at: string | null
  reference: string | null
  /** Kept back of what came back; null without one, and while Klarna is not read. */
  return_fee: number | null
  /** What the shopper was told; null without a word, and while Klarna is not read. */
  note: string | null
}

type ToMajor = (minor: number) => number

/** Klarna's captures, or the ledger's when Klarna was not read. */
export const showCaptures = (
  managed: ManagedOrderRecord | undefined,
  operations: readonly OperationRecord[],
  major: ToMajor
): CaptureView[] => managed?.captures.map(toCapture(major)) ?? ledgerCaptures(operations, major)

/** Klarna's refunds, or the ledger's when Klarna was not read. */
export const showRefunds = (
  managed: ManagedOrderRecord | undefined,
  operations: readonly OperationRecord[],
  major: ToMajor
): RefundView[] => managed?.refunds.map(toRefund(major)) ?? ledgerRefunds(operations, major)

const toCapture =
  (major: ToMajor) =>
  (capture: ManagedOrderRecord["captures"][number]): CaptureView => ({
    capture_id: capture.capture_id,
    captured_amount: major(capture.captured_amount),
    refunded_amount: capture.refunded_amount === undefined ? null : major(capture.refunded_amount),
    captured_at: capture.captured_at || null,
    reference: capture.reference || null,
    klarna_reference: capture.klarna_reference || null,
    tracking_numbers: (capture.shipping_info ?? []).flatMap(({ tracking_number }) => tracking_number || []),
    shipments: (capture.shipping_info ?? []).map((shipment) => ({
      shipping_company: shipment.shipping_company || null,
      shipping_method: shipment.shipping_method || null,
      tracking_number: shipment.tracking_number || null,
      tracking_uri: shipment.tracking_uri || null,
    })),
  })

const toRefund =
  (major: ToMajor) =>
  (refund: ManagedOrderRecord["refunds"][number]): RefundView => ({
    refund_id: refund.refund_id || null,
    refunded_amount: major(refund.refunded_amount),
    refunded_at: refund.refunded_at || null,
    reference: refund.reference || null,
    return_fee: feeOf(refund.order_lines, major),
    note: refund.description || null,
  })

/** Klarna has it as a line below nothing. */
function feeOf(lines: Lines, major: ToMajor): number | null {
  const fees = (lines ?? []).filter(({ type }) => type === "return_fee")
  return fees.length ? major(-fees.reduce((sum, { total_amount }) => sum + total_amount, 0)) : null
}

type Lines = ManagedOrderRecord["refunds"][number]["order_lines"]

const ledgerCaptures = (operations: readonly OperationRecord[], major: ToMajor): CaptureView[] =>
  operations.filter(isConfirmedOf("capture")).map((operation) => ({
    capture_id: operation.klarna_id,
    captured_amount: major(operation.amount ?? 0),
    refunded_amount: null,
    captured_at: operation.settled_at?.toISOString() ?? null,
    reference: operation.id,
    klarna_reference: null,
    tracking_numbers: [],
    shipments: [],
  }))

const ledgerRefunds = (operations: readonly OperationRecord[], major: ToMajor): RefundView[] =>
  operations.filter(isConfirmedOf("refund")).map((operation) => ({
    refund_id: operation.klarna_id,
    refunded_amount: major(operation.amount ?? 0),
    refunded_at: operation.settled_at?.toISOString() ?? null,
    reference: operation.id,
    return_fee: null,
    note: null,
  }))
