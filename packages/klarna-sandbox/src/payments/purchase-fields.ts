import {
  isObject,
  checkFields,
  integer,
  list,
  object,
  oneOf,
  required,
  text,
  type Fields,
  type Problem,
  type Rule,
} from "../rules/fields"
import { paymentsOrderLine } from "../rules/order-line-fields"

export const country = text({ pattern: /^[A-Za-z]{2}$/ })
export const currency = text({ pattern: /^[A-Za-z]{3}$/ })
export const locale = text({ pattern: /^[A-Za-z]{2}(-[A-Za-z]{2})*$/ })

const line = text({ max: 99 })

/** More than one character, letters among them, and of other signs only hyphen and apostrophe. */
const name = text({ max: 99, pattern: /^$|^(?=.*\p{L})[\p{L}\p{M}\p{N} '’-]{2,}$/u })

const addressFields: Fields = {
  attention: line,
  organization_name: line,
  given_name: name,
  family_name: name,
  email: text({ max: 99, pattern: /^$|^[^\s@]+@[^\s@]+$/ }),
  phone: line,
  street_address: line,
  street_address2: line,
  city: line,
  region: line,
  postal_code: text({ max: 10 }),
  title: text({ max: 20 }),
  country,
}

export const address: Rule = {
  check: (value, path) =>
    isObject(value)
      ? [...checkFields(value, addressFields, path), ...regionProblems(value, path)]
      : [{ path }],
}

/** Americans and Australians live in a state. */
function regionProblems(value: Record<string, unknown>, path: string): Problem[] {
  const needsRegion = ["US", "AU"].includes(String(value.country ?? "").toUpperCase())
  return needsRegion && value.street_address && !value.region ? [{ path: `${path}.region` }] : []
}

const ORGANIZATIONS = [
  "LIMITED_COMPANY",
  "PUBLIC_LIMITED_COMPANY",
  "ENTREPRENEURIAL_COMPANY",
  "LIMITED_PARTNERSHIP_LIMITED_COMPANY",
  "LIMITED_PARTNERSHIP",
  "GENERAL_PARTNERSHIP",
  "REGISTERED_SOLE_TRADER",
  "SOLE_TRADER",
  "CIVIL_LAW_PARTNERSHIP",
  "PUBLIC_INSTITUTION",
  "OTHER",
]

export const customer: Rule = object({
  date_of_birth: text({ pattern: /^\d{4}-\d\d-\d\d$/ }),
  gender: text(),
  title: text(),
  type: oneOf(["person", "organization"]),
  last_four_ssn: text({ pattern: /^(\d{4}|\d{9})$/ }),
  national_identification_number: text(),
  organization_entity_type: oneOf(ORGANIZATIONS),
  organization_registration_id: text(),
  vat_id: text(),
})

/** What a session and an order have in common. */
export const purchaseFields: Fields = {
  purchase_country: required(country),
  purchase_currency: required(currency),
  locale,
  order_amount: required(integer({ min: 0 })),
  order_tax_amount: integer({ min: 0 }),
  order_lines: required(list(paymentsOrderLine, { min: 1, max: 1000 })),
  merchant_urls: object({}),
  billing_address: address,
  shipping_address: address,
  customer,
  merchant_reference1: text(),
  merchant_reference2: text(),
  merchant_data: text({ max: 6000 }),
  custom_payment_method_ids: list(text()),
}
