import { showsAuthorization } from "../../domain/authorization-body"
import { idempotencyKey } from "../../domain/idempotency-key"
import type { ShippingInfo } from "../../domain/shipping-info"
import type { KlarnaManagedOrder, OrderManagement } from "../../klarna"
import type { OperationKind, OperationRow } from "./rows"

/** What we learned: Klarna's id where the effect has one. */
export type Done = { klarnaId: string | null; correlationId?: string }

type Effect = {
  send: (om: OrderManagement, row: OperationRow) => Promise<Done>
  /** Whether Klarna's order shows the effect. Absent: sending again with the same key is harmless and simpler. */
  find?: (order: KlarnaManagedOrder, row: OperationRow) => Done | undefined
  /** Klarna may refuse for now (the order is not visible yet): keep trying instead of closing the row. */
  repeats?: boolean
}

const keyed = (row: OperationRow) => ({ idempotencyKey: idempotencyKey(row.id) })
const keyedBody = (row: OperationRow) => ({ ...keyed(row), body: row.body ?? "" })

/** Kinds that something sends today. */
export type SendableKind = Extract<
  OperationKind,
  | "acknowledge"
  | "update-references"
  | "capture"
  | "refund"
  | "cancel"
  | "release"
  | "extend"
  | "update"
  | "customer-details"
  | "shipping-info"
>

export const EFFECTS: Record<SendableKind, Effect> = {
  acknowledge: {
    repeats: true,
    send: async (om, row) => {
      const { correlationId } = await om.acknowledge(row.klarna_order_id, keyed(row))
      return { klarnaId: null, correlationId }
    },
  },
  "update-references": {
    repeats: true,
    send: async (om, row) => {
      const { correlationId } = await om.updateMerchantReferences(row.klarna_order_id, keyedBody(row))
      return { klarnaId: null, correlationId }
    },
  },
  capture: {
    send: async (om, row) => {
      const { captureId, correlationId } = await om.capture(row.klarna_order_id, keyedBody(row))
      return { klarnaId: captureId, correlationId }
    },
    find: (order, row) => {
      const capture = order.captures.find(({ reference }) => reference === row.id)
      return capture && { klarnaId: capture.capture_id }
    },
  },
  refund: {
    send: async (om, row) => {
      const { refundId, correlationId } = await om.refund(row.klarna_order_id, keyedBody(row))
      return { klarnaId: refundId, correlationId }
    },
    find: (order, row) => {
      const refund = order.refunds.find(({ reference }) => reference === row.id)
      return refund && { klarnaId: refund.refund_id ?? null }
    },
  },
  cancel: {
    repeats: true,
    send: async (om, row) => {
      const { correlationId } = await om.cancel(row.klarna_order_id, keyed(row))
      return { klarnaId: null, correlationId }
    },
    find: (order) => (order.status === "CANCELLED" ? { klarnaId: null } : undefined),
  },
  release: {
    send: async (om, row) => {
      const { correlationId } = await om.releaseRemainingAuthorization(row.klarna_order_id, keyed(row))
      return { klarnaId: null, correlationId }
    },
    find: (order) => (order.remaining_authorized_amount === 0 ? { klarnaId: null } : undefined),
  },
  extend: {
    // From today another period: doing it twice on one day is doing it once.
    repeats: true,
    send: async (om, row) => {
      const { correlationId } = await om.extendAuthorizationTime(row.klarna_order_id, keyed(row))
      return { klarnaId: null, correlationId }
    },
  },
  update: {
    repeats: true,
    send: async (om, row) => {
      const { correlationId } = await om.updateAuthorization(row.klarna_order_id, keyedBody(row))
      return { klarnaId: null, correlationId }
    },
    find: (order, row) => (showsAuthorization(order, row.body) ? { klarnaId: null } : undefined),
  },
  "customer-details": {
    repeats: true,
    send: async (om, row) => {
      const { correlationId } = await om.updateCustomerDetails(row.klarna_order_id, keyedBody(row))
      return { klarnaId: null, correlationId }
    },
  },
  "shipping-info": {
    repeats: true,
    send: async (om, row) => {
      const { correlationId } = await om.addCaptureShippingInfo(
        row.klarna_order_id,
        row.capture_id ?? "",
        keyedBody(row)
      )
      return { klarnaId: row.capture_id, correlationId }
    },
    // Klarna appends what is sent, and forgets keys after a day.
    find: (order, row) => {
      const capture = order.captures.find(({ capture_id }) => capture_id === row.capture_id)
      const known = (capture?.shipping_info ?? []).map(({ tracking_number }) => tracking_number)
      const { shipping_info } = JSON.parse(row.body ?? "{}") as { shipping_info?: ShippingInfo[] }
      const isThere = shipping_info?.every(({ tracking_number }) => known.includes(tracking_number))
      return isThere ? { klarnaId: row.capture_id } : undefined
    },
  },
}
