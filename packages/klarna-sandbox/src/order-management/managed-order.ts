import { DAY, iso } from "../clock"
import { Refusal } from "../http/refusal"
import { param, type MerchantRequest } from "../http/request"
import {
  captures,
  managedOrders,
  refunds,
  type Address,
  type CaptureRecord,
  type ManagedOrderRecord,
  type RefundRecord,
} from "../state/records"
import type { Settings } from "../settings"
import type { World } from "../world"
import { withFraudDecision } from "./fraud"

/** How long a reservation lasts unless the account says otherwise. */
export const RESERVATION_DAYS = 28

/** How long an order can be read. */
const KEPT_DAYS = 3 * 365

/** Midnight UTC, so a reservation lasts a little less than its days. */
export const expiryAfter = (at: number, days: number) => Math.floor(at / DAY) * DAY + days * DAY

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/**
 * The order of the request's path, as far as this merchant can see it.
 *
 * @param consequence what is not possible, added to the message
 * @throws {Refusal} 400 `INVALID_ORDER_ID`, 404 `NO_SUCH_ORDER`
 */
export async function requireOrder(
  world: World,
  request: MerchantRequest,
  consequence = "",
  code = "NO_SUCH_ORDER"
): Promise<ManagedOrderRecord> {
  const orderId = param(request, "order_id")
  if (!UUID.test(orderId)) throw new Refusal(400, "INVALID_ORDER_ID", ["Order ID must be a valid UUID."])
  const stored = await world.db.findOneBy(managedOrders, { order_id: orderId })
  const order = stored && withFraudDecision(stored, world.now)
  const isTheirs = order?.merchant_id === request.merchant.username
  if (!isTheirs || order.visible_at > world.now || order.created_at + KEPT_DAYS * DAY < world.now) {
    throw new Refusal(404, code, [`Order ${orderId} cannot be found${consequence ? `. ${consequence}` : ""}`])
  }
  return order
}

/** Nothing can be taken any more: cancelled, or the reservation ran out. */
export const isOver = (order: ManagedOrderRecord, now: number) =>
  order.cancelled_at !== null || isExpired(order, now)

export const isExpired = (order: ManagedOrderRecord, now: number) =>
  order.cancelled_at === null && order.expires_at <= now && order.captured_amount < order.order_amount

/** What can still be captured, in minor units. */
export function remainingAmount(order: ManagedOrderRecord, now: number): number {
  if (order.released_at !== null || isOver(order, now)) return 0
  return order.order_amount - order.captured_amount
}

export function statusOf(order: ManagedOrderRecord, now: number, settings: Settings): string {
  if (order.cancelled_at !== null) return "CANCELLED"
  if (order.captured_amount === 0) return isExpired(order, now) ? "EXPIRED" : "AUTHORIZED"
  const isSettled = order.released_at !== null || order.captured_amount >= order.order_amount
  if (!isSettled) return "PART_CAPTURED"
  return settings.closes_when_refunded && order.refunded_amount >= order.captured_amount
    ? "CLOSED"
    : "CAPTURED"
}

export const findCaptures = (world: World, orderId: string): Promise<CaptureRecord[]> =>
  world.db.find(captures, { where: { order_id: orderId }, order: { number: "ASC" } })

export const findRefunds = (world: World, orderId: string): Promise<RefundRecord[]> =>
  world.db.find(refunds, { where: { order_id: orderId }, order: { number: "ASC" } })

/** The order as Order Management shows it. */
export async function toManagedOrder(
  world: World,
  order: ManagedOrderRecord
): Promise<Record<string, unknown>> {
  const { details } = order
  return {
    order_id: order.order_id,
    status: statusOf(order, world.now, world.settings),
    fraud_status: order.fraud_status,
    order_amount: order.order_amount,
    original_order_amount: order.original_order_amount,
    captured_amount: order.captured_amount,
    refunded_amount: order.refunded_amount,
    remaining_authorized_amount: remainingAmount(order, world.now),
    ...details,
    order_lines: details.order_lines,
    billing_address: withBlanks(details.billing_address),
    shipping_address: withBlanks(details.shipping_address),
    klarna_reference: order.klarna_reference,
    created_at: iso(order.created_at),
    expires_at: iso(order.expires_at),
    captures: (await findCaptures(world, order.order_id)).map((capture) => toCapture(order, capture)),
    refunds: (await findRefunds(world, order.order_id)).map(toRefund),
    shipping_info: details.shipping_info ?? [],
  }
}

export function toCapture(order: ManagedOrderRecord, capture: CaptureRecord): Record<string, unknown> {
  const { body } = capture
  return {
    capture_id: capture.capture_id,
    klarna_reference: `${order.klarna_reference}-${capture.number}`,
    captured_amount: capture.captured_amount,
    captured_at: iso(capture.captured_at),
    refunded_amount: capture.refunded_amount,
    ...body,
    billing_address: withBlanks(body.billing_address),
    shipping_address: withBlanks(body.shipping_address),
  }
}

export const toRefund = (refund: RefundRecord): Record<string, unknown> => ({
  refund_id: refund.refund_id,
  refunded_amount: refund.refunded_amount,
  refunded_at: iso(refund.refunded_at),
  ...refund.body,
})

/** Order Management shows what is empty as an empty string. */
const withBlanks = (address: Address): Address => ({
  given_name: "",
  family_name: "",
  title: "",
  street_address: "",
  street_address2: "",
  postal_code: "",
  city: "",
  region: "",
  country: "",
  email: "",
  phone: "",
  ...address,
})
