import type { AdminOrder } from "@medusajs/framework/types"

/** Every provider of this plugin is registered as `pp_<identifier>_klarna`. */
const OURS = /^pp_.+_klarna$/

/** Whether Medusa itself says that the order has to do with Klarna, before we are asked. */
export function isPaidWithKlarna({ payment_collections }: AdminOrder): boolean {
  return (payment_collections ?? [])
    .flatMap(({ payments, payment_sessions }) => [...(payments ?? []), ...(payment_sessions ?? [])])
    .some(({ provider_id }) => OURS.test(provider_id))
}

/** Changes whenever a capture, refund or cancellation in Medusa's own sections has moved money. */
export function moneyFingerprint({ status, payment_collections }: AdminOrder): string {
  const collections = (payment_collections ?? []).map((collection) =>
    [collection.id, collection.status, collection.captured_amount, collection.refunded_amount].join(":")
  )
  return [status, ...collections].join("|")
}
