import type { HttpTypes } from "@medusajs/types"
import type { Cart } from "./cart"

/** What the form asks for. The country is not among it: it follows from the shop's country. */
export interface ContactDetails {
  readonly email: string
  readonly first_name: string
  readonly last_name: string
  readonly address_1: string
  readonly address_2: string
  readonly postal_code: string
  readonly city: string
  readonly province: string
  readonly phone: string
}

export type ContactField = keyof ContactDetails

export function contactDetailsOf(cart: Cart): ContactDetails {
  const address = cart.shipping_address
  return {
    email: cart.email ?? "",
    first_name: address?.first_name ?? "",
    last_name: address?.last_name ?? "",
    address_1: address?.address_1 ?? "",
    address_2: address?.address_2 ?? "",
    postal_code: address?.postal_code ?? "",
    city: address?.city ?? "",
    province: address?.province ?? "",
    phone: address?.phone ?? "",
  }
}

/** The demo delivers to the billing address, so one address is both. */
export function toCartUpdate(details: ContactDetails, countryCode: string): HttpTypes.StoreUpdateCart {
  const { email, ...fields } = details
  const address = { ...fields, country_code: countryCode }
  return { email, shipping_address: address, billing_address: address }
}

/** Only the country is known of a new cart's address. */
export const hasContactDetails = (cart: Cart) => Boolean(cart.email && cart.shipping_address?.address_1)
