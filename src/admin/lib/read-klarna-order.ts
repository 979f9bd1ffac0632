import { FetchError } from "@medusajs/js-sdk"
import type { KlarnaOrder } from "./klarna-order"
import { deskPath } from "./desk/desk-path"
import { sdk } from "./sdk"

/**
 * @param klarnaOrderId which of several; without it the newest that pays
 * @returns the order's Klarna payment, or null when it was paid otherwise
 */
export async function readKlarnaOrder(orderId: string, klarnaOrderId?: string): Promise<KlarnaOrder | null> {
  try {
    const { klarna_order } = await sdk.client.fetch<{ klarna_order: KlarnaOrder }>(
      deskPath(orderId, klarnaOrderId)
    )
    return klarna_order
  } catch (error) {
    if (error instanceof FetchError && error.status === 404) return null
    throw error
  }
}
