import { Refusal } from "../http/refusal"
import type { Merchant } from "../merchant"
import { isObject } from "../rules/fields"

export type Distribution =
  | { channel: "email"; to: string }
  | { channel: "sms"; to: string; country: string }
  | { channel: "token"; to: string }

/** Where this region's phone numbers may be from. */
export const PHONE_COUNTRIES =
  "AT AU BE CA CH CZ DE DK ES FI FR GB GR HU IE IT MX NL NO NZ PL PT RO SE SK US".split(" ")

const EMAIL = /^[^\s@]+@[^\s@.]+(\.[^\s@.]+)+$/
const PHONE = /^\+?[\d\s()/-]{5,20}$/

/**
 * Who gets the link, and how.
 *
 * @throws {Refusal} 400 `CONSTRAINT_VIOLATION`, `MISSING_CONTACT_DATA` or `UNSUPPORTED_COUNTRY`;
 *   403 `INVALID_OPERATION` for an SMS from an account without them
 */
export function checkDistribution(body: Record<string, unknown>, merchant: Merchant): Distribution {
  const { method, contact_information: contact, template } = body
  if (method !== "email" && method !== "sms" && method !== "token") throw violated("method")
  if (template !== undefined && template !== null && template !== "INSTORE_PURCHASE") {
    throw violated("template")
  }
  if (contact === undefined || contact === null) throw missing("contact_information")
  if (!isObject(contact)) throw violated("contact_information")
  switch (method) {
    case "email":
      return { channel: "email", to: given(contact, "email", EMAIL) }
    case "token":
      return { channel: "token", to: given(contact, "access_id", /./) }
    case "sms":
      return sms(contact, merchant)
  }
}

function sms(contact: Record<string, unknown>, merchant: Merchant): Distribution {
  if (merchant.sms === false) {
    throw new Refusal(403, "INVALID_OPERATION", ["SMS is not enabled for this account"])
  }
  const to = given(contact, "phone", PHONE)
  const country = given(contact, "phone_country", /^[A-Za-z]{2}$/).toUpperCase()
  if (!PHONE_COUNTRIES.includes(country)) {
    throw new Refusal(400, "UNSUPPORTED_COUNTRY", [`Unsupported phone country: ${country}`])
  }
  return { channel: "sms", to, country }
}

function given(contact: Record<string, unknown>, name: string, pattern: RegExp): string {
  const value = contact[name]
  if (value === undefined || value === null || value === "") throw missing(`contact_information.${name}`)
  if (typeof value !== "string" || value.length > 255 || !pattern.test(value)) {
    throw violated(`contact_information.${name}`)
  }
  return value
}

const missing = (path: string) => new Refusal(400, "MISSING_CONTACT_DATA", [`Missing contact data: ${path}`])

const violated = (path: string) => new Refusal(400, "CONSTRAINT_VIOLATION", [`Constraint violation: ${path}`])
