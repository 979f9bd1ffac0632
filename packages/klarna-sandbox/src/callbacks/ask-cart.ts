import { fillOrderId } from "../checkout/checkout-order"
import { messagesFor } from "../pages/messages/messages-for"
import { isObject, pick } from "../rules/fields"
import type { Sandbox } from "../sandbox"
import type { CheckoutOrderBody } from "../state/records"
import type { World } from "../world"
import { ask, type Asked } from "./ask"
import { refusalOf } from "./refusal-of"
import { storeCallback } from "./store-callback"
import type { Verdict } from "./ask-validation"

export type CartCallback = "address_update" | "shipping_option_update" | "country_change"

/** What the shop made of the consumer's change. */
export type CartAnswer = { accepted: true; cart: Record<string, unknown> } | RefusedCart

export type RefusedCart = Extract<Verdict, { approved: false }> & { accepted: false }

const ASKED_FIELDS = [
  "order_amount",
  "order_tax_amount",
  "order_lines",
  "purchase_currency",
  "billing_address",
  "shipping_address",
  "selected_shipping_option",
  "customer",
  "locale",
  "merchant_data",
  "merchant_reference1",
  "merchant_reference2",
  "tags",
]

/** @returns undefined when the merchant wants no question asked */
export async function prepareCartQuestion(
  world: World,
  order_id: string,
  body: CheckoutOrderBody,
  kind: CartCallback
): Promise<Asked | undefined> {
  const template = body.merchant_urls[kind]
  if (!template) return undefined
  const question = {
    kind,
    url: fillOrderId(template, order_id),
    body: JSON.stringify(pick(body, ASKED_FIELDS)),
  }
  const callback_id = await storeCallback(world, { ...question, subject_id: order_id })
  return { ...question, callback_id, locale: body.locale }
}

/** Asks the shop. Whatever is not a 200 with JSON stops the purchase, silence of ten seconds too. */
export async function askCart(sandbox: Sandbox, question: Asked): Promise<CartAnswer> {
  const answer = await ask(sandbox, question, sandbox.patience.cart)
  const refusal = refusalOf(answer, question)
  if (refusal) return { accepted: false, ...refusal }
  const cart = answer.status === 200 ? parse(answer.body) : undefined
  return isObject(cart) ? { accepted: true, cart } : stopped(messagesFor(question.locale).shop.silent)
}

/** @param problem what is wrong with the shop's answer, for whoever develops the shop */
export const unusable = (locale: string, problem: string): RefusedCart =>
  stopped(`${messagesFor(locale).shop.unusable} (${problem})`)

const stopped = (text: string): RefusedCart => ({ accepted: false, approved: false, text, location: null })

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
