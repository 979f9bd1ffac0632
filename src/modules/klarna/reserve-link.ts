import { LINK_PATIENCE_MS } from "../../domain/link-patience"
import { createBeginGeneration, type NewPurchase } from "./begin-generation"
import type { Clock } from "./clock"
import type { PurchaseRow } from "./rows"
import { newReference } from "./secrets"
import type { PurchaseStore } from "./stores/purchase-store"

export type ReserveLink = NewPurchase & { placesOrder: boolean }

type Dependencies = Parameters<typeof createBeginGeneration>[0] & { purchases: PurchaseStore; now: Clock }

/**
 * Writes a link into the ledger before it is made, and before its order is placed where it places one: two are never made
 * at once, and whoever is killed in between leaves a row behind by which the sync finishes the link, or drops it.
 *
 * @returns nothing when somebody else is making a link of the same order this moment
 */
export function createReserveLink({ now, ...dependencies }: Dependencies) {
  const begin = createBeginGeneration(dependencies)

  return async function reserve({ placesOrder, ...input }: ReserveLink): Promise<PurchaseRow | undefined> {
    const reference = newReference()
    const row = await begin(input, { placesOrder, reference })
    if (row.reference !== reference) return undefined
    return dependencies.purchases.update(row.id, { next_check_at: new Date(now() + LINK_PATIENCE_MS) })
  }
}
