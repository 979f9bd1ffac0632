import type { Answer, Client } from "./client"

export const lamps = {
  type: "physical",
  reference: "sku-1",
  name: "Lamp",
  quantity: 3,
  unit_price: 9900,
  tax_rate: 2500,
  total_discount_amount: 2970,
  total_amount: 26730,
  total_tax_amount: 5346,
}

export const delivery = {
  type: "shipping_fee",
  name: "Standard",
  quantity: 1,
  unit_price: 4900,
  tax_rate: 2500,
  total_amount: 4900,
  total_tax_amount: 980,
}

type Changes = Record<string, unknown> & { merchant_urls?: Record<string, string> }

/** Three lamps with a discount, and their delivery: 316.30 SEK. */
export function order({ merchant_urls, ...changes }: Changes = {}, shopUrl = "https://shop.example") {
  return {
    purchase_country: "SE",
    purchase_currency: "SEK",
    locale: "sv-SE",
    order_amount: 31630,
    order_tax_amount: 6326,
    order_lines: [lamps, delivery],
    merchant_urls: {
      terms: `${shopUrl}/terms`,
      checkout: `${shopUrl}/checkout?id={checkout.order.id}`,
      confirmation: `${shopUrl}/thanks?id={checkout.order.id}`,
      push: `${shopUrl}/push?id={checkout.order.id}`,
      ...merchant_urls,
    },
    ...changes,
  }
}

/** An order whose lines are these, with the sums that follow. */
export const orderOf = (lines: Record<string, unknown>[], changes: Changes = {}) =>
  order({
    order_lines: lines,
    order_amount: lines.reduce((sum, line) => sum + Number(line.total_amount), 0),
    order_tax_amount: lines.reduce((sum, line) => sum + Number(line.total_tax_amount), 0),
    ...changes,
  })

export async function createOrder(client: Client, body: unknown): Promise<string> {
  const { status, body: created } = await client.call("POST", "/checkout/v3/orders", body)
  if (status !== 201) throw new Error(`create order: ${status} ${JSON.stringify(created)}`)
  return created.order_id as string
}

export const createSession = (
  client: Client,
  sandboxUrl: string,
  orderId: string,
  merchant_urls: Record<string, string> = {},
  more: Record<string, unknown> = {}
): Promise<Answer> =>
  client.call("POST", "/hpp/v1/sessions", {
    payment_session_url: `${sandboxUrl}/checkout/v3/orders/${orderId}`,
    merchant_urls,
    ...more,
  })

/** A paid order. @returns its id */
export async function paidOrder(client: Client, changes: Changes = {}): Promise<string> {
  const orderId = await createOrder(client, order(changes))
  const { status, body } = await client.control("POST", `/orders/${orderId}/complete`)
  if (status !== 200) throw new Error(`complete order: ${status} ${JSON.stringify(body)}`)
  return orderId
}
