import { integer, list, object, oneOf, required, text, type Rule } from "./fields"

const productIdentifiers = object({
  brand: text({ max: 70 }),
  color: text({ max: 64 }),
  category_path: text({ max: 750 }),
  global_trade_item_number: text({ max: 50 }),
  manufacturer_part_number: text({ max: 70 }),
  size: text({ max: 64 }),
})

const subscription = object({
  interval: required(oneOf(["DAY", "WEEK", "MONTH", "YEAR"])),
  interval_count: required(integer({ min: 1 })),
  name: text(),
})

/** Grams and millimetres, for whoever finds a way of delivery. */
const shippingAttributes = object({
  weight: integer({ min: 0 }),
  dimensions: object({
    height: integer({ min: 0 }),
    width: integer({ min: 0 }),
    length: integer({ min: 0 }),
  }),
  tags: list(text()),
})

const CHECKOUT_TYPES = [
  "physical",
  "discount",
  "shipping_fee",
  "sales_tax",
  "digital",
  "gift_card",
  "store_credit",
  "surcharge",
]

/** A line of a KCO order, where rate and tax are obligatory. */
export const checkoutOrderLine: Rule = object({
  type: oneOf(CHECKOUT_TYPES),
  reference: text(),
  name: required(text({ min: 1 })),
  quantity: required(integer({ min: 0 })),
  quantity_unit: text({ min: 1, max: 8 }),
  unit_price: required(integer({ max: 100_000_000 })),
  tax_rate: required(integer({ min: 0, max: 10_000 })),
  total_amount: required(integer({ max: 100_000_000 })),
  total_tax_amount: required(integer()),
  total_discount_amount: integer({ min: 0 }),
  merchant_data: text({ max: 1024 }),
  product_url: text({ max: 1024 }),
  image_url: text({ max: 1024 }),
  product_identifiers: productIdentifiers,
  shipping_attributes: shippingAttributes,
  subscription,
})

/** A line of a KP session or order. Rate and tax may be left out, a subscription may not be half described. */
export const paymentsOrderLine: Rule = object({
  type: oneOf(CHECKOUT_TYPES),
  reference: text(),
  name: required(text({ min: 1 })),
  quantity: required(integer({ min: 0 })),
  quantity_unit: text({ min: 1, max: 8 }),
  unit_price: required(integer({ max: 200_000_000 })),
  tax_rate: integer({ min: 0, max: 10_000 }),
  total_amount: required(integer({ max: 200_000_000 })),
  total_tax_amount: integer(),
  total_discount_amount: integer({ min: 0 }),
  merchant_data: text({ max: 1024 }),
  product_url: text({ max: 1024 }),
  image_url: text({ max: 1024 }),
  product_identifiers: productIdentifiers,
  subscription: object({
    name: required(text({ min: 1 })),
    interval: required(oneOf(["DAY", "WEEK", "MONTH", "YEAR"])),
    interval_count: required(integer({ min: 1 })),
  }),
})

const AMOUNT = { max: 200_000_000 }

/** A line of a capture, a refund or an updated authorization, where tax is display data. */
export const managedOrderLine: Rule = object({
  type: oneOf([...CHECKOUT_TYPES, "return_fee"]),
  reference: text(),
  name: required(text()),
  quantity: required(integer({ min: 0 })),
  quantity_unit: text({ max: 10 }),
  unit_price: required(integer(AMOUNT)),
  tax_rate: integer({ min: 0 }),
  total_amount: required(integer(AMOUNT)),
  total_tax_amount: integer(AMOUNT),
  total_discount_amount: integer({ min: 0, ...AMOUNT }),
  merchant_data: text({ max: 1024 }),
  product_url: text({ max: 1024 }),
  image_url: text({ max: 1024 }),
  product_identifiers: productIdentifiers,
  subscription: object({
    name: required(text()),
    interval: required(oneOf(["DAY", "WEEK", "MONTH", "YEAR"])),
    interval_count: required(integer({ min: 1 })),
  }),
})

export const managedOrderLines: Rule = list(managedOrderLine, { max: 1000 })
