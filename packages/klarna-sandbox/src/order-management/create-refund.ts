import { Refusal } from "../http/refusal"
import type { Reply } from "../http/reply"
import { readObject, type MerchantRequest } from "../http/request"
import { integer, required, text } from "../rules/fields"
import { managedOrderLines } from "../rules/order-line-fields"
import { captures, managedOrders, refunds, type ManagedOrderRecord, type OrderLine } from "../state/records"
import type { World } from "../world"
import { checkBody } from "./check-body"
import { findCaptures, findRefunds, requireOrder } from "./managed-order"

const fields = {
  refunded_amount: required(integer({ min: 0, max: 200_000_000 })),
  description: text(),
  reference: text(),
  order_lines: managedOrderLines,
}

type RefundBody = {
  refunded_amount: number
  description?: string
  reference?: string
  order_lines?: OrderLine[]
}

const RETURN_FEE_MARKETS = [
  "AT",
  "DE",
  "DK",
  "FI",
  "FR",
  "NL",
  "NO",
  "SE",
  "IT",
  "ES",
  "IE",
  "PT",
  "CZ",
  "AU",
  "GR",
]

/** POST .../refunds: 201 without a body, the id is in the headers. */
export async function createRefund(world: World, request: MerchantRequest): Promise<Reply> {
  const order = await requireOrder(world, request, "Refund not possible.", "NOT_FOUND")
  const body = readObject(request)
  checkBody(body, fields)
  const input = body as RefundBody
  await requireRefundable(world, order, input)
  const refund_id = world.ids.uuid()
  await addRefund(world, order, refund_id, input)
  return {
    status: 201,
    headers: {
      "Refund-Id": refund_id,
      Location: `${world.url}/ordermanagement/v1/orders/${order.order_id}/refunds/${refund_id}`,
    },
  }
}

async function requireRefundable(world: World, order: ManagedOrderRecord, input: RefundBody) {
  const refuse = (message: string) => new Refusal(403, "REFUND_NOT_ALLOWED", [message])
  if (order.captured_amount === 0) throw refuse("Order has no captures. Refund not possible")
  if (order.refunded_amount + input.refunded_amount > order.captured_amount) {
    throw refuse("Over refund is not allowed. Refund not possible.")
  }
  if (input.refunded_amount === 0)
    throw refuse("Refunded amount must be higher than zero. Refund not possible.")
  await requireReturnFeeAllowed(world, order, input, refuse)
}

/** A return fee: one capture only, lines that add up exactly, and a market that knows it. */
async function requireReturnFeeAllowed(
  world: World,
  order: ManagedOrderRecord,
  { refunded_amount, order_lines = [] }: RefundBody,
  refuse: (message: string) => Refusal
) {
  const fees = order_lines.filter(({ type }) => type === "return_fee")
  if (fees.length === 0) return
  const total = order_lines.reduce((sum, line) => sum + line.total_amount, 0)
  const isOneCapture = (await findCaptures(world, order.order_id)).length === 1
  const isMarket = RETURN_FEE_MARKETS.includes(order.details.purchase_country.toUpperCase())
  if (!isOneCapture || !isMarket)
    throw refuse("A return fee is not possible for this order. Refund not possible.")
  if (total !== refunded_amount || fees.some((line) => line.total_amount >= 0)) {
    throw refuse("The return fee does not add up. Refund not possible.")
  }
}

async function addRefund(world: World, order: ManagedOrderRecord, refund_id: string, input: RefundBody) {
  const { refunded_amount, reference = "", description = "", order_lines = [] } = input
  await world.db.insert(refunds, {
    refund_id,
    order_id: order.order_id,
    number: (await findRefunds(world, order.order_id)).length + 1,
    refunded_at: world.now,
    refunded_amount,
    body: { reference, description, order_lines },
  })
  await world.db.update(
    managedOrders,
    { order_id: order.order_id },
    { refunded_amount: order.refunded_amount + refunded_amount }
  )
  await allocate(world, order.order_id, refunded_amount)
}

/** Shows the refund on the captures it pays back, the oldest first. */
async function allocate(world: World, orderId: string, amount: number) {
  let left = amount
  for (const { capture_id, captured_amount, refunded_amount } of await findCaptures(world, orderId)) {
    const share = Math.min(left, captured_amount - refunded_amount)
    if (share <= 0) continue
    left -= share
    await world.db.update(captures, { capture_id }, { refunded_amount: refunded_amount + share })
  }
}
