import type { Cart } from "./cart"

/** Changes with everything that is paid for, and with nothing else. */
export const cartVersion = ({ currency_code, total, items, shipping_methods }: Cart): string =>
  JSON.stringify([
    currency_code,
    total,
    items?.map((item) => [item.id, item.quantity, item.total]),
    shipping_methods?.map((method) => [method.shipping_option_id, method.total]),
  ])
