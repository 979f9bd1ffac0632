import { defaultCurrencies, type Merchant } from "../merchant"
import { Refusal } from "../http/refusal"
import { arithmeticProblems, lineProblems } from "../rules/arithmetic"
import { checkFields, isObject, type Problem } from "../rules/fields"
import { secureAddressProblems, webAddressProblems } from "../rules/urls"
import type { CheckoutOrderBody, OrderLine } from "../state/records"
import { orderFields } from "./order-fields"

/**
 * Everything that is wrong with an order, in one answer as Klarna gives it.
 *
 * @throws {Refusal} 400 `BAD_VALUE`
 */
export function checkOrder(
  body: Record<string, unknown>,
  merchant: Merchant,
  strictHttps: boolean
): asserts body is CheckoutOrderBody {
  const fieldProblems = checkFields(body, orderFields)
  const problems = [
    ...fieldProblems,
    ...currencyProblems(body, merchant),
    // Charging again has to be part of the account.
    ...(body.recurring === true && merchant.recurring === false ? [{ path: "recurring" }] : []),
    ...(isObject(body.merchant_urls) ? urlProblems(body.merchant_urls, strictHttps) : []),
    ...(canBeAdded(fieldProblems) ? arithmeticProblems(body as CheckoutOrderBody) : []),
    ...(fieldProblems.length === 0 ? discountProblems(body as CheckoutOrderBody) : []),
  ]
  if (problems.length > 0) {
    throw new Refusal(
      400,
      "BAD_VALUE",
      problems.map(({ path, detail }) => `Bad value: ${path}${detail ? ` ${detail}` : ""}`)
    )
  }
}

/** The sums mean nothing while an amount is missing or not a number. */
const canBeAdded = (problems: readonly Problem[]) =>
  !problems.some(({ path }) => /^(order_lines|order_amount|order_tax_amount|purchase_country)/.test(path))

/** Reductions of the discount service follow the equations of a line. */
function discountProblems({ discount_lines = [] }: CheckoutOrderBody): Problem[] {
  return (discount_lines as OrderLine[]).flatMap((line, index) =>
    lineProblems(line, `discount_lines[${index}]`)
  )
}

function currencyProblems(body: Record<string, unknown>, merchant: Merchant): Problem[] {
  const currencies = merchant.currencies ?? defaultCurrencies
  const currency = String(body.purchase_currency ?? "").toUpperCase()
  if (!/^[A-Z]{3}$/.test(currency) || currencies.includes(currency)) return []
  const billing = isObject(body.billing_address) ? body.billing_address.country : undefined
  const country = String(billing ?? body.purchase_country ?? "").toUpperCase()
  const detail = `(order billing country is: ${country}, configured currencies are: ${currencies.join(", ")})`
  return [{ path: "purchase_currency", detail }]
}

const WEB = ["terms", "checkout", "confirmation", "push"]
const HTTPS_ONLY = ["validation", "shipping_option_update", "address_update", "country_change"]
const OPTIONAL_WEB = ["notification", "cancellation_terms", "upsell", "upsell_validation"]

function urlProblems(urls: Record<string, unknown>, strictHttps: boolean): Problem[] {
  const problems: Problem[] = []
  for (const [name, value] of Object.entries(urls)) {
    const path = `merchant_urls.${name}`
    if (value === undefined || value === null) continue
    if (typeof value === "string" && [...value].length > 2000) problems.push({ path })
    else if (HTTPS_ONLY.includes(name)) problems.push(...secureAddressProblems(value, path, strictHttps))
    else if (WEB.includes(name) || OPTIONAL_WEB.includes(name))
      problems.push(...webAddressProblems(value, path))
  }
  for (const name of WEB) {
    if (urls[name] === undefined || urls[name] === null) problems.push({ path: `merchant_urls.${name}` })
  }
  if (urls.push !== undefined && (urls.push === urls.checkout || urls.push === urls.confirmation)) {
    problems.push({ path: "merchant_urls.push" })
  }
  if (urls.checkout !== undefined && (urls.checkout === urls.terms || urls.checkout === urls.confirmation)) {
    problems.push({ path: "merchant_urls.checkout" })
  }
  return problems
}
