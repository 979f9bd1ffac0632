import {
  askCart,
  prepareCartQuestion,
  unusable,
  type CartCallback,
  type RefusedCart,
} from "../callbacks/ask-cart"
import { Refusal } from "../http/refusal"
import { pick } from "../rules/fields"
import type { Sandbox } from "../sandbox"
import type { Address, CheckoutOrderBody, CheckoutOrderRecord } from "../state/records"
import type { World } from "../world"
import { checkOrder } from "./check-order"
import { normalise, requireCheckoutOrder, requireOpen, touch } from "./checkout-order"

/** What the consumer changed while paying; the addresses are whole. */
export type Change = {
  billing_address?: Address
  shipping_address?: Address
  /** Id of one of the order's `shipping_options`. */
  selected_shipping_option?: string
}

const REQUIRED = ["order_amount", "order_tax_amount", "order_lines", "purchase_currency"]
const OPTIONAL = [
  "shipping_options",
  "merchant_data",
  "attachment",
  "locale",
  "external_payment_methods",
  "tags",
]

/**
 * The consumer changes an address or the way of delivery. The shop is asked when it wants to be, and what it
 * answers becomes the cart; when it refuses, nothing changes.
 *
 * @returns undefined when the change is made
 * @throws {Refusal} when the order cannot be changed, or has no such shipping option
 */
export async function changeOrder(
  sandbox: Sandbox,
  orderId: string,
  change: Change
): Promise<RefusedCart | undefined> {
  const question = await sandbox.command(async (world) => {
    const { body } = await requireChangeable(world, orderId)
    const changed = changedBody(body, change)
    const kind = callbackFor(body, changed)
    return kind && prepareCartQuestion(world, orderId, changed, kind)
  })
  const answer = question && (await askCart(sandbox, question))
  if (answer?.accepted === false) return answer
  // Read anew: while the shop was thinking the merchant may have changed the order.
  return sandbox.command(async (world) => {
    const order = await requireChangeable(world, orderId)
    const body = changedBody(order.body, change)
    const changed = answer ? withCart(world, order, body, answer.cart) : body
    if (typeof changed === "string") return unusable(body.locale, changed)
    const address_typed = order.address_typed || change.billing_address !== undefined
    await touch(world, order, { address_typed, body: changed })
    return undefined
  })
}

async function requireChangeable(world: World, orderId: string): Promise<CheckoutOrderRecord> {
  const order = await requireCheckoutOrder(world, orderId)
  requireOpen(order)
  return order
}

function changedBody(body: CheckoutOrderBody, change: Change): CheckoutOrderBody {
  const { selected_shipping_option: id, ...addresses } = change
  if (id === undefined) return { ...body, ...addresses }
  const options = (body.shipping_options ?? []) as Record<string, unknown>[]
  const option = options.find((candidate) => candidate.id === id)
  if (!option) throw new Refusal(400, "BAD_VALUE", [`The order has no shipping option ${id}`])
  return { ...body, ...addresses, selected_shipping_option: option }
}

/** One question for one change: a new country is part of a new address where the shop asked for addresses. */
function callbackFor(before: CheckoutOrderBody, after: CheckoutOrderBody): CartCallback | undefined {
  const { merchant_urls: urls } = before
  const isNew = (name: keyof CheckoutOrderBody) =>
    JSON.stringify(before[name]) !== JSON.stringify(after[name])
  if (isNew("selected_shipping_option")) return "shipping_option_update"
  if (!isNew("billing_address") && !isNew("shipping_address")) return undefined
  if (urls.address_update) return "address_update"
  const countries = [before, after].map(({ billing_address: { country = "" } }) => country.toUpperCase())
  return countries[0] === countries[1] ? undefined : "country_change"
}

/** @returns what is wrong with the shop's cart when it is not one */
function withCart(
  world: World,
  { merchant_id }: CheckoutOrderRecord,
  changed: CheckoutOrderBody,
  cart: Record<string, unknown>
): CheckoutOrderBody | string {
  const merchant = world.merchants.find(({ username }) => username === merchant_id)
  const missing = REQUIRED.filter((name) => cart[name] === undefined || cart[name] === null)
  if (missing.length > 0) return `The shop's answer lacks ${missing.join(", ")}.`
  if (String(cart.merchant_data ?? "").length > 1024) return "The shop's answer is not valid: merchant_data."
  const body: Record<string, unknown> = { ...changed, ...pick(cart, [...REQUIRED, ...OPTIONAL]) }
  try {
    checkOrder(body, merchant ?? { username: merchant_id, key: "" }, world.strictHttps)
    return normalise(body)
  } catch (error) {
    if (error instanceof Refusal) return `The shop's answer is not valid: ${error.messages.join(", ")}.`
    throw error
  }
}
