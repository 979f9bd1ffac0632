import { Refusal } from "../http/refusal"
import { param, type MerchantRequest } from "../http/request"
import { captures, type CaptureRecord, type ManagedOrderRecord } from "../state/records"
import type { World } from "../world"

/**
 * The capture of the request's path.
 *
 * @param consequence what is not possible, added to the message
 * @throws {Refusal} 404 `NO_SUCH_CAPTURE`
 */
export async function requireCapture(
  world: World,
  request: MerchantRequest,
  { order_id }: ManagedOrderRecord,
  consequence: string
): Promise<CaptureRecord> {
  const capture_id = param(request, "capture_id")
  const capture = await world.db.findOneBy(captures, { capture_id, order_id })
  if (!capture) throw new Refusal(404, "NO_SUCH_CAPTURE", [`Capture could not be found. ${consequence}`])
  return capture
}

/** @throws {Refusal} 403 `NOT_ALLOWED` */
export function requireCaptures(order: ManagedOrderRecord, consequence: string) {
  if (order.captured_amount > 0) return
  throw new Refusal(403, "NOT_ALLOWED", [`Order has no captures. ${consequence}`])
}
