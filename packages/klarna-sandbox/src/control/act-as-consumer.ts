import type { Approval } from "../hosted-payment-page/approve"
import { ACTIONS, isAction, perform } from "../hosted-payment-page/perform-action"
import { CATEGORIES, isCategory } from "../hosted-payment-page/payment-choices"
import { json, type Reply } from "../http/reply"
import { param, readObject, type Request } from "../http/request"
import { isObject } from "../rules/fields"
import type { Sandbox } from "../sandbox"
import type { Address } from "../state/records"
import { controlError } from "./control-error"

/** POST /_sandbox/hpp/{hpp_session_id}/consumer: what a person would do on the hosted page. */
export async function actAsConsumer(sandbox: Sandbox, request: Request): Promise<Reply> {
  const body = readObject(request)
  if (!isAction(body.action)) return controlError(400, `action must be one of ${ACTIONS.join(", ")}`)
  const addresses = [body.address, body.billing_address, body.shipping_address]
  if (addresses.some((address) => address !== undefined && !isAddress(address))) {
    return controlError(400, "an address is an object of strings")
  }
  const { payment_method_category: category } = body
  if (category !== undefined && !isCategory(String(category).toUpperCase())) {
    return controlError(400, `payment_method_category must be one of ${CATEGORIES.join(", ")}`)
  }
  return json(await perform(sandbox, param(request, "hpp_session_id"), body.action, body as Approval))
}

const isAddress = (value: unknown): value is Address =>
  isObject(value) && Object.values(value).every((field) => typeof field === "string")
