import { Refusal } from "../http/refusal"
import { noContent, type Reply } from "../http/reply"
import { readObject, type MerchantRequest } from "../http/request"
import { integer, required } from "../rules/fields"
import { captures } from "../state/records"
import type { World } from "../world"
import { billingOf, dueDateOptions } from "./billing"
import { checkBody } from "./check-body"
import { requireOrder } from "./managed-order"
import { refuseAtKustom } from "./refuse-at-kustom"
import { requireCapture } from "./require-capture"

const CONSEQUENCE = "Due date cannot be extended."

const fields = { number_of_days: required(integer()) }

/** PATCH .../captures/{capture_id}/extend-due-date: by one of the options. */
export async function extendDueDate(world: World, request: MerchantRequest): Promise<Reply> {
  refuseAtKustom(request)
  const order = await requireOrder(world, request, CONSEQUENCE)
  const capture = await requireCapture(world, request, order, CONSEQUENCE)
  const body = readObject(request)
  checkBody(body, fields)
  const { number_of_days } = body as { number_of_days: number }
  if (!dueDateOptions(order, capture).some((option) => option.number_of_days === number_of_days)) {
    throw new Refusal(403, "NOT_ALLOWED", [`Extension of due date is not possible. ${CONSEQUENCE}`])
  }
  const billing = billingOf(capture)
  const extended_days = billing.extended_days + number_of_days
  await world.db.update(
    captures,
    { capture_id: capture.capture_id },
    { billing: { ...billing, extended_days } }
  )
  return noContent
}
