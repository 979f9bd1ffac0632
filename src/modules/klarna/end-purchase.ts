import type { Leases } from "./leases"
import type { Pages } from "./pages"
import type { PaymentSystem } from "./payment-systems/payment-system"
import type { PageRow, PurchaseRow } from "./rows"
import { statusOf } from "./status-of"
import type { PurchaseStore } from "./stores/purchase-store"

const LEASE_WAIT_MS = 5_000

export type EndPurchase = {
  purchaseId: string
  /** Kept as the purchase's outcome, `ended:<reason>`. */
  reason: string
  /** What becomes of its page. */
  pageReason: "disabled" | "replaced"
  /** Only if this session still holds it; a buyer who came back meanwhile is looking at the page. */
  holder?: string | null
}

/**
 * - `ended`: nobody can pay it any more
 * - `lapsing`: its page is closed; the session itself lapses, and what still comes of it is given back
 * - `maybe_paid`: Klarna refused, somebody may have paid a moment ago. The next check reads it
 * - `kept`: somebody else is at it, or holds it again
 */
export type Ended = { result: "ended" | "lapsing" | "maybe_paid" | "kept"; page?: PageRow }

type Dependencies = {
  purchases: PurchaseStore
  pages: Pages
  leases: Leases
  systemOf: (provider: string) => PaymentSystem
}

/** The page dies first, then Klarna's order or session: in this order nobody sees a page that cannot be paid. */
export function createEndPurchase({ purchases, pages, leases, systemOf }: Dependencies) {
  return async function end(input: EndPurchase): Promise<Ended> {
    const lease = await leases.acquire("work", input.purchaseId, LEASE_WAIT_MS)
    if (!lease) return { result: "kept" }
    try {
      const purchase = await purchases.byId(input.purchaseId)
      if (!purchase) return { result: "kept" }
      if (input.holder !== undefined && purchase.current_holder !== input.holder) return { result: "kept" }
      if (isPaid(purchase)) return { result: "maybe_paid" }
      return await endHeld(purchase, input)
    } finally {
      await lease.release()
    }
  }

  async function endHeld(purchase: PurchaseRow, { reason, pageReason }: EndPurchase): Promise<Ended> {
    const page = await pages.live(purchase.id)
    const closed = page && (await pages.disable(purchase, page, pageReason))
    const result = await systemOf(purchase.provider).end(purchase)
    if (result === "maybe_paid") return { result, page: closed }
    await purchases.close(purchase.id, "superseded")
    await purchases.update(purchase.id, {
      outcome: `ended:${reason}`,
      // What lapses stays watched until Klarna forgets it.
      ...(result === "over"
        ? { klarna_status: "aborted", next_check_at: null }
        : { klarna_status: "incomplete", authorization_token: null }),
    })
    return { result: result === "over" ? "ended" : "lapsing", page: closed }
  }
}

const isPaid = (purchase: PurchaseRow) => ["placing", "complete", "pending"].includes(statusOf(purchase))
