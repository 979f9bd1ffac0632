import { HOUR, iso } from "../clock"
import { Refusal } from "../http/refusal"
import { pick } from "../rules/fields"
import type { Address, CheckoutOrderBody, CheckoutOrderRecord } from "../state/records"
import { checkoutOrders } from "../state/records"
import type { World } from "../world"
import { orderFieldNames } from "./order-fields"

/** An order lives 48 hours after the last update or the consumer's last action. */
export const LIFETIME = 48 * HOUR

/**
 * @param merchantId absent: whoever owns it
 * @throws {Refusal} 404 when unknown, another merchant's, or expired
 */
export async function requireCheckoutOrder(
  world: World,
  orderId: string,
  merchantId?: string
): Promise<CheckoutOrderRecord> {
  const order = await world.db.findOneBy(checkoutOrders, { order_id: orderId })
  const isTheirs = order !== null && (merchantId === undefined || order.merchant_id === merchantId)
  if (!isTheirs || isGone(world, order)) {
    const form = world.settings.expired_order_body === "empty" ? "empty" : "list"
    throw new Refusal(404, "NOT_FOUND", [`Order ${orderId} was not found`], form)
  }
  return order
}

function isGone({ now, settings }: World, order: CheckoutOrderRecord): boolean {
  if (order.aborted_at !== null && settings.aborted_order === "not_found") return true
  return isExpired(order, now)
}

/** A completed order stays readable; how long is not documented. */
export const isExpired = (order: CheckoutOrderRecord, now: number) =>
  order.status === "checkout_incomplete" && order.expires_at <= now

/** @throws {Refusal} 403 `READ_ONLY_ORDER` once the order is complete or aborted */
export function requireOpen(order: CheckoutOrderRecord) {
  if (order.status === "checkout_complete" || order.aborted_at !== null) {
    throw new Refusal(403, "READ_ONLY_ORDER", ["Resource is read-only"])
  }
}

/** Currency upper case, locale as `en-GB`, country as sent; nothing that a merchant may not set. */
export function normalise(sent: Record<string, unknown>): CheckoutOrderBody {
  const body = pick(sent, orderFieldNames) as CheckoutOrderBody
  const country = { country: body.purchase_country }
  return {
    ...body,
    purchase_currency: body.purchase_currency.toUpperCase(),
    locale: normaliseLocale(body.locale),
    order_lines: body.order_lines.map((line) => ({
      ...line,
      total_discount_amount: line.total_discount_amount ?? 0,
    })),
    billing_address: { ...country, ...withoutEmpty(body.billing_address) },
    shipping_address: { ...country, ...withoutEmpty(body.shipping_address) },
    customer: body.customer ?? {},
    options: { ...defaultOptions(body.purchase_country), ...body.options },
  }
}

const withoutEmpty = (address: Address | undefined): Address =>
  Object.fromEntries(
    Object.entries(address ?? {}).filter(([, value]) => value !== null && value !== undefined)
  )

function normaliseLocale(locale: string): string {
  const [language = "", ...regions] = locale.split("-")
  return [language.toLowerCase(), ...regions.map((region) => region.toUpperCase())].join("-")
}

const defaultOptions = (country: string) => ({
  allow_separate_shipping_address: country.toUpperCase() === "DE",
  date_of_birth_mandatory: false,
  national_identification_number_mandatory: false,
  require_validate_callback_success: false,
  show_subtotal_detail: false,
})

/** The order as Checkout shows it. */
export function toCheckoutOrder(order: CheckoutOrderRecord): Record<string, unknown> {
  return {
    order_id: order.order_id,
    status: order.status,
    ...order.body,
    html_snippet: htmlSnippet(order),
    started_at: iso(order.created_at),
    last_modified_at: iso(order.modified_at),
    ...(order.completed_at !== null && { completed_at: iso(order.completed_at) }),
  }
}

/** The iframe itself is not reproduced: the snippet says so instead of leaving an empty box. */
const htmlSnippet = ({ order_id, status }: CheckoutOrderRecord) =>
  `<div id="klarna-checkout-container" data-order-id="${order_id}" data-status="${status}">` +
  `<p>The sandbox shows this order on a hosted payment page, not inside a shop's page.</p></div>` +
  `<script>document.dispatchEvent(new CustomEvent("klarna-sandbox:snippet"))</script>`

/** Fills the id into an address of the merchant's. */
export const fillOrderId = (url: string, orderId: string) => url.replaceAll("{checkout.order.id}", orderId)

/** Stores a change and restarts the 48 hours. */
export async function touch(
  world: World,
  order: CheckoutOrderRecord,
  changes: Partial<CheckoutOrderRecord> = {}
) {
  Object.assign(order, changes, { modified_at: world.now, expires_at: world.now + LIFETIME })
  await world.db.put(checkoutOrders, order)
}
