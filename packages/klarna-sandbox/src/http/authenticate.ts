import type { IncomingHttpHeaders } from "node:http"
import type { Merchant } from "../merchant"
import type { Settings } from "../settings"
import { isAt, placeOf } from "./place"
import { Refusal } from "./refusal"

/**
 * Basic in both documented forms: the API key as it is, or base64 of `username:key` where the username
 * may be empty but not wrong. Credentials are good at one place only.
 *
 * @throws {Refusal} 401
 */
export function authenticate(
  headers: IncomingHttpHeaders,
  merchants: readonly Merchant[],
  settings: Readonly<Settings>
): Merchant {
  const credential = /^basic\s+(\S+)\s*$/i.exec(headers.authorization ?? "")?.[1] ?? ""
  const merchant = merchants.find(({ username, key }) =>
    [key, toBase64(`${username}:${key}`), toBase64(`:${key}`)].includes(credential)
  )
  const isKnown = merchant !== undefined && isAt(placeOf(headers.host, settings), merchant)
  if (!isKnown) throw new Refusal(401, "UNAUTHORIZED", ["The credentials are missing or wrong"])
  return merchant
}

const toBase64 = (text: string) => Buffer.from(text).toString("base64")
