import { cutText, LIMITS, textLength, tidyText } from "./limits"
import type { SourceAddress } from "./purchase-source"

/** Klarna's address; fields are left out rather than empty. */
export type KlarnaAddress = {
  organization_name?: string
  given_name?: string
  family_name?: string
  email?: string
  title?: string
  care_of?: string
  street_address?: string
  street_address2?: string
  /** With `street_number` instead of `street_address`, where Klarna asks so (DE, AT, NL). */
  street_name?: string
  street_number?: string
  house_extension?: string
  postal_code?: string
  city?: string
  region?: string
  phone?: string
  country?: string
}

/** Medusa's address as its carts and orders store it. */
export type MedusaAddress = {
  first_name?: string | null
  last_name?: string | null
  company?: string | null
  address_1?: string | null
  address_2?: string | null
  postal_code?: string | null
  city?: string | null
  province?: string | null
  /** Lower case. */
  country_code?: string | null
  phone?: string | null
}

/**
 * Klarna's form of an address. Texts are cut to Klarna's limits; an e-mail, phone or postal code that is too
 * long is left out instead, because a cut one is somebody else's: Klarna's page then asks for it.
 */
export function toKlarnaAddress(address: SourceAddress, email?: string): KlarnaAddress {
  const country = tidyText(address.countryCode).toUpperCase()
  return onlyFilled({
    organization_name: short(address.company),
    given_name: short(address.firstName),
    family_name: short(address.lastName),
    email: whole(email, LIMITS.addressText),
    street_address: short(address.address1),
    street_address2: short(address.address2),
    postal_code: whole(address.postalCode, LIMITS.postalCode),
    city: short(address.city),
    region: toRegion(address.province, country),
    phone: whole(address.phone, LIMITS.addressText),
    country,
  })
}

/** What the shopper gave on Klarna's page, in Medusa's fields; e-mail is not part of Medusa's address. */
export function fromKlarnaAddress(address: KlarnaAddress): MedusaAddress {
  const street = [address.street_name, address.street_number, address.house_extension].map(tidyText)
  return onlyFilled({
    first_name: tidyText(address.given_name),
    last_name: tidyText(address.family_name),
    company: tidyText(address.organization_name),
    address_1: tidyText(address.street_address) || tidyText(street.join(" ")),
    address_2: tidyText(address.street_address2) || tidyText(address.care_of),
    postal_code: tidyText(address.postal_code),
    city: tidyText(address.city),
    province: tidyText(address.region),
    country_code: tidyText(address.country).toLowerCase(),
    phone: tidyText(address.phone),
  })
}

/**
 * Whether two addresses name the same place and person. Ignores case, blanks, the punctuation of phone numbers,
 * a country in front of the region ("us-ca" and "CA"), and what Klarna's limits cut off.
 */
export function sameAddress(left: MedusaAddress, right: MedusaAddress): boolean {
  const [a, b] = [comparable(left), comparable(right)]
  return a.every((value, index) => value === b[index])
}

function comparable(address: MedusaAddress): string[] {
  const country = tidyText(address.country_code).toUpperCase()
  const texts = [address.first_name, address.last_name, address.company, address.address_1, address.address_2]
  return [
    ...[...texts, address.city].map(short),
    tidyText(address.postal_code),
    toRegion(address.province, country),
    tidyText(address.phone).replace(/[-()./]/g, ""),
    country,
  ].map((value) => value.replace(/\s/gu, "").toLowerCase())
}

/** Medusa keeps subdivisions as ISO 3166-2 ("us-ca"), Klarna wants the part behind the country. */
function toRegion(province: string | null | undefined, country: string): string {
  const region = short(province)
  const [prefix, code] = region.toUpperCase().split("-")
  return code && prefix === country ? code : /^[a-z]{2}$/i.test(region) ? region.toUpperCase() : region
}

const short = (text: string | null | undefined) => cutText(tidyText(text), LIMITS.addressText)

function whole(text: string | null | undefined, limit: number): string {
  const tidy = tidyText(text)
  return textLength(tidy) <= limit ? tidy : ""
}

function onlyFilled<T extends Record<string, string>>(fields: T): Partial<T> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== "")) as Partial<T>
}
