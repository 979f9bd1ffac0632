import { FetchError } from "@medusajs/js-sdk"
import type { KlarnaOrder } from "./klarna-order"
import { sdk } from "./sdk"

/** @returns the order's Klarna payment, or null when it was paid otherwise */
export async function readKlarnaOrder(orderId: string): Promise<KlarnaOrder | null> {
  try {
    const { klarna_order } = await sdk.client.fetch<{ klarna_order: KlarnaOrder }>(
      `/admin/klarna/orders/${orderId}`
    )
    return klarna_order
  } catch (error) {
    if (error instanceof FetchError && error.status === 404) return null
    throw error
  }
}
