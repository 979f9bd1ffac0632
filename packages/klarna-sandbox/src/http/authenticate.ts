import type { IncomingHttpHeaders } from "node:http"
import type { Merchant } from "../merchant"
import { Refusal } from "./refusal"

/**
 * Basic in both documented forms: the API key as it is, or base64 of `username:key` where the username
 * may be empty but not wrong.
 *
 * @throws {Refusal} 401
 */
export function authenticate(headers: IncomingHttpHeaders, merchants: readonly Merchant[]): Merchant {
  const credential = /^basic\s+(\S+)\s*$/i.exec(headers.authorization ?? "")?.[1] ?? ""
  const merchant = merchants.find(({ username, key }) =>
    [key, toBase64(`${username}:${key}`), toBase64(`:${key}`)].includes(credential)
  )
  if (!merchant) throw new Refusal(401, "UNAUTHORIZED", ["The credentials are missing or wrong"])
  return merchant
}

const toBase64 = (text: string) => Buffer.from(text).toString("base64")
