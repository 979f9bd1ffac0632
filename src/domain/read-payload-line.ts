import { type Found, shownOf } from "./finding"
import { isRecord } from "./is-record"
import type { KlarnaOrderLine } from "./klarna-order-draft"

const LINE_TYPES = [
  ...[
    "physical",
    "digital",
    "shipping_fee",
    "discount",
    "surcharge",
    "store_credit",
    "gift_card",
    "sales_tax",
  ],
  "return_fee",
]

const AMOUNT_FIELDS = ["quantity", "unit_price", "total_amount"] as const
/** Klarna Payments and Order Management take lines without them. */
const OPTIONAL_FIELDS = ["tax_rate", "total_tax_amount", "total_discount_amount"] as const

/** @returns nothing for a line that cannot be counted with */
export function readPayloadLine(given: unknown, index: number, found: Found): KlarnaOrderLine | undefined {
  const path = `order_lines[${index}]`
  if (!isRecord(given)) {
    found({ path, line: index, rule: "an object", sent: shownOf(given) })
    return undefined
  }
  const reference = typeof given.reference === "string" ? given.reference : null
  const wrong = (field: string, rule: string) =>
    found({ path: `${path}.${field}`, line: index, reference, rule, sent: shownOf(given[field]) })
  const type = given.type ?? "physical"
  const isNamed = typeof given.name === "string"
  if (!isNamed) wrong("name", "a text")
  if (!LINE_TYPES.includes(String(type))) wrong("type", `one of ${LINE_TYPES.join(", ")}`)
  const broken = [
    ...AMOUNT_FIELDS.filter((field) => !Number.isSafeInteger(given[field])),
    ...OPTIONAL_FIELDS.filter((field) => given[field] != null && !Number.isSafeInteger(given[field])),
  ]
  for (const field of broken) wrong(field, "an integer")
  if (broken.length > 0 || !isNamed) return undefined
  const zeros = Object.fromEntries(OPTIONAL_FIELDS.map((field) => [field, given[field] ?? 0]))
  return { ...given, ...zeros, type } as KlarnaOrderLine
}
