import { toAddress, type Address, type Draft } from "./draft"
import type { Variant } from "./use-variants"
import type { Region } from "./use-shop"

/** What another region does not take over; `key` stands under `entry.region.left` of the texts. */
export type LeftOut = {
  key: "noPrice" | "byHand" | "ownPrice" | "address" | "code" | "delivery"
  values?: Record<string, string>
}

export type CarryOver = {
  items: { variant_id: string; quantity: number }[]
  address: Address
  leftOut: LeftOut[]
}

/**
 * What of a draft can be sold in another region: products that have a price there, and an address in one of its
 * countries. Whom it is for stays in any case.
 *
 * @param address as it stands on the screen
 * @param variants of the draft's products, by id, with their prices there
 */
export function carryOver(
  draft: Draft,
  address: Address,
  region: Pick<Region, "currency_code" | "countries">,
  variants: Map<string, Variant>
): CarryOver {
  const currency = region.currency_code.toUpperCase()
  const items: CarryOver["items"] = []
  const leftOut: LeftOut[] = []
  for (const { title, variant_id, quantity, is_custom_price } of draft.items) {
    const variant = variants.get(variant_id ?? "")
    if (!variant) leftOut.push({ key: "byHand", values: { title } })
    else if (variant.price === undefined) leftOut.push({ key: "noPrice", values: { title, currency } })
    else {
      items.push({ variant_id: variant.id, quantity })
      if (is_custom_price) leftOut.push({ key: "ownPrice", values: { title } })
    }
  }
  const isServed = region.countries.some(({ iso_2 }) => iso_2 === address.country_code)
  if (!isServed && (address.address_1 || address.postal_code || address.city))
    leftOut.push({ key: "address" })
  if (draft.shipping_methods.length) leftOut.push({ key: "delivery" })
  return { items, address: isServed ? address : personOf(address), leftOut }
}

const personOf = ({ first_name, last_name, phone }: Address): Address =>
  toAddress({ first_name, last_name, phone })
