import type { AxiosRequestConfig } from "axios"
import { ADDRESSES } from "./addresses"
import { eventually } from "./eventually"
import { PAYMENTS_PROVIDER, sessionOf, type KlarnaShop, type SessionData } from "./klarna-shop"
import { widget } from "./ways"

export const MONTHLY = { name: "Bulb of the month", interval: "MONTH", interval_count: 1 }
export const DAY = 86_400_000

/** A customer who is logged in, as the storefront's requests carry it. */
export type Customer = { id: string; email: string; request: () => AxiosRequestConfig }

export const guest = (shop: KlarnaShop): Customer => ({
  id: "",
  email: "de.buyer@example.com",
  request: shop.store,
})

export async function logIn(shop: KlarnaShop, email = "lea.weber@example.com"): Promise<Customer> {
  const account = { email, password: "a-password" }
  const bearer = (token: string): AxiosRequestConfig => {
    const config = shop.store()
    return { ...config, headers: { ...config.headers, Authorization: `Bearer ${token}` } }
  }
  const registered = await shop.post("/auth/customer/emailpass/register", account)
  const { customer } = await shop.post("/store/customers", { email }, bearer(registered.token))
  const { token } = await shop.post("/auth/customer/emailpass", account)
  return { id: customer.id, email, request: () => bearer(token) }
}

type Wish = {
  sku?: string
  subscription?: unknown
  promotion?: string
  also?: string[]
  country?: "de" | "gb"
}

/** A cart with a subscription, in a market whose buyers pay in the widget. */
export async function subscriptionCart(
  shop: KlarnaShop,
  customer: Customer,
  { sku = "BULB-GLOD-3", subscription = MONTHLY, promotion, also = [], country = "de" }: Wish = {}
): Promise<string> {
  const add = (variant: string, metadata?: object) =>
    shop.post(
      `/store/carts/${cart.id}/line-items`,
      { variant_id: shop.demo.variants[variant], quantity: 1, metadata },
      customer.request()
    )
  const { cart } = await shop.post(
    "/store/carts",
    {
      region_id: shop.demo.regions[country],
      sales_channel_id: shop.demo.sales_channel_id,
      email: customer.email,
      shipping_address: ADDRESSES[country],
      billing_address: ADDRESSES[country],
    },
    customer.request()
  )
  await add(sku, { klarna_subscription: subscription, gift: "no" })
  for (const other of also) await add(other)
  await shop.post(
    `/store/carts/${cart.id}/shipping-methods`,
    { option_id: shop.demo.shipping_options[country]?.[promotion ? "free" : "paid"] },
    customer.request()
  )
  if (promotion) await shop.post(`/store/carts/${cart.id}/promotions`, { promo_codes: [promotion] })
  return cart.id
}

/** @returns the code of a promotion that makes the items of a cart free */
export async function freeTrial(shop: KlarnaShop): Promise<string> {
  const { promotion } = await shop.post(
    "/admin/promotions",
    {
      code: "FIRSTFREE",
      type: "standard",
      status: "active",
      application_method: { type: "percentage", value: 100, target_type: "items", allocation: "across" },
    },
    shop.admin()
  )
  return promotion.code
}

/** Chooses Klarna Payments for the cart. */
export async function chooseKlarna(
  shop: KlarnaShop,
  cartId: string,
  customer: Customer,
  more: Record<string, unknown> = {}
) {
  const collectionId = await shop.collectionOf(cartId)
  return shop.api.post(
    `/store/payment-collections/${collectionId}/payment-sessions`,
    { provider_id: PAYMENTS_PROVIDER, ...more },
    customer.request()
  )
}

/** From the cart to the order, with the subscription that began. */
export async function subscribe(shop: KlarnaShop, customer: Customer, wish: Wish = {}) {
  const cartId = await subscriptionCart(shop, customer, wish)
  const chosen = await chooseKlarna(shop, cartId, customer)
  if (chosen.status >= 400) throw new Error(JSON.stringify(chosen.data))
  const session = sessionOf(chosen.data, PAYMENTS_PROVIDER).data as SessionData
  const { answer } = await widget.agree(shop, session)
  const order = await eventually(async () => shop.orderOf(cartId), { what: "the order" })
  const [subscription] = await eventually(
    async () => {
      const own = await subscriptionsOf(shop, customer)
      return own.some(({ order_id }) => order_id === order.id) ? own : undefined
    },
    { what: "the subscription" }
  )
  return { cartId, session, answer, order, subscription: subscription as Record<string, any> }
}

export async function subscriptionsOf(shop: KlarnaShop, customer: Customer): Promise<Record<string, any>[]> {
  return (await shop.api.get("/store/klarna/subscriptions", customer.request())).data.subscriptions
}

export async function tokensOf(shop: KlarnaShop, customer: Customer): Promise<Record<string, any>[]> {
  return (await shop.api.get("/store/klarna/customer-tokens", customer.request())).data.customer_tokens
}

/** Time goes on, and the job runs. */
export async function chargeAfter(shop: KlarnaShop, days: number): Promise<void> {
  await shop.klarna.advance(days * DAY)
  await shop.runJob("charge-due-klarna-subscriptions")
}

/** Orders that renewed something, oldest first. */
export async function renewalsOf(shop: KlarnaShop, subscriptionId: string): Promise<Record<string, any>[]> {
  const rows = await shop
    .container()
    .resolve("__pg_connection__")("klarna_charge")
    .where({ subscription_id: subscriptionId })
    .orderBy("period")
  const orders = []
  for (const { order_id } of rows) if (order_id) orders.push(await shop.readOrder(order_id))
  return orders
}

/** What Klarna or the customer would do to the newest token. */
export async function changeToken(
  shop: KlarnaShop,
  state: object
): Promise<{ id: string; token_id: string }> {
  const [row] = await shop
    .container()
    .resolve("__pg_connection__")("klarna_customer_token")
    .orderBy("created_at", "desc")
  await fetch(`${shop.klarna.url}/_sandbox/customer-tokens/${row.token_id}`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(state),
  })
  return row
}
