import { list, object, oneOf, required, text } from "../rules/fields"

const SHIPPING_METHODS = [
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
]

const shipment = object({
  shipping_company: text({ max: 100 }),
  shipping_method: oneOf(SHIPPING_METHODS),
  tracking_number: text({ max: 100 }),
  tracking_uri: text({ max: 1024 }),
  return_shipping_company: text({ max: 100 }),
  return_tracking_number: text({ max: 100 }),
  return_tracking_uri: text({ max: 1024 }),
})

export type ShippingInfo = Record<string, unknown>[]

/** With a capture, where there may be none. */
export const shippingInfo = list(shipment, { max: 500 })

/** Of the calls that append. */
export const appendedShippingInfo = { shipping_info: required(list(shipment, { min: 1, max: 500 })) }
