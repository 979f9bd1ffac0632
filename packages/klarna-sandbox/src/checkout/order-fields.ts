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

const httpsPicture = text({ max: 2000, pattern: /^https:/ })

const externalMethodFields: Fields = {
  name: required(text()),
  redirect_url: required(text({ min: 7, max: 2000, pattern: /^https:/ })),
  fee: integer(),
  description: text({ max: 500 }),
  countries: list(country),
  label: oneOf(["continue", "complete"]),
  image_url: httpsPicture,
}

const externalMethod = object(externalMethodFields)

const externalCheckout = object({ ...externalMethodFields, image_url: required(httpsPicture) })

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
  delivery_details: object({
    carrier: text(),
    class: text(),
    product: object({ name: text(), identifier: text() }),
    timeslot: object({ id: text(), start: text(), end: text() }),
    pickup_location: object({ id: text(), name: text(), address: object({}) }),
  }),
  tms_reference: text(),
  selected_addons: list(
    object({
      type: required(text()),
      price: required(integer({ min: 0 })),
      external_id: text(),
      user_input: text(),
    })
  ),
})

/** From the discount service: reductions that are no lines of the order. */
const discountLine = object({
  name: required(text({ min: 1 })),
  quantity: required(integer({ min: 0 })),
  unit_price: required(integer({ max: 0 })),
  tax_rate: required(integer({ min: 0, max: 10_000 })),
  total_amount: required(integer({ max: 0 })),
  total_tax_amount: required(integer({ max: 0 })),
  reference: text(),
  merchant_data: text({ max: 1024 }),
})

const checkbox: Fields = {
  text: required(text({ max: 1000 })),
  checked: required(boolean),
  required: required(boolean),
}

const color = text({ pattern: /^#[A-Fa-f0-9]{6}$/ })

const options = object({
  acquiring_channel: oneOf(["ECOMMERCE", "MOTO", "IN_STORE", "TELESALES"]),
  require_validate_callback_success: boolean,
  allow_separate_shipping_address: boolean,
  auto_capture: boolean,
  require_client_validation: boolean,
  require_client_validation_callback_response: boolean,
  verify_national_identification_number: boolean,
  enable_discount_module: boolean,
  show_vat_registration_number_field: boolean,
  confirmation_page_upsell: boolean,
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
  additional_merchant_terms: text({ max: Infinity }),
  additional_checkbox: object(checkbox),
  additional_checkboxes: list(object({ ...checkbox, id: required(text()) })),
})

/** What a merchant may send; anything else is ignored. */
export const orderFields: Fields = {
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
  external_checkouts: list(externalCheckout),
  shipping_countries: list(country),
  billing_countries: list(country),
  shipping_options: list(shippingOption),
  selected_shipping_option: shippingOption,
  gui: object({ options: list(text()) }),
  recurring: boolean,
  recurring_description: text(),
  tags: list(text()),
  discount_lines: list(discountLine),
}

export const orderFieldNames = Object.keys(orderFields)
