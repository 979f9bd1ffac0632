import {
  isConsumedAuthorization,
  isInvalidAuthorization,
  isOutcomeUnknown,
  isRefused,
  isRejected,
  KlarnaApiError,
  KlarnaUnreachableError,
  type KlarnaClients,
  type KlarnaPlacedOrder,
} from "../../klarna"
import type { Authorizations } from "./authorizations"
import type { Clock } from "./clock"
import { LOST_AFTER_MS } from "./lost-after"
import type { PlaceResult } from "./place-result"
import type { OperationRow, PurchaseRow } from "./rows"
import type { OperationStore } from "./stores/operation-store"
import type { PurchaseStore } from "./stores/purchase-store"

const FIRST_AGAIN_MS = 10_000
const AGAIN_MS = [FIRST_AGAIN_MS, 30_000, 60_000, 300_000, 900_000]

type Failure = KlarnaApiError | KlarnaUnreachableError

type Dependencies = {
  purchases: PurchaseStore
  store: OperationStore
  authorizations: Authorizations
  clientsOf: (accountId: string, purchaseId?: string) => KlarnaClients
  now: Clock
  tellUnknown: (row: OperationRow) => Promise<void>
}

export type SendOrder = (purchase: PurchaseRow, row: OperationRow) => Promise<PlaceResult>

/** Sends an order that was written down, for the first time or again, and keeps what Klarna says. */
export function createSendOrder({
  purchases,
  store,
  authorizations,
  clientsOf,
  now,
  tellUnknown,
}: Dependencies): SendOrder {
  return async function send(purchase, row) {
    // Used up: sending again brings nothing new, and Klarna's push names the order.
    const mine = row.target ? await store.beginSending(row.id, LOST_AFTER_MS) : undefined
    if (!mine?.target) return { result: "nothing" }
    const mayHaveHappened = row.status !== "intended" || mine.attempts > row.attempts + 1
    // No second authorization and no other amount from here on, whatever becomes of this process.
    await purchases.keepStatus(purchase, { klarna_status: "placing" })
    try {
      const placed = await clientsOf(purchase.account_id, purchase.id).payments.placeOrder(
        mine.target,
        mine.body ?? ""
      )
      await keepPlaced(purchase, mine, placed)
      await authorizations.settlePlaced(mine, placed.order_id, placed.correlationId ?? null)
      return { result: "placed" }
    } catch (error) {
      if (!(error instanceof KlarnaApiError || error instanceof KlarnaUnreachableError)) throw error
      return settleFailure(purchase, mine, error, mayHaveHappened)
    }
  }

  async function settleFailure(
    purchase: PurchaseRow,
    row: OperationRow,
    error: Failure,
    mayHaveHappened: boolean
  ): Promise<PlaceResult> {
    const failure = { code: error.code, message: sentenceOf(error), correlationId: error.correlationId }
    await authorizations.noteFailure(purchase, failure)
    switch (await meaningOf(purchase, error, mayHaveHappened)) {
      case "not_sent":
        await store.settle(row.id, mayHaveHappened ? "unknown" : "intended", failure, {
          nextAttemptAt: againAt(row),
        })
        return { result: "unknown" }
      case "lost":
        await tellUnknown(
          (await store.settle(row.id, "unknown", failure, { nextAttemptAt: againAt(row) })) ?? row
        )
        return { result: "unknown" }
      case "placed_somewhere":
        await tellUnknown((await store.settle(row.id, "unknown", failure)) ?? row)
        await store.clearTarget(row.id)
        await purchases.keepStatus(purchase, { klarna_status: "placing", authorization_token: null })
        return { result: "unknown" }
      case "refused":
        await store.settle(row.id, "refused", failure)
        await store.clearTarget(row.id)
        await giveBackUnused(purchase, row, error)
        return authorizations.drop(purchase, row.target ?? "", { ...failure, code: codeOf(error) })
    }
  }

  /** @see klarna-payments §6 and §9: what Klarna answers to a token that is used, over, or for something else */
  async function meaningOf(
    purchase: PurchaseRow,
    error: Failure,
    mayHaveHappened: boolean
  ): Promise<"not_sent" | "lost" | "placed_somewhere" | "refused"> {
    if (isOutcomeUnknown(error)) return "lost"
    // A first try with a token that was used: it never belonged to this session, which was open a moment ago.
    if (isConsumedAuthorization(error)) return mayHaveHappened ? "placed_somewhere" : "refused"
    // A token does not outlive its order: after a lost answer only the session tells whether there is one.
    if (isInvalidAuthorization(error) && mayHaveHappened) return whatSessionTells(purchase)
    return isRefused(error) ? "refused" : "not_sent"
  }

  /** A session that cannot be read now tells nothing yet: it is asked again. */
  async function whatSessionTells({ id, account_id, kp_session_id }: PurchaseRow) {
    try {
      const session = await clientsOf(account_id, id).payments.readSession(kp_session_id as string)
      return session.status.toLowerCase() === "incomplete" ? "refused" : "placed_somewhere"
    } catch (error) {
      return error instanceof KlarnaApiError && error.status === 404 ? "placed_somewhere" : "lost"
    }
  }

  /** The buyer may agree to the right thing afterwards; what stays open meanwhile weighs on their credit. */
  async function giveBackUnused({ id, account_id }: PurchaseRow, { target }: OperationRow, error: Failure) {
    if (!target || isRejected(error) || isInvalidAuthorization(error)) return
    await clientsOf(account_id, id)
      .payments.cancelAuthorization(target)
      .catch(() => undefined)
  }

  async function keepPlaced(
    purchase: PurchaseRow,
    row: OperationRow,
    placed: KlarnaPlacedOrder
  ): Promise<void> {
    const { merchant_urls: _, auto_capture, ...agreed } = JSON.parse(row.body ?? "{}") as AgreedOrder
    await purchases.keepStatus(purchase, {
      // Captured or not is what Order Management's amounts say.
      klarna_status: auto_capture ? "placing" : (placed.fraud_status ?? "ACCEPTED").toLowerCase(),
      klarna_order_id: placed.order_id,
      authorization_token: null,
      snapshot: {
        ...agreed,
        order_id: placed.order_id,
        fraud_status: placed.fraud_status,
        redirect_url: placed.redirect_url,
        authorized_payment_method: placed.authorized_payment_method,
      },
    })
  }

  function againAt({ attempts }: OperationRow): Date {
    const wait = AGAIN_MS[Math.min(attempts, AGAIN_MS.length) - 1] ?? FIRST_AGAIN_MS
    return new Date(now() + wait)
  }
}

type AgreedOrder = Record<string, unknown> & { merchant_urls?: unknown; auto_capture?: boolean }

/** Ours where the buyer can do something about it, else Klarna's. */
function codeOf(error: Failure): string {
  if (isInvalidAuthorization(error) || isConsumedAuthorization(error)) return "authorization_invalid"
  return error instanceof KlarnaApiError && error.status === 409 && error.code === "BAD_VALUE"
    ? "cart_changed"
    : error.code
}

const sentenceOf = (error: Failure) =>
  (error instanceof KlarnaApiError && error.messages.join(" ")) || error.message
