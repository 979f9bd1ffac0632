import { Refusal } from "../http/refusal"
import { arithmeticProblems, sumOf } from "../rules/arithmetic"
import { checkFields, isObject, type Fields, type Problem } from "../rules/fields"
import { secureAddressProblems, webAddressProblems } from "../rules/urls"
import type { CheckoutOrderBody } from "../state/records"
import { currencyOf } from "./countries"

/** Everything that is wrong with a session or an order. */
export function purchaseProblems(
  body: Record<string, unknown>,
  fields: Fields,
  strictHttps: boolean
): Problem[] {
  const fieldProblems = checkFields(body, fields)
  return [
    ...fieldProblems,
    ...(isObject(body.merchant_urls) ? urlProblems(body.merchant_urls, strictHttps) : []),
    ...currencyProblems(body),
    ...(canBeAdded(fieldProblems) ? sumProblems(body as CheckoutOrderBody) : []),
  ]
}

/** @throws {Refusal} 400 `BAD_VALUE` when there are problems */
export function refuse(problems: readonly Problem[]) {
  if (problems.length === 0) return
  throw new Refusal(
    400,
    "BAD_VALUE",
    problems.map(({ path, detail }) => `Bad value: ${path}${detail ? ` ${detail}` : ""}`)
  )
}

const canBeAdded = (problems: readonly Problem[]) =>
  !problems.some(({ path }) => /^(order_lines|order_amount|order_tax_amount|purchase_country)/.test(path))

/** The tax of an order may differ from its lines' by one minor unit for each of them, and may be left out. */
export function sumProblems(body: CheckoutOrderBody): Problem[] {
  const order_tax_amount = body.order_tax_amount ?? taxOf(body)
  return arithmeticProblems({ ...body, order_tax_amount }, body.order_lines.length)
}

export const taxOf = ({ order_lines, purchase_country }: CheckoutOrderBody) =>
  sumOf(order_lines, (line) =>
    purchase_country.toUpperCase() === "US" && line.type === "sales_tax"
      ? line.total_amount
      : (line.total_tax_amount ?? 0)
  )

/** One currency per country; the country of the bill counts before the country of the purchase. */
function currencyProblems({ purchase_country, purchase_currency, billing_address }: Record<string, unknown>) {
  if (typeof purchase_country !== "string" || typeof purchase_currency !== "string") return []
  const billed = isObject(billing_address) ? billing_address.country : undefined
  const country = typeof billed === "string" && billed !== "" ? billed : purchase_country
  const currency = currencyOf(country)
  if (currency === undefined) return [{ path: billed ? "billing_address.country" : "purchase_country" }]
  return currency === purchase_currency.toUpperCase() ? [] : [{ path: "purchase_currency" }]
}

function urlProblems(urls: Record<string, unknown>, strictHttps: boolean): Problem[] {
  return ["confirmation", "notification", "push", "authorization"].flatMap((name) => {
    const value = urls[name]
    if (value === undefined || value === null || value === "") return []
    const path = `merchant_urls.${name}`
    if (typeof value === "string" && [...value].length > 2000) return [{ path }]
    return name === "authorization"
      ? secureAddressProblems(value, path, strictHttps)
      : webAddressProblems(value, path)
  })
}
