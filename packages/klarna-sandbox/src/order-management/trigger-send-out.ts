import { noContent, type Reply } from "../http/reply"
import type { MerchantRequest } from "../http/request"
import { captures } from "../state/records"
import type { World } from "../world"
import { billingOf } from "./billing"
import { requireOrder } from "./managed-order"
import { refuseAtKustom } from "./refuse-at-kustom"
import { requireCapture, requireCaptures } from "./require-capture"

const CONSEQUENCE = "Send-out not possible."

/** POST .../captures/{capture_id}/trigger-send-out: the consumer gets the bill once more. */
export async function triggerSendOut(world: World, request: MerchantRequest): Promise<Reply> {
  refuseAtKustom(request)
  const order = await requireOrder(world, request, CONSEQUENCE)
  requireCaptures(order, CONSEQUENCE)
  const capture = await requireCapture(world, request, order, CONSEQUENCE)
  const billing = billingOf(capture)
  await world.db.update(
    captures,
    { capture_id: capture.capture_id },
    { billing: { ...billing, sent_again_at: [...billing.sent_again_at, world.now] } }
  )
  return noContent
}
