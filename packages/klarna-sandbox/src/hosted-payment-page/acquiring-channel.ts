import type { Purchase } from "../state/records"

/** Where the purchase takes place. KP has the channel on the session itself, KCO among its options. */
export const acquiringChannel = ({ body }: Purchase): string =>
  String(body.acquiring_channel ?? body.options.acquiring_channel ?? "ECOMMERCE")

/** The consumer is at the other end of a telephone. */
export const isByTelephone = (purchase: Purchase): boolean =>
  ["TELESALES", "MOTO"].includes(acquiringChannel(purchase))
