import { KlarnaMappingError } from "./errors"
import { tidyText } from "./limits"
import type { Market } from "./markets"
import type { PurchaseSource, SourceAddress } from "./purchase-source"

/** Whether anything is filled in: Medusa creates empty address rows. */
export function hasContent(address: SourceAddress | undefined): address is SourceAddress {
  return Object.values(address ?? {}).some((value) => tidyText(value) !== "")
}

/** The address that decides country, currency and tax: where the goods go, else who pays. */
export function decidingAddress({ shippingAddress, billingAddress }: PurchaseSource) {
  return !hasContent(shippingAddress) && hasContent(billingAddress)
    ? { address: billingAddress, field: "billing_address" }
    : { address: shippingAddress ?? {}, field: "shipping_address" }
}

/**
 * Whether a cart tells nobody's name, address or e-mail, as on a screen that everybody in the store sees: the buyer
 * gives them on Klarna's page. The country alone decides about tax and currency.
 */
export function isAnonymous({ kind, email, shippingAddress, billingAddress }: PurchaseSource): boolean {
  const isBare = (address: SourceAddress | undefined) =>
    Object.entries(address ?? {}).every(([field, value]) => field === "countryCode" || tidyText(value) === "")
  return kind === "cart" && tidyText(email) === "" && isBare(shippingAddress) && isBare(billingAddress)
}

/**
 * Refuses a purchase whose buyer the shop has to know, and does not.
 *
 * @throws {KlarnaMappingError} `email_missing`, `address_missing`; details.field lists Medusa's fields
 */
export function requireKnownBuyer(source: PurchaseSource, market: Market): void {
  const { email, kind, id } = source
  if (!tidyText(email)) {
    throw new KlarnaMappingError("email_missing", `The ${kind} ${id} has no e-mail address`, {
      field: "email",
    })
  }
  requireCompleteAddress(source, market)
}

/**
 * Refuses a purchase whose deciding address is incomplete, before anything is sent. A company stands in for a
 * person's name.
 *
 * @throws {KlarnaMappingError} `address_missing`; details.field lists Medusa's fields
 */
function requireCompleteAddress(source: PurchaseSource, market: Market): void {
  const { address, field } = decidingAddress(source)
  const missing = missingFields(address, market).map((name) => `${field}.${name}`)
  if (missing.length > 0) {
    throw new KlarnaMappingError("address_missing", `The address is incomplete: ${missing.join(", ")}`, {
      field: missing.join(", "),
    })
  }
}

function missingFields(address: SourceAddress, { regionRequired }: Market): string[] {
  const named = tidyText(address.company) !== ""
  const required: [field: string, value: string | undefined, optional?: boolean][] = [
    ["first_name", address.firstName, named],
    ["last_name", address.lastName, named],
    ["address_1", address.address1],
    ["postal_code", address.postalCode],
    ["city", address.city],
    ["province", address.province, !regionRequired],
    ["country_code", address.countryCode],
  ]
  return required.filter(([, value, optional]) => !optional && !tidyText(value)).map(([field]) => field)
}
