import { defaultCurrencies, type Merchant } from "../merchant"
import { Refusal } from "../http/refusal"
import { arithmeticProblems } from "../rules/arithmetic"
import {
  boolean,
  checkFields,
  integer,
  isObject,
  list,
  object,
  oneOf,
  required,
  text,
  type Fields,
  type Problem,
  type Rule,
} from "../rules/fields"
import { checkoutOrderLine } from "../rules/order-line-fields"
import { secureAddressProblems, webAddressProblems } from "../rules/urls"
import type { CheckoutOrderBody } from "../state/records"

const country = text({ pattern: /^[A-Za-z]{2}$/ })

const address: Rule = {
  check: (value, path) =>
    isObject(value)
      ? [...checkFields(value, addressFields, path), ...streetProblems(value, path)]
      : [{ path }],
}

const addressFields: Fields = {
  given_name: text(),
  family_name: text(),
  organization_name: text(),
  attention: text(),
  email: text({ pattern: /^$|^[^\s@]+@[^\s@]+$/ }),
  title: text(),
  street_address: text(),
  street_address2: text(),
  street_name: text(),
  street_number: text(),
  house_extension: text(),
  postal_code: text(),
  city: text(),
  region: text(),
  phone: text(),
  country,
  care_of: text(),
}

/** `street_name` and `street_number` are for DE, AT and NL and exclude `street_address`. */
function streetProblems(value: Record<string, unknown>, path: string): Problem[] {
  const countryCode = String(value.country ?? "").toUpperCase()
  const problems: Problem[] = []
  if (value.street_name || value.street_number) {
    const allowed = countryCode === "" || ["DE", "AT", "NL"].includes(countryCode)
    if (!allowed || value.street_address) problems.push({ path: `${path}.street_name` })
  }
  if (value.house_extension && countryCode !== "" && countryCode !== "NL") {
    problems.push({ path: `${path}.house_extension` })
  }
  return problems
}

const externalMethod = object({
  name: required(text()),
  redirect_url: required(text({ min: 7, max: 2000, pattern: /^https:/ })),
  fee: integer(),
  description: text({ max: 500 }),
  countries: list(country),
  label: oneOf(["continue", "complete"]),
  image_url: text({ max: 2000, pattern: /^https:/ }),
})

const shippingOption = object({
  id: required(text()),
  name: required(text({ min: 1 })),
  price: required(integer()),
  tax_amount: required(integer()),
  tax_rate: required(integer({ min: 0, max: 10_000 })),
  description: text(),
  promo: text(),
  preselected: boolean,
  shipping_method: oneOf([
    "PickUpStore",
    "Home",
    "BoxReg",
    "BoxUnreg",
    "PickUpPoint",
    "Own",
    "Postal",
    "DHLPackstation",
    "Digital",
  ]),
})

const color = text({ pattern: /^#[A-Fa-f0-9]{6}$/ })

const options = object({
  acquiring_channel: oneOf(["ECOMMERCE", "MOTO", "IN_STORE", "TELESALES"], { ignoreCase: true }),
  require_validate_callback_success: boolean,
  allow_separate_shipping_address: boolean,
  auto_capture: boolean,
  require_client_validation: boolean,
  vat_removed: boolean,
  phone_mandatory: boolean,
  title_mandatory: boolean,
  date_of_birth_mandatory: boolean,
  national_identification_number_mandatory: boolean,
  show_subtotal_detail: boolean,
  allowed_customer_types: list(oneOf(["person", "organization"]), { min: 1, max: 2 }),
  color_button: color,
  color_button_text: color,
  color_checkbox: color,
  color_checkbox_checkmark: color,
  color_header: color,
  color_link: color,
  radius_border: text(),
  shipping_details: text(),
  additional_checkbox: object({
    text: required(text({ max: 1000 })),
    checked: required(boolean),
    required: required(boolean),
  }),
})

/** What a merchant may send; anything else is ignored. */
const orderFields: Fields = {
  purchase_country: required(country),
  purchase_currency: required(text({ pattern: /^[A-Za-z]{3}$/ })),
  locale: required(text({ pattern: /^[A-Za-z]{2}(-[A-Za-z]{2})*$/ })),
  order_amount: required(integer({ min: 0 })),
  order_tax_amount: required(integer({ min: 0 })),
  order_lines: required(list(checkoutOrderLine, { max: 1000 })),
  merchant_urls: required(object({})),
  billing_address: address,
  shipping_address: address,
  customer: object({
    type: oneOf(["person", "organization"]),
    gender: oneOf(["male", "female"]),
    date_of_birth: text({ pattern: /^\d{4}-\d\d-\d\d$/ }),
    organization_registration_id: text(),
    vat_id: text(),
  }),
  merchant_reference1: text(),
  merchant_reference2: text(),
  merchant_data: text({ max: 6000 }),
  options,
  attachment: object({ content_type: required(text()), body: required(text({ max: Infinity })) }),
  external_payment_methods: list(externalMethod),
  external_checkouts: list(externalMethod),
  shipping_countries: list(country),
  billing_countries: list(country),
  shipping_options: list(shippingOption),
  selected_shipping_option: object({}),
  gui: object({ options: list(text()) }),
  recurring: boolean,
  recurring_description: text(),
  tags: list(text()),
  discount_lines: list(object({ name: required(text({ min: 1 })) })),
}

export const orderFieldNames = Object.keys(orderFields)

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
