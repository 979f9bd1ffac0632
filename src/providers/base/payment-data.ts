import { z } from "@medusajs/framework/zod"

/** The keys of a session's or payment's data that we wrote and may read again. Everything else is ignored. */
const paymentDataSchema = z.looseObject({
  session_id: z.string().optional().catch(undefined),
  klarna_order_id: z.string().nullish().catch(undefined),
})

export const readPaymentData = (data: unknown) => paymentDataSchema.parse(data ?? {})

/**
 * Medusa merges what a provider returns into what the caller sent, and the store route's caller is the shopper:
 * every key that is not ours is named as `undefined`, which removes it.
 */
export function onlyOurs(
  given: Record<string, unknown> | undefined,
  ours: Record<string, unknown>
): Record<string, unknown> {
  const dropped = Object.fromEntries(Object.keys(given ?? {}).map((key) => [key, undefined]))
  return { ...dropped, ...ours }
}
