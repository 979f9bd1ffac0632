import type { Cart } from "./cart"
import type { ContactField } from "./contact-details"
import type { KlarnaAddress, KlarnaBuyer } from "./klarna-widget"

type CartAddress = NonNullable<Cart["shipping_address"]>

/** Who buys, in Klarna's words. Amounts and lines are not among them: those Klarna has from the server. */
export function toKlarnaBuyer({ email, billing_address, shipping_address }: Cart): KlarnaBuyer {
  const billed = billing_address ?? shipping_address
  return {
    ...(billed ? { billing_address: toKlarnaAddress(billed, email) } : {}),
    ...(shipping_address ? { shipping_address: toKlarnaAddress(shipping_address, email) } : {}),
  }
}

function toKlarnaAddress(address: CartAddress, email: string | undefined): KlarnaAddress {
  const country = address.country_code?.toUpperCase()
  const fields: Record<keyof KlarnaAddress, string | undefined> = {
    organization_name: address.company,
    given_name: address.first_name,
    family_name: address.last_name,
    email,
    phone: address.phone,
    street_address: address.address_1,
    street_address2: address.address_2,
    postal_code: address.postal_code,
    city: address.city,
    // Medusa writes "us-ny" where Klarna wants "NY".
    region: address.province?.toUpperCase().replace(`${country}-`, ""),
    country,
  }
  return Object.fromEntries(
    Object.entries(fields).flatMap(([name, text]) => (text?.trim() ? [[name, text.trim()]] : []))
  )
}

const FIELDS: Readonly<Record<string, ContactField>> = {
  email: "email",
  given_name: "first_name",
  family_name: "last_name",
  street_address: "address_1",
  street_address2: "address_2",
  postal_code: "postal_code",
  city: "city",
  region: "province",
  phone: "phone",
}

/** @param field Klarna's name of what it does not take, e.g. "billing_address.given_name" */
export function contactFieldOf(field: string): ContactField | undefined {
  const [address, name = ""] = field.split(".")
  return address === "billing_address" || address === "shipping_address" ? FIELDS[name] : undefined
}
