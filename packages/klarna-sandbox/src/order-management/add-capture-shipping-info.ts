import { noContent, type Reply } from "../http/reply"
import { param, readObject, type MerchantRequest } from "../http/request"
import { captures } from "../state/records"
import type { World } from "../world"
import { checkBody } from "./check-body"
import { requireOrder } from "./managed-order"
import { requireCapture, requireCaptures } from "./require-capture"
import { appendedShippingInfo, type ShippingInfo } from "./shipping-info"

/** POST .../captures/{capture_id}/shipping-info: what is sent is added to what was. */
export async function addCaptureShippingInfo(world: World, request: MerchantRequest): Promise<Reply> {
  const consequence = `Shipping info cannot be added to capture ${param(request, "capture_id")}`
  const order = await requireOrder(world, request, `${consequence}.`)
  requireCaptures(order, `${consequence}.`)
  const { capture_id, body: captured } = await requireCapture(world, request, order, consequence)
  const body = readObject(request)
  checkBody(body, appendedShippingInfo)
  const { shipping_info } = body as { shipping_info: ShippingInfo }
  await world.db.update(
    captures,
    { capture_id },
    { body: { ...captured, shipping_info: [...captured.shipping_info, ...shipping_info] } }
  )
  return noContent
}
