import { Refusal } from "../http/refusal"
import { noContent, type Reply } from "../http/reply"
import { readObject, type MerchantRequest } from "../http/request"
import { pick, text } from "../rules/fields"
import { managedOrders } from "../state/records"
import type { World } from "../world"
import { checkBody } from "./check-body"
import { requireOrder } from "./managed-order"

const fields = { merchant_reference1: text(), merchant_reference2: text() }

/** PATCH .../merchant-references: a field that is present overwrites, "" clears. */
export async function updateMerchantReferences(world: World, request: MerchantRequest): Promise<Reply> {
  const order = await requireOrder(world, request, "Merchant references cannot be updated.")
  const body = readObject(request)
  checkBody(body, fields)
  if (order.cancelled_at !== null) throw new Refusal(403, "NOT_ALLOWED", ["Update not allowed."])
  const details = { ...order.details, ...pick(body, Object.keys(fields)) }
  await world.db.update(managedOrders, { order_id: order.order_id }, { details })
  return noContent
}
