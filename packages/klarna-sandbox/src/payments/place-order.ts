import { isDeepStrictEqual } from "node:util"
import { Refusal } from "../http/refusal"
import { json, type Reply } from "../http/reply"
import { readObject, type JsonObject, type MerchantRequest } from "../http/request"
import { boolean, type Fields } from "../rules/fields"
import type { AuthorizationRecord, CheckoutOrderBody, KpSessionRecord } from "../state/records"
import type { World } from "../world"
import { consumedToken, invalidToken, isLive, requireAuthorization } from "./authorization"
import { purchaseProblems, refuse, taxOf } from "./check-purchase"
import { completeSession } from "./complete-session"
import { requireIncomplete, withoutEmpty } from "./kp-session"
import { mismatches } from "./matching"
import { purchaseFields } from "./purchase-fields"

const fields: Fields = { ...purchaseFields, auto_capture: boolean }

/** POST /payments/v1/authorizations/{authorization_token}/order: once per session. */
export async function placeOrder(world: World, request: MerchantRequest): Promise<Reply> {
  const sent = readObject(request)
  const { authorization, session } = await requireAuthorization(world, request)
  if (authorization.placed) return placedBefore(world, authorization.placed, sent)
  requireIncomplete(session)
  if (!isLive(world, authorization, session)) throw invalidToken()
  refuse(purchaseProblems(sent, fields, world.strictHttps))
  const body = toOrder(sent, session)
  requireAllowed(session, authorization, body)
  const { answer } = await completeSession(world, session, authorization, {
    body,
    auto_capture: sent.auto_capture === true,
    request: sent,
  })
  return json(answer)
}

function placedBefore(world: World, placed: NonNullable<AuthorizationRecord["placed"]>, sent: JsonObject) {
  if (!isDeepStrictEqual(placed.request, sent)) {
    throw new Refusal(409, "BAD_VALUE", ["The order has been already completed with different request body"])
  }
  if (world.settings.kp_order_again === "refused") throw consumedToken()
  return json(placed.answer)
}

/** What the merchant leaves out is as it was agreed. */
function toOrder(sent: JsonObject, { body: agreed }: KpSessionRecord): CheckoutOrderBody {
  const order = sent as CheckoutOrderBody
  return {
    ...agreed,
    ...order,
    purchase_currency: order.purchase_currency.toUpperCase(),
    order_tax_amount: order.order_tax_amount ?? taxOf(order),
    locale: order.locale ?? agreed.locale,
    merchant_urls: { ...agreed.merchant_urls, ...order.merchant_urls },
    billing_address: { ...agreed.billing_address, ...withoutEmpty(order.billing_address) },
    shipping_address: { ...agreed.shipping_address, ...withoutEmpty(order.shipping_address) },
    customer: order.customer ?? agreed.customer,
    options: {},
  }
}

function requireAllowed(
  { body: { intent } }: KpSessionRecord,
  authorization: AuthorizationRecord,
  order: CheckoutOrderBody
) {
  if (intent === "tokenize") {
    throw authorization.token_id === null
      ? new Refusal(403, "INVALID_OPERATION", ["Not allowed to place order for intent tokenize"])
      : consumedToken()
  }
  const differing = mismatches(authorization, order)
  if (differing.length > 0) {
    throw new Refusal(409, "BAD_VALUE", [`Not matching fields: [${differing.join(", ")}]`])
  }
  if (authorization.refuses_order) throw new Refusal(403, "REJECTED", ["Rejected"])
}
