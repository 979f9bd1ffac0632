import type { Address, CheckoutOrderBody } from "../state/records"

/** Addresses as a consumer types them on the page; only what is named changes. */
export type Typed = {
  /** For the bill, and for the parcel unless that goes elsewhere. */
  address?: Address
  billing_address?: Address
  shipping_address?: Address
}

/** @returns both addresses as they are afterwards */
export function typedAddresses(
  body: CheckoutOrderBody,
  { address, billing_address, shipping_address }: Typed
): Pick<CheckoutOrderBody, "billing_address" | "shipping_address"> {
  const forParcel = goesElsewhere(body) ? shipping_address : { ...address, ...shipping_address }
  return {
    billing_address: changed(body.billing_address, { ...address, ...billing_address }),
    shipping_address: changed(body.shipping_address, forParcel ?? {}),
  }
}

/** A street comes in one line or in parts, never in both. */
function changed(before: Address, typed: Address): Address {
  if (typed.street_address === undefined) return { ...before, ...typed }
  const { street_name: _name, street_number: _number, house_extension: _extension, ...rest } = before
  return { ...rest, ...typed }
}

/** Two addresses that contradict each other: a change of the one is no change of the other. */
const goesElsewhere = ({ billing_address: billing, shipping_address: shipping }: CheckoutOrderBody) =>
  Object.entries(shipping).some(([field, value]) => billing[field] !== undefined && billing[field] !== value)
