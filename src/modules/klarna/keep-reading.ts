import type { Authorizations } from "./authorizations"
import type { Reading } from "./payment-systems/payment-system"
import type { PurchaseRow } from "./rows"
import { statusOf } from "./status-of"
import type { AuthorizationStore } from "./stores/authorization-store"
import type { PurchaseStore } from "./stores/purchase-store"

type Dependencies = { purchases: PurchaseStore; tokens: AuthorizationStore; authorizations: Authorizations }

export type KeepReading = (purchase: PurchaseRow, reading: Reading) => Promise<PurchaseRow>

/**
 * Keeps what Klarna said about a purchase, unless a newer reading was kept meanwhile, and what follows for the ledger
 * itself: an authorization belongs to whom Klarna shows it for, and an order that is found was placed.
 *
 * @returns the purchase as it is now
 */
export function createKeepReading({ purchases, tokens, authorizations }: Dependencies): KeepReading {
  return async (purchase, reading) => {
    if (reading.authorization_token) await tokens.release(reading.authorization_token, purchase.id)
    const kept = await purchases.keepSnapshot(purchase, reading)
    if (kept?.klarna_order_id && !purchase.klarna_order_id) await authorizations.settleFound(kept)
    if (kept && statusOf(purchase) === "placing" && statusOf(kept) === "incomplete") {
      await authorizations.abandonPlacing(kept)
    }
    return kept ?? (await purchases.byId(purchase.id)) ?? purchase
  }
}
