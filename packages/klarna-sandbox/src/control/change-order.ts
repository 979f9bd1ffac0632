import { changeOrder } from "../checkout/change-order"
import { requireCheckoutOrder, toCheckoutOrder } from "../checkout/checkout-order"
import { json, type Reply } from "../http/reply"
import { param, readObject, type Request } from "../http/request"
import { checkFields, isObject, text } from "../rules/fields"
import type { Sandbox } from "../sandbox"
import type { Address } from "../state/records"
import { controlError } from "./control-error"

/**
 * POST /_sandbox/orders/{id}/change: the consumer types an address or chooses a way of delivery in the shop's
 * checkout. The shop is asked as it wished.
 */
export async function changeOrderNow(sandbox: Sandbox, request: Request): Promise<Reply> {
  const order_id = param(request, "id")
  const sent = readObject(request)
  const isWellFormed =
    checkFields(sent, { selected_shipping_option: text() }).length === 0 &&
    [sent.billing_address, sent.shipping_address].every((value) => value === undefined || isAddress(value))
  if (!isWellFormed) return controlError(400, "an address is an object of strings, an option its id")
  const { selected_shipping_option: option } = sent
  const { body } = await sandbox.command((world) => requireCheckoutOrder(world, order_id))
  const refused = await changeOrder(sandbox, order_id, {
    ...(isAddress(sent.billing_address) && {
      billing_address: { ...body.billing_address, ...sent.billing_address },
    }),
    ...(isAddress(sent.shipping_address) && {
      shipping_address: { ...body.shipping_address, ...sent.shipping_address },
    }),
    ...(typeof option === "string" && { selected_shipping_option: option }),
  })
  const order = await sandbox.command((world) => requireCheckoutOrder(world, order_id))
  return json({
    denied: refused?.text ?? null,
    redirect_to: refused?.location ?? null,
    order: toCheckoutOrder(order),
  })
}

const isAddress = (value: unknown): value is Address =>
  isObject(value) && Object.values(value).every((field) => typeof field === "string")
