import { Refusal } from "../http/refusal"
import type { Reply } from "../http/reply"
import { readObject, type MerchantRequest } from "../http/request"
import { integer, required, text, type Fields } from "../rules/fields"
import { managedOrderLines } from "../rules/order-line-fields"
import type { ManagedOrderRecord, OrderLine } from "../state/records"
import type { World } from "../world"
import { addCapture } from "./add-capture"
import { checkBody } from "./check-body"
import { allowsCapture } from "./fraud"
import { isExpired, remainingAmount, requireOrder } from "./managed-order"
import { shippingInfo, type ShippingInfo } from "./shipping-info"

const fields: Fields = {
  captured_amount: required(integer({ min: 0, max: 200_000_000 })),
  description: text(),
  reference: text(),
  order_lines: managedOrderLines,
  shipping_info: shippingInfo,
  shipping_delay: integer({ min: 0 }),
}

type CaptureBody = {
  captured_amount: number
  description?: string
  reference?: string
  order_lines?: OrderLine[]
  shipping_info?: ShippingInfo
}

/** POST .../captures: 201 without a body, the id is in the headers. */
export async function createCapture(world: World, request: MerchantRequest): Promise<Reply> {
  const order = await requireOrder(world, request)
  const body = readObject(request)
  checkBody(body, fields)
  const input = body as CaptureBody
  requireCapturable(world, order, input.captured_amount)
  const { capture_id } = await addCapture(world, order, input)
  return {
    status: 201,
    headers: {
      "Capture-Id": capture_id,
      Location: `${world.url}/ordermanagement/v1/orders/${order.order_id}/captures/${capture_id}`,
    },
  }
}

function requireCapturable({ now }: World, order: ManagedOrderRecord, amount: number) {
  const refuse = (message: string) => new Refusal(403, "CAPTURE_NOT_ALLOWED", [message])
  if (order.cancelled_at !== null) throw refuse("Order is cancelled. Capture not possible.")
  if (isExpired(order, now)) throw refuse(`Order ${order.order_id} is expired. Capture not possible.`)
  if (!allowsCapture(order)) throw refuse("Order is not accepted. Capture not possible.")
  if (amount > remainingAmount(order, now)) {
    throw refuse("Captured amount is higher than the remaining authorized amount. Capture not possible.")
  }
  if (amount === 0) throw refuse("Captured amount must be higher than zero. Capture not possible.")
}
