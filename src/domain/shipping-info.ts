import { cutText } from "./limits"

/** Ways of delivery that Klarna knows. */
export const SHIPPING_METHODS = [
  "PickUpStore",
  "Home",
  "BoxReg",
  "BoxUnreg",
  "PickUpPoint",
  "Own",
  "Postal",
  "DHLPackstation",
  "Digital",
  "Undefined",
  "PickUpWarehouse",
  "ClickCollect",
  "PalletDelivery",
] as const

/**
 * A shipment, as Klarna shows it to the shopper. Texts of at most 100 characters, addresses of 1024.
 *
 * @see Klarna Order Management API, `shipping_info`
 */
export type ShippingInfo = {
  shipping_company?: string
  shipping_method?: (typeof SHIPPING_METHODS)[number]
  tracking_number?: string
  tracking_uri?: string
  return_shipping_company?: string
  return_tracking_number?: string
  return_tracking_uri?: string
}

export const SHIPPING_INFO_LIMITS = { text: 100, uri: 1024, entries: 500 } as const

/** A label of one of Medusa's shipments; what Medusa does not know is an empty text there. */
export type ShipmentLabel = { tracking_number?: string | null; tracking_url?: string | null }

/**
 * Medusa's labels in Klarna's words. What Klarna would refuse the whole capture for is left out: a label without a
 * number, an address that is none.
 *
 * @param company who carries it, as the shopper knows them
 */
export function toShippingInfo(labels: readonly ShipmentLabel[], company?: string | null): ShippingInfo[] {
  const { text, uri, entries } = SHIPPING_INFO_LIMITS
  const shipments = labels.flatMap(({ tracking_number, tracking_url }) => {
    const number = tracking_number?.trim()
    if (!number || number.length > text) return []
    const url = tracking_url?.trim()
    return [
      {
        ...(company?.trim() ? { shipping_company: cutText(company.trim(), text) } : {}),
        tracking_number: number,
        ...(url && url.length <= uri && URL.canParse(url) ? { tracking_uri: url } : {}),
      },
    ]
  })
  return shipments.slice(0, entries)
}
