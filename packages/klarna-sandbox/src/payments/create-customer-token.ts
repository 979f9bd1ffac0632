import { Refusal } from "../http/refusal"
import { json, type Reply } from "../http/reply"
import { readObject, type MerchantRequest } from "../http/request"
import { checkFields, oneOf, pick, required, text, type Fields } from "../rules/fields"
import { authorizations, customerTokens, type Address, type CustomerTokenRecord } from "../state/records"
import type { World } from "../world"
import { consumedToken, invalidToken, isLive, requireAuthorization } from "./authorization"
import { paymentMethodOf } from "./categories"
import { refuse } from "./check-purchase"
import { requireIncomplete, withoutEmpty } from "./kp-session"
import { address, country, currency, customer, locale } from "./purchase-fields"

const fields: Fields = {
  description: required(text({ min: 1 })),
  intended_use: required(oneOf(["SUBSCRIPTION"])),
  locale: required(locale),
  purchase_country: required(country),
  purchase_currency: required(currency),
  billing_address: address,
  customer,
}

type TokenBody = Pick<
  CustomerTokenRecord,
  "description" | "locale" | "purchase_country" | "purchase_currency"
> & {
  billing_address?: Address
  customer?: Record<string, unknown>
}

/** POST /payments/v1/authorizations/{authorization_token}/customer-token: for charges without the consumer. */
export async function createCustomerToken(world: World, request: MerchantRequest): Promise<Reply> {
  const sent = readObject(request)
  const { authorization, session } = await requireAuthorization(world, request)
  const { intent, merchant_urls } = session.body
  if (intent === "buy") {
    throw new Refusal(403, "INVALID_OPERATION", ["Not allowed to create customer token for intent buy"])
  }
  if (authorization.placed || authorization.token_id !== null) throw consumedToken()
  requireIncomplete(session)
  if (!isLive(world, authorization, session)) throw invalidToken()
  refuse(checkFields(sent, fields))
  const body = sent as TokenBody
  const differing = (["purchase_country", "purchase_currency"] as const).filter(
    (field) => body[field].toUpperCase() !== authorization.body[field].toUpperCase()
  )
  if (differing.length > 0) {
    throw new Refusal(409, "BAD_VALUE", [`Not matching fields: [${differing.join(", ")}]`])
  }
  const token: CustomerTokenRecord = {
    token_id: world.ids.uuid(),
    merchant_id: session.merchant_id,
    status: "ACTIVE",
    method: paymentMethodOf(authorization.payment_method_category).type,
    refuses_with: null,
    description: body.description,
    purchase_country: body.purchase_country,
    purchase_currency: body.purchase_currency.toUpperCase(),
    locale: body.locale,
    billing_address: { ...authorization.body.billing_address, ...withoutEmpty(body.billing_address) },
    customer: { ...authorization.body.customer, ...body.customer },
    created_at: world.now,
  }
  await world.db.insert(customerTokens, token)
  const { authorization_token, session_id } = authorization
  await world.db.update(authorizations, { authorization_token }, { token_id: token.token_id })
  return json({
    token_id: token.token_id,
    ...(merchant_urls.confirmation && { redirect_url: `${world.url}/kp/redirect/${session_id}` }),
    payment_method_reference: world.ids.reference(),
    billing_address: token.billing_address,
    customer: pick(token.customer, ["date_of_birth", "gender"]),
  })
}
