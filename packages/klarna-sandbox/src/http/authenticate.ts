import type { IncomingHttpHeaders } from "node:http"
import type { Merchant } from "../merchant"
import type { Settings } from "../settings"
import { isAt, placeOf } from "./place"
import { Refusal, type ErrorBody } from "./refusal"

/** @throws {Refusal} 401 */
export function authenticate(
  headers: IncomingHttpHeaders,
  merchants: readonly Merchant[],
  settings: Readonly<Settings>
): Merchant {
  const merchant = findMerchant(headers, merchants, settings)
  if (!merchant) throw unauthorized(settings.unauthorized_body)
  return merchant
}

/**
 * Basic in both documented forms: the API key as it is, or base64 of `username:key` where the username
 * may be empty but not wrong. Credentials are good at one place only.
 */
export function findMerchant(
  headers: IncomingHttpHeaders,
  merchants: readonly Merchant[],
  settings: Readonly<Settings>
): Merchant | undefined {
  const credential = /^basic\s+(\S+)\s*$/i.exec(headers.authorization ?? "")?.[1] ?? ""
  const merchant = merchants.find(({ username, key }) =>
    [key, toBase64(`${username}:${key}`), toBase64(`:${key}`)].includes(credential)
  )
  return merchant && isAt(placeOf(headers.host, settings), merchant) ? merchant : undefined
}

/** The guide's body has an empty list; one was seen with a single message instead. */
const unauthorized = (form: ErrorBody) =>
  form === "singular"
    ? new Refusal(401, "PERMISSION_DENIED", ["Authentication failed or permission not granted"], form)
    : new Refusal(401, "UNAUTHORIZED", [], form)

const toBase64 = (text: string) => Buffer.from(text).toString("base64")
