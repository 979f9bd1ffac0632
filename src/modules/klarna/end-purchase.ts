import type { EndHeld, Ended, HowToEnd } from "./end-held"
import type { Leases } from "./leases"
import type { PurchaseRow } from "./rows"
import { statusOf } from "./status-of"
import type { PurchaseStore } from "./stores/purchase-store"

const LEASE_WAIT_MS = 5_000

export type EndPurchase = HowToEnd & {
  purchaseId: string
  /** Only if this session still holds it; a buyer who came back meanwhile is looking at the page. */
  holder?: string | null
}

type Dependencies = { purchases: PurchaseStore; leases: Leases; endHeld: EndHeld }

/** For callers who do not hold the purchase's lease. */
export function createEndPurchase({ purchases, leases, endHeld }: Dependencies) {
  return async function end(input: EndPurchase): Promise<Ended> {
    const lease = await leases.acquire("work", input.purchaseId, LEASE_WAIT_MS)
    if (!lease) return { result: "kept" }
    try {
      const purchase = await purchases.byId(input.purchaseId)
      if (!purchase) return { result: "kept" }
      if (input.holder !== undefined && purchase.current_holder !== input.holder) return { result: "kept" }
      if (isPaid(purchase)) return { result: "maybe_paid" }
      // Somebody else has just ended it: Klarna would refuse to end it twice, as it refuses to end what is paid.
      if (isOver(purchase)) return { result: "ended" }
      return await endHeld(purchase, input)
    } finally {
      await lease.release()
    }
  }
}

const isOver = (purchase: PurchaseRow) =>
  purchase.closed_at !== null && ["aborted", "gone"].includes(statusOf(purchase))

const isPaid = (purchase: PurchaseRow) => ["placing", "complete", "pending"].includes(statusOf(purchase))
