import type { Answer, Client } from "./client"
import { delivery, lamps } from "./orders"

type Changes = Record<string, unknown>

export const buyer = {
  given_name: "Alva",
  family_name: "Berg",
  email: "alva@shop.example",
  phone: "+46701234567",
  street_address: "Storgatan 1",
  postal_code: "111 22",
  city: "Stockholm",
  country: "SE",
}

/** Three lamps and their delivery as a KP session: 316.30 SEK. */
export const paymentsSession = (changes: Changes = {}) => ({
  purchase_country: "SE",
  purchase_currency: "SEK",
  locale: "sv-SE",
  order_amount: 31630,
  order_tax_amount: 6326,
  order_lines: [lamps, delivery],
  ...changes,
})

export async function createPaymentsSession(client: Client, changes: Changes = {}): Promise<string> {
  const { status, body } = await client.call("POST", "/payments/v1/sessions", paymentsSession(changes))
  if (status !== 200) throw new Error(`create session: ${status} ${JSON.stringify(body)}`)
  return body.session_id as string
}

/** What the consumer does in the widget. */
export const authorize = (client: Client, sessionId: string, wish: Changes = {}): Promise<Answer> =>
  client.control("POST", `/kp/${sessionId}/authorize`, wish)

/** An authorized session. @returns its authorization token */
export async function authorized(client: Client, changes: Changes = {}, wish: Changes = {}) {
  const sessionId = await createPaymentsSession(client, changes)
  const { body } = await authorize(client, sessionId, wish)
  if (!body.authorization_token) throw new Error(`authorize: ${JSON.stringify(body)}`)
  return { sessionId, token: body.authorization_token as string }
}

export const placeOrder = (client: Client, token: string, changes: Changes = {}): Promise<Answer> =>
  client.call("POST", `/payments/v1/authorizations/${token}/order`, paymentsSession(changes))

/** A customer token for charges without the consumer. @returns its id */
export async function customerToken(client: Client): Promise<string> {
  const { token } = await authorized(client, { intent: "tokenize" })
  const { status, body } = await client.call("POST", `/payments/v1/authorizations/${token}/customer-token`, {
    purchase_country: "SE",
    purchase_currency: "SEK",
    locale: "sv-SE",
    description: "Lamps",
    intended_use: "SUBSCRIPTION",
  })
  if (status !== 200) throw new Error(`create customer token: ${status} ${JSON.stringify(body)}`)
  return body.token_id as string
}
