import type { KlarnaClients } from "../../klarna"
import type { Clock } from "./clock"
import type { PlaceResult } from "./place-result"
import type { OperationRow, PurchaseRow } from "./rows"
import type { AuthorizationStore } from "./stores/authorization-store"
import type { OperationStore } from "./stores/operation-store"
import type { PurchaseStore } from "./stores/purchase-store"

/** Kind and singleton of the one operation that turns a session's authorization into its order. */
export const PLACE = "place"

type Dependencies = {
  purchases: PurchaseStore
  authorizations: AuthorizationStore
  store: OperationStore
  clientsOf: (accountId: string, purchaseId?: string) => KlarnaClients
  now: Clock
}

type Failure = { code: string; message: string; correlationId?: string }

/** What becomes of a buyer's approval that does not become an order. */
export function createAuthorizations({ purchases, authorizations, store, clientsOf, now }: Dependencies) {
  /**
   * Tells Klarna that nothing will come of it: it may weigh on the buyer's credit otherwise.
   *
   * @returns `used`: an order may have been placed with it
   */
  async function giveBack(
    purchase: PurchaseRow,
    token = purchase.authorization_token
  ): Promise<"given_back" | "used"> {
    if (token) {
      const result = await clientsOf(purchase.account_id, purchase.id).payments.cancelAuthorization(token)
      if (result === "not_cancelled") return "used"
    }
    await abandonPlacing(purchase)
    return "given_back"
  }

  /** Nothing that was begun for a session becomes its order any more. */
  async function abandonPlacing({ kp_session_id }: PurchaseRow): Promise<void> {
    const begun = kp_session_id && (await store.bySingleton(kp_session_id, PLACE))
    if (begun) await abandon(begun)
  }

  /** What was about to be sent is not: its authorization is over, and the session has no order. */
  async function abandon(row: OperationRow): Promise<void> {
    await store.settle(row.id, "refused", {
      code: "ABANDONED",
      message: "The authorization was given back or replaced",
    })
    await store.clearTarget(row.id)
  }

  /**
   * The buyer has to agree anew: nothing is held and nothing will be.
   *
   * @param forget Klarna may still tell that it is ours
   */
  async function drop(
    purchase: PurchaseRow,
    token: string,
    failure: Failure,
    forget = false
  ): Promise<PlaceResult> {
    await noteFailure(purchase, failure)
    const spent = await authorizations.spend(purchase.id, token, forget)
    // A newer one came meanwhile and is worth a look of its own.
    return spent ? { result: "refused", code: failure.code, message: failure.message } : { result: "nothing" }
  }

  async function noteFailure({ id }: PurchaseRow, { code, message, correlationId }: Failure): Promise<void> {
    await purchases.update(id, {
      last_error: {
        operation: PLACE,
        code,
        message,
        correlation_id: correlationId ?? null,
        at: new Date(now()).toISOString(),
      },
    })
  }

  /** An order is known, whatever became of the answer to placing it. */
  async function settlePlaced(row: OperationRow, klarnaOrderId: string, correlationId: string | null) {
    if (row.status === "confirmed" && !row.target) return
    await store.confirm(row.id, { klarna_id: klarnaOrderId, correlation_id: correlationId })
    await store.clearTarget(row.id, klarnaOrderId)
  }

  /** Closes what was to bring the order of a purchase: a page, Klarna's push or a look at it has found that. */
  async function settleFound({ id, klarna_order_id }: PurchaseRow): Promise<void> {
    if (!klarna_order_id) return
    for (const row of await store.openPlacings(id)) {
      await settlePlaced(row, klarna_order_id, row.correlation_id)
    }
  }

  return { giveBack, abandon, abandonPlacing, drop, noteFailure, settlePlaced, settleFound }
}

export type Authorizations = ReturnType<typeof createAuthorizations>
