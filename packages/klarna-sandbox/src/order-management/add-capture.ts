import {
  captures,
  managedOrders,
  type CaptureRecord,
  type ManagedOrderRecord,
  type OrderLine,
} from "../state/records"
import type { World } from "../world"
import { findCaptures } from "./managed-order"

type NewCapture = {
  captured_amount: number
  reference?: string
  description?: string
  order_lines?: OrderLine[]
  shipping_info?: Record<string, unknown>[]
}

/** Takes the money; whether that is allowed was decided before. Capturing also acknowledges. */
export async function addCapture(
  world: World,
  order: ManagedOrderRecord,
  input: NewCapture
): Promise<CaptureRecord> {
  const capture: CaptureRecord = {
    capture_id: world.ids.uuid(),
    order_id: order.order_id,
    number: (await findCaptures(world, order.order_id)).length + 1,
    captured_at: world.now,
    captured_amount: input.captured_amount,
    refunded_amount: 0,
    body: {
      reference: input.reference ?? "",
      description: input.description ?? "",
      order_lines: input.order_lines ?? [],
      shipping_info: input.shipping_info ?? [],
      billing_address: order.details.billing_address,
      shipping_address: order.details.shipping_address,
    },
    billing: null,
  }
  order.captured_amount += input.captured_amount
  order.acknowledged_at ??= world.now
  await world.db.insert(captures, capture)
  await world.db.update(
    managedOrders,
    { order_id: order.order_id },
    { captured_amount: order.captured_amount, acknowledged_at: order.acknowledged_at }
  )
  return capture
}
