import type { AuthorizationRecord, CheckoutOrderBody, OrderLine } from "../state/records"

const LINE_FIELDS = [
  "name",
  "reference",
  "quantity",
  "unit_price",
  "total_amount",
  "total_tax_amount",
] as const

/** What of an order differs from what the consumer agreed to, in the words of the 409. */
export function mismatches({ body, allows_less }: AuthorizationRecord, order: CheckoutOrderBody): string[] {
  const place = [
    ...(isSame(body.purchase_country, order.purchase_country) ? [] : ["purchase_country"]),
    ...(isSame(body.purchase_currency, order.purchase_currency) ? [] : ["purchase_currency"]),
  ]
  // For less money the cart cannot be the same.
  if (allows_less && order.order_amount < body.order_amount) return place
  const expected = body.order_lines.length
  const actual = order.order_lines.length
  return [
    ...place,
    ...(body.order_amount === order.order_amount ? [] : ["order_amount"]),
    ...(expected === actual
      ? order.order_lines.flatMap((line, index) => lineMismatches(body.order_lines[index], line, index))
      : [`Incorrect number of items in the cart. Expected: ${expected}, Actual: ${actual}`]),
  ]
}

const isSame = (one: string, other: string) => one.toUpperCase() === other.toUpperCase()

/** A tax that is left out is none. */
const lineMismatches = (agreed: OrderLine | undefined, line: OrderLine, index: number) =>
  LINE_FIELDS.filter((field) => (agreed?.[field] ?? 0) !== (line[field] ?? 0)).map(
    (field) => `order_lines[${index}].${field}`
  )
