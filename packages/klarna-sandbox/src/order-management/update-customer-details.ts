import { Refusal } from "../http/refusal"
import { noContent, type Reply } from "../http/reply"
import { readObject, type MerchantRequest } from "../http/request"
import { triggerOf } from "../payments/triggers"
import { object, pick, text } from "../rules/fields"
import { managedOrders, type Address, type ManagedOrderRecord } from "../state/records"
import type { World } from "../world"
import { checkBody } from "./check-body"
import { isOver, remainingAmount, requireOrder } from "./managed-order"

const short = text({ max: 100 })

const addressFields = {
  attention: text(),
  city: text({ max: 200 }),
  country: text(),
  email: short,
  family_name: short,
  given_name: short,
  organization_name: text(),
  phone: short,
  postal_code: text({ max: 10 }),
  region: text({ max: 200 }),
  street_address: short,
  street_address2: short,
  title: text({ max: 20 }),
}

/** PATCH .../customer-details: a field of the parcel's address that is present overwrites, "" clears. */
export async function updateCustomerDetails(world: World, request: MerchantRequest): Promise<Reply> {
  const order = await requireOrder(world, request, "Customer details cannot be updated.")
  const body = readObject(request)
  checkBody(body, { shipping_address: object(addressFields) })
  const sent = pick((body.shipping_address ?? {}) as Address, Object.keys(addressFields)) as Address
  const shipping_address = { ...order.details.shipping_address, ...sent }
  requireUpdatable(world, order, body)
  requireDeliverable(shipping_address)
  requireAcceptedRisk(sent)
  const details = { ...order.details, shipping_address }
  await world.db.update(managedOrders, { order_id: order.order_id }, { details })
  return noContent
}

function requireUpdatable(world: World, order: ManagedOrderRecord, body: Record<string, unknown>) {
  const isSettled = order.captured_amount > 0 && remainingAmount(order, world.now) === 0
  if (isOver(order, world.now) || isSettled) throw new Refusal(403, "NOT_ALLOWED", ["Update not allowed."])
  if (body.billing_address !== undefined) {
    throw new Refusal(403, "NOT_ALLOWED", [
      "Billing address cannot be updated for user account order. Customer details cannot be updated.",
    ])
  }
}

function requireDeliverable({ country = "", region = "" }: Address) {
  const isComplete = /^[a-z]{2}$/i.test(country) && (country.toUpperCase() !== "US" || region !== "")
  if (isComplete) return
  throw new Refusal(422, "INVALID_ADDRESS", ["The shipping and/or billing address is invalid"])
}

/** A new address is a new risk; the playground's test address stands for one that is not taken. */
function requireAcceptedRisk({ email, country = "" }: Address) {
  if (triggerOf(email, country)?.kind !== "denied") return
  throw new Refusal(403, "NOT_ALLOWED", ["Update not allowed. Customer details cannot be updated."])
}
