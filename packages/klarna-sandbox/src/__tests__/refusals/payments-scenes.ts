import { lamps } from "../support/orders"
import { authorized, paymentsSession, placeOrder } from "../support/payments"
import { row, type RefusedCall, type Row, type Scene } from "./row"

export const HOUR = 3_600_000
export const sessions = "/payments/v1/sessions"
export const authorizations = "/payments/v1/authorizations"

export const line = (changes: object) => ({ ...lamps, ...changes })

export const create = (changes: object) => () => ({
  method: "POST",
  path: sessions,
  body: paymentsSession({ ...changes }),
})

/** Refused with 400 `BAD_VALUE` and this alone. */
export const bad = (title: string, changes: object, path: string, options = {}): Row =>
  row(title, create(changes), 400, "BAD_VALUE", `Bad value: ${path}`, options)

export const lines = (...changed: object[]) => ({
  order_lines: changed.map(line),
  order_amount: lamps.total_amount * changed.length,
  order_tax_amount: lamps.total_tax_amount * changed.length,
})

export const place = (token: string, changes = {}): RefusedCall => ({
  method: "POST",
  path: `${authorizations}/${token}/order`,
  body: paymentsSession(changes),
})

export const tokenOf = async (scene: Scene, changes = {}, wish = {}) =>
  (await authorized(scene.client, changes, wish)).token

/** An authorization that became an order. */
export async function placed(scene: Scene, changes = {}) {
  const { sessionId, token } = await authorized(scene.client, changes)
  await placeOrder(scene.client, token)
  return { sessionId, token }
}

export const tokenBody = {
  description: "Lamps, monthly",
  intended_use: "SUBSCRIPTION",
  locale: "sv-SE",
  purchase_country: "SE",
  purchase_currency: "SEK",
}

export const createToken = (token: string, changes = {}): RefusedCall => ({
  method: "POST",
  path: `${authorizations}/${token}/customer-token`,
  body: { ...tokenBody, ...changes },
})

export const cancel = (token: string): RefusedCall => ({
  method: "DELETE",
  path: `${authorizations}/${token}`,
})

export const invalidSession = [404, "NOT_FOUND", "Invalid session id"] as const
export const invalidToken = [404, "NOT_FOUND", "Invalid authorization token"] as const
export const consumed = [403, "INVALID_OPERATION", "Authorization token already consumed"] as const
export const completed = [404, "SESSION_COMPLETED", "Session has already been completed"] as const
export const notAllowed = [403, "INVALID_OPERATION", "Not allowed for this merchant"] as const
export const https = "merchant_urls.authorization (must be a valid https URI)"
