import { fromKlarnaAddress, sameAddress, type KlarnaAddress, type MedusaAddress } from "./addresses"

/** Who buys and where the goods go, as Medusa's cart or order has it. */
export type BuyerDetails = {
  email?: string | null
  shipping_address?: MedusaAddress | null
  billing_address?: MedusaAddress | null
}

/** The same as a Klarna order tells it; fields may be null or empty. */
type KlarnaDetails = {
  purchase_country?: string
  billing_address?: Record<string, unknown>
  shipping_address?: Record<string, unknown>
}

/** What the buyer gave on Klarna's page and Medusa does not have yet. Empty when nothing differs. */
export function buyerDetailChanges(order: KlarnaDetails, known: BuyerDetails): BuyerDetails {
  const billing = order.billing_address as KlarnaAddress | undefined
  const shipping = (order.shipping_address ?? order.billing_address) as KlarnaAddress | undefined
  const { email } = billing ?? {}
  return {
    ...(email && email.toLowerCase() !== known.email?.toLowerCase() ? { email } : {}),
    ...addressChange("shipping_address", shipping, known.shipping_address, order.purchase_country),
    ...addressChange("billing_address", billing, known.billing_address, order.purchase_country),
  }
}

/** Whether the goods would go to another country than the one whose tax and delivery were paid for. */
export function changesCountry(order: KlarnaDetails): boolean {
  const shipping = (order.shipping_address ?? order.billing_address) as KlarnaAddress | undefined
  if (!isGiven(shipping) || !shipping?.country || !order.purchase_country) return false
  return shipping.country.toUpperCase() !== order.purchase_country.toUpperCase()
}

function addressChange(
  key: "shipping_address" | "billing_address",
  given: KlarnaAddress | undefined,
  known: MedusaAddress | null | undefined,
  soldIn: string | undefined
): BuyerDetails {
  if (!given || !isGiven(given)) return {}
  // Without a country Medusa would find no delivery for it.
  const address = fromKlarnaAddress({ ...given, country: given.country ?? soldIn })
  return known && sameAddress(address, known) ? {} : { [key]: address }
}

/** Klarna fills in an address with nothing but the country where the buyer gave none. */
const isGiven = (address: KlarnaAddress | undefined) =>
  Boolean(address?.street_address || address?.street_name)
