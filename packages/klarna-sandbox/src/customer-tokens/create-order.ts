import { schedulePush } from "../callbacks/schedule-push"
import { Refusal } from "../http/refusal"
import { json, type Reply } from "../http/reply"
import { readObject, type JsonObject, type MerchantRequest } from "../http/request"
import { createManagedOrder } from "../order-management/create-managed-order"
import { initialPaymentType } from "../order-management/payment-method"
import { purchaseProblems, refuse } from "../payments/check-purchase"
import { fillIds, withoutEmpty, withoutSecrets } from "../payments/kp-session"
import { purchaseFields } from "../payments/purchase-fields"
import { triggerOf } from "../payments/triggers"
import { boolean, integer, list, object, required, text, type Fields, type Rule } from "../rules/fields"
import { paymentsOrderLine } from "../rules/order-line-fields"
import type { CheckoutOrderBody, CustomerTokenRecord } from "../state/records"
import type { World } from "../world"
import { findToken } from "./customer-token"

const shortData = object({ merchant_data: text() })

/** A KP line, with less room for `merchant_data`. */
const tokenOrderLine: Rule = {
  check(value, path) {
    const problems = paymentsOrderLine.check(value, path)
    return problems.length > 0 ? problems : shortData.check(value, path)
  },
}

const fields: Fields = {
  ...purchaseFields,
  order_amount: required(integer({ min: 1 })),
  order_tax_amount: required(integer({ min: 0 })),
  order_lines: required(list(tokenOrderLine, { min: 1, max: 1000 })),
  merchant_urls: object({ confirmation: required(text({ max: 2000 })) }),
  attachment: object({ content_type: required(text()), body: required(text({ max: Infinity })) }),
  auto_capture: boolean,
}

/** POST /customer-token/v1/tokens/{token_id}/order: charges without the consumer. */
export async function createOrder(world: World, request: MerchantRequest): Promise<Reply> {
  const token = requireChargeable(await findToken(world, request), request)
  const sent = { ...readObject(request), purchase_country: token.purchase_country }
  requireCurrency(token, sent)
  refuse(purchaseProblems(sent, fields, world.strictHttps))
  if (token.refuses_with !== null) throw new Refusal(403, token.refuses_with, ["The charge was refused"])
  return json(await charge(world, token, sent as unknown as CheckoutOrderBody))
}

function requireChargeable(token: CustomerTokenRecord | null, { merchant }: MerchantRequest) {
  if (!token) throw new Refusal(404, "TOKEN_NOT_FOUND", ["Token not found"])
  if (token.merchant_id !== merchant.username) {
    throw new Refusal(403, "TOKEN_FORBIDDEN", ["Token cannot be used by this merchant"])
  }
  if (token.status !== "ACTIVE") {
    throw new Refusal(403, `TOKEN_${token.status}`, [`Token is ${token.status.toLowerCase()}`])
  }
  return token
}

/** A currency that is not the token's is refused as such, not as one that does not fit the country. */
function requireCurrency(token: CustomerTokenRecord, { purchase_currency: currency }: JsonObject) {
  if (typeof currency === "string" && currency.toUpperCase() !== token.purchase_currency) {
    throw new Refusal(403, "PAYMENT_METHOD_CURRENCY_MISMATCH", [
      "The payment method is not available in the currency of the order",
    ])
  }
}

async function charge(world: World, token: CustomerTokenRecord, sent: CheckoutOrderBody) {
  const order_id = world.ids.uuid()
  const trigger = triggerOf(token.billing_address.email, token.purchase_country)
  const urls = Object.entries(sent.merchant_urls ?? {})
  const order = {
    order_id,
    merchant_id: token.merchant_id,
    body: {
      ...sent,
      purchase_currency: token.purchase_currency,
      locale: sent.locale ?? token.locale,
      merchant_urls: Object.fromEntries(urls.map(([name, url]) => [name, fillIds(url, "", order_id)])),
      billing_address: token.billing_address,
      shipping_address: { ...token.billing_address, ...withoutEmpty(sent.shipping_address) },
      customer: withoutSecrets(token.customer),
      options: { auto_capture: sent.auto_capture === true },
    },
    ...(trigger?.kind === "pending" && { fraud: trigger.fraud }),
    payment_method: {
      type: initialPaymentType(token.method),
      description: token.description,
      number_of_installments: 0,
    },
  }
  const managed = await createManagedOrder(world, order)
  await schedulePush(world, order)
  return {
    order_id,
    fraud_status: managed.fraud_status,
    ...(managed.confirmation_url && { redirect_url: `${world.url}/kp/redirect/${order_id}` }),
    authorized_payment_method: { type: token.method },
  }
}
