import { z } from "@medusajs/framework/zod"

/** What happens to a payment after the purchase without anybody pressing a button. Part of `policies`. */
export const moneyPolicies = {
  /**
   * When money is captured: by staff alone, what a fulfilment or a shipment takes out of the order as soon as it
   * does, or everything as soon as the order is placed. Klarna wants goods to be captured when they are shipped.
   */
  capture: z.enum(["manual", "on_fulfillment", "on_shipment", "automatic"]).default("manual"),
  /** What becomes of authorizations that are about to run out. */
  extendAuthorization: z
    .strictObject({
      /** Extend them. Klarna does; Kustom does not extend single orders. */
      enabled: z.boolean().default(false),
      /** How many days before the end; also when `klarna.authorization.expiring` is told, and what counts as at risk. */
      daysBefore: z.number().int().min(1).max(27).default(3),
    })
    .default({ enabled: false, daysBefore: 3 }),
}
