import { KlarnaApiError, type KlarnaManagedOrder } from "../../klarna"
import type { KlarnaModuleService } from "../../modules/klarna"
import type { PurchaseRow } from "../../modules/klarna/rows"

/** @returns nothing for an order that Order Management does not show, or not yet */
export async function findManagedOrder(
  klarna: KlarnaModuleService,
  purchase: PurchaseRow
): Promise<KlarnaManagedOrder | undefined> {
  try {
    return await klarna.readManagedOrder(purchase)
  } catch (error) {
    if (error instanceof KlarnaApiError && error.status === 404) return undefined
    throw error
  }
}
