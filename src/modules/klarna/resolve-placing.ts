import { OperationError } from "../../domain/operation-error"
import { PLACING_PATIENCE_MS } from "../../domain/placing-patience"
import type { AdoptOrder } from "./adopt-order"
import type { Authorizations } from "./authorizations"
import type { Clock } from "./clock"
import type { PurchaseRow } from "./rows"
import { statusOf } from "./status-of"
import type { PurchaseStore } from "./stores/purchase-store"

/** What somebody found in Klarna's portal: the order, or that there is none. */
export type FoundAtKlarna = { klarnaOrderId: string } | "nothing"

/** Why nobody has to look yet, or any more. */
export type ResolveObstacle = "not_waiting" | "still_looking"

type Dependencies = {
  purchases: PurchaseStore
  authorizations: Authorizations
  adopt: AdoptOrder
  now: Clock
}

/** The way out for a purchase whose order at Klarna was looked for and not found: somebody says what is there. */
export function createResolvePlacing({ purchases, authorizations, adopt, now }: Dependencies) {
  /** @returns nothing when somebody may say it now */
  function obstacle(purchase: PurchaseRow): ResolveObstacle | undefined {
    if (statusOf(purchase) !== "placing" || purchase.klarna_order_id || !purchase.kp_session_id) {
      return "not_waiting"
    }
    const since = purchase.placing_since?.getTime() ?? 0
    return now() - since < PLACING_PATIENCE_MS ? "still_looking" : undefined
  }

  /** @throws OperationError `not_waiting`, `still_looking`, `order_of_another_purchase`; KlarnaApiError */
  async function resolve(purchase: PurchaseRow, found: FoundAtKlarna): Promise<void> {
    const reason = obstacle(purchase)
    if (reason) throw new OperationError(reason, SENTENCES[reason])
    if (found !== "nothing") {
      if (await adopt(purchase.id, found.klarnaOrderId)) return
      throw new OperationError(
        "order_of_another_purchase",
        `Klarna's order ${found.klarnaOrderId} does not carry ${purchase.subject_id} as its second merchant reference`
      )
    }
    await authorizations.abandonPlacing(purchase)
    await purchases.keepStatus(purchase, { klarna_status: "incomplete", authorization_token: null })
  }

  return { obstacle, resolve }
}

export type ResolvePlacing = ReturnType<typeof createResolvePlacing>

const SENTENCES: Record<ResolveObstacle, string> = {
  not_waiting: "This purchase does not wait for an order of Klarna's: there is nothing to say",
  still_looking: "The order is still being looked for; what becomes of it is known within half an hour",
}
