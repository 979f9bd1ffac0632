import { parseJson } from "./failure"

/** Stands where something personal or secret was. */
export const REMOVED = "[removed]"

/** Objects about a person: what is in them goes, but for what Klarna's rules look at. */
const PERSONAL = new Set([
  "billing_address",
  "shipping_address",
  "customer",
  "contact_information",
  "attachment",
  "merchant_data",
])

/** Texts that say nothing of a person and open nothing. All others go, also those that nobody thought of. */
const PLAIN = new Set([
  ...["purchase_country", "purchase_currency", "locale", "country", "shipping_countries"],
  ...["acquiring_channel", "intent", "intended_use", "status", "method", "type", "interval"],
  ...["reference", "merchant_reference1", "merchant_reference2", "shipping_method", "shipping_company"],
  ...["place_order_mode", "purchase_type", "payment_method_category", "payment_method_categories"],
])

/** Of an order line, the names of goods as well: without them nobody finds the line. */
const PLAIN_IN_LINES = new Set([...PLAIN, "name", "quantity_unit", "tax_rate"])

export type Redacted = {
  /** The body as it was, with `[removed]` for texts that nobody is to read; undefined when there was none. */
  redacted: unknown
  /** The texts that went. */
  removed: string[]
}

/**
 * A request body for the call log. Amounts and order lines stay as they were sent: with them a refused payload can be
 * checked again by hand.
 */
export function redactRequest(body: string | undefined): Redacted {
  const removed: string[] = []
  const remove = (text: string): string => {
    if (text === "") return text
    removed.push(text)
    return REMOVED
  }

  function redact(value: unknown, key: string, plain: ReadonlySet<string>): unknown {
    if (typeof value === "string") return plain.has(key) ? value : remove(value)
    if (Array.isArray(value)) return value.map((item) => redact(item, key, plain))
    if (typeof value === "number" && plain === COUNTRY_ALONE) return remove(String(value))
    if (typeof value !== "object" || value === null) return value
    const inside = PERSONAL.has(key) ? COUNTRY_ALONE : key === "order_lines" ? PLAIN_IN_LINES : plain
    return Object.fromEntries(
      Object.entries(value).map(([name, part]) => [
        name,
        // Free text, whatever an object of it may hold.
        PERSONAL.has(name) && typeof part === "string" ? remove(part) : redact(part, name, inside),
      ])
    )
  }

  return { redacted: body === undefined ? undefined : redact(parseJson(body), "", PLAIN), removed }
}

const COUNTRY_ALONE: ReadonlySet<string> = new Set(["country"])

/** Shorter ones are in every text. */
const SHORTEST = 3
const E_MAIL = /[^\s"'<>,;:]+@[^\s"'<>,;:]+/g

/** Klarna's words without the texts that were removed from what it was asked, and without any e-mail address. */
export function masked(message: string, removed: readonly string[]): string {
  return [...removed]
    .filter((text) => text.length >= SHORTEST)
    .sort((one, other) => other.length - one.length)
    .reduce((text, secret) => text.replaceAll(secret, REMOVED), message)
    .replace(E_MAIL, REMOVED)
}
