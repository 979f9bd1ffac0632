import { isObject, pick } from "../rules/fields"

type Option = Record<string, unknown>

const SAME = ["id", "name", "price", "tax_amount", "tax_rate", "tms_reference", "selected_addons"]

/** How Order Management shows what Checkout calls by the same name and describes otherwise. */
export function toSelectedShippingOption(option: Option): Option {
  const { shipping_method, delivery_details } = option
  const {
    carrier,
    class: shippingClass,
    product,
    timeslot,
    pickup_location: location,
  } = isObject(delivery_details) ? delivery_details : {}
  return {
    ...pick(option, SAME),
    ...pick({ method: shipping_method, carrier, class: shippingClass, carrier_product: product, timeslot }, [
      "method",
      "carrier",
      "class",
      "carrier_product",
      "timeslot",
    ]),
    ...(isObject(location) && { location: pick(location, ["id", "name", "price", "address"]) }),
  }
}
