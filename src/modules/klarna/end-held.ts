import type { Pages } from "./pages"
import type { PaymentSystem } from "./payment-systems/payment-system"
import type { PageRow, PurchaseRow } from "./rows"
import { statusOf } from "./status-of"
import type { PurchaseStore } from "./stores/purchase-store"

export type HowToEnd = {
  /** Kept as the purchase's outcome, `ended:<reason>`. */
  reason: string
  /** What becomes of its page. */
  pageReason: "disabled" | "replaced"
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
  systemOf: (provider: string) => PaymentSystem
}

export type EndHeld = (purchase: PurchaseRow, how: HowToEnd) => Promise<Ended>

/**
 * Ends a purchase for a caller who holds its lease. The page dies first, then Klarna's order or session: in this order
 * nobody sees a page that cannot be paid.
 */
export function createEndHeld({ purchases, pages, systemOf }: Dependencies): EndHeld {
  return async (purchase, { reason, pageReason }) => {
    const page = await pages.live(purchase.id)
    const closed = page && (await pages.disable(purchase, page, pageReason))
    // Klarna did not disable it: what came of it decides. An authorization that we know is still ours to give back.
    if (closed?.close_reason === "completed" && statusOf(purchase) !== "authorized") {
      return { result: "maybe_paid", page: closed }
    }
    const result = await systemOf(purchase.provider).end(purchase)
    if (result === "maybe_paid") return { result, page: closed }
    await purchases.noteEnd(purchase.id, reason)
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
