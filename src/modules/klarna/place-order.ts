import { changesCountry } from "../../domain/buyer-details"
import type { KlarnaOrderDraft } from "../../domain/klarna-order-draft"
import { samePurchase } from "../../domain/same-purchase"
import {
  isConsumedAuthorization,
  isInvalidAuthorization,
  isOutcomeUnknown,
  isRefused,
  KlarnaApiError,
  KlarnaUnreachableError,
  type KlarnaClients,
  type KlarnaPaymentsSession,
  type KlarnaPlacedOrder,
} from "../../klarna"
import { paymentsUrls } from "./callback-addresses"
import type { KlarnaConfig } from "../../config/klarna-config"
import type { Clock } from "./clock"
import type { Leases } from "./leases"
import { LOST_AFTER_MS } from "./operations"
import type { LastError, OperationRow, PurchaseRow } from "./rows"
import { hashSecret, newSecret } from "./secrets"
import { statusOf } from "./status-of"
import type { OperationStore } from "./stores/operation-store"
import type { PurchaseStore } from "./stores/purchase-store"

/** Somebody else places it this moment; they are waited for this long. */
const LEASE_WAIT_MS = 10_000
const AGAIN_MS = [10_000, 30_000, 60_000, 300_000, 900_000]

/**
 * - `placed`: there is an order at Klarna now, or was already
 * - `refused`: none came of it and none will; the buyer has to agree anew. `code` says why
 * - `unknown`: nobody knows; found by sending the same bytes again, or by Klarna's push
 * - `nothing`: there is nothing to place, or somebody else is at it
 */
export type PlaceResult =
  { result: "placed" | "unknown" | "nothing" } | { result: "refused"; code: string; message: string }

export type PlaceOptions = {
  autoCapture?: boolean
  /** Asked with what the buyer agreed to, before anything is sent; a code refuses. */
  refuse?: (session: KlarnaPaymentsSession) => Promise<{ code: string; message: string } | undefined>
}

type Dependencies = {
  config: KlarnaConfig
  purchases: PurchaseStore
  store: OperationStore
  leases: Leases
  clientsOf: (accountId: string) => KlarnaClients
  now: Clock
  tellUnknown: (row: OperationRow) => Promise<void>
}

/**
 * Turns an authorization into an order, once, whoever brings it and however often. Klarna takes no idempotency key
 * here: the row keeps token and bytes, and the same bytes bring the first order back.
 */
export function createPlaceOrder({
  config,
  purchases,
  store,
  leases,
  clientsOf,
  now,
  tellUnknown,
}: Dependencies) {
  async function place(purchaseId: string, options: PlaceOptions = {}): Promise<PlaceResult> {
    const lease = await leases.acquire("work", purchaseId, LEASE_WAIT_MS)
    if (!lease) return { result: "nothing" }
    try {
      const purchase = await purchases.byId(purchaseId)
      return purchase?.kp_session_id
        ? await placeHeld(purchase, purchase.kp_session_id, options)
        : { result: "nothing" }
    } finally {
      await lease.release()
    }
  }

  async function placeHeld(
    purchase: PurchaseRow,
    kpSessionId: string,
    options: PlaceOptions
  ): Promise<PlaceResult> {
    const begun = await store.bySingleton(kpSessionId, PLACE)
    if (purchase.klarna_order_id) {
      // Known by now from the page or from Klarna's push, whatever became of the answer.
      if (begun) await settlePlaced(begun, purchase.klarna_order_id, begun.correlation_id)
      return { result: "placed" }
    }
    if (begun) return send(purchase, begun)
    if (statusOf(purchase) !== "authorized" || !purchase.authorization_token) return { result: "nothing" }
    const prepared = await prepare(purchase, options)
    return "result" in prepared ? prepared : send(purchase, prepared)
  }

  /** Looks at what the buyer agreed to and writes down what is going to be sent. */
  async function prepare(purchase: PurchaseRow, options: PlaceOptions): Promise<OperationRow | PlaceResult> {
    const { payments } = clientsOf(purchase.account_id)
    const session = await readSession(purchase)
    if (!session) return drop(purchase, "session_expired", "The Klarna session has expired")
    if (session.status.toLowerCase() === "complete") {
      await keep(purchase, { klarna_status: "placing" })
      return { result: "unknown" }
    }
    const token = session.authorization_token ?? (purchase.authorization_token as string)
    const { equal, differences } = samePurchase(session, purchase.snapshot as KlarnaOrderDraft)
    const refusal = !equal
      ? { code: "amounts_differ", message: differences.join("; ") }
      : changesCountry(session)
        ? { code: "country_changed", message: "The goods would go to another country" }
        : await options.refuse?.(session)
    if (refusal) {
      await payments.cancelAuthorization(token)
      return drop(purchase, refusal.code, refusal.message)
    }
    const body = await bodyOf(purchase, session, options)
    const inserted = await store.insert({
      kind: "place",
      purchase_id: purchase.id,
      klarna_order_id: purchase.kp_session_id as string,
      account_id: purchase.account_id,
      amount: session.order_amount,
      currency_code: purchase.currency_code,
      medusa_row_id: null,
      singleton: PLACE,
      target: token,
      body: () => body,
    })
    return inserted ?? { result: "nothing" }
  }

  async function readSession(purchase: PurchaseRow): Promise<KlarnaPaymentsSession | undefined> {
    try {
      return await clientsOf(purchase.account_id).payments.readSession(purchase.kp_session_id as string)
    } catch (error) {
      if (error instanceof KlarnaApiError && error.status === 404) return undefined
      throw error
    }
  }

  /**
   * What was agreed to, and nothing else: Klarna compares it.
   *
   * @see klarna-payments §6: the session's payload without what belongs to the session alone
   */
  async function bodyOf(
    purchase: PurchaseRow,
    session: KlarnaPaymentsSession,
    { autoCapture }: PlaceOptions
  ): Promise<string> {
    const sent = session as unknown as Record<string, unknown>
    return JSON.stringify({
      ...Object.fromEntries(AGREED.filter((key) => sent[key] != null).map((key) => [key, sent[key]])),
      merchant_urls: sent.merchant_urls ?? (await freshUrls(purchase)),
      merchant_reference2: purchase.subject_id,
      ...(autoCapture ? { auto_capture: true } : {}),
    })
  }

  /** Only the hash of the old secret is kept. */
  async function freshUrls(purchase: PurchaseRow) {
    const secret = newSecret()
    await purchases.update(purchase.id, { secret_hash: hashSecret(secret) })
    return paymentsUrls(config, { reference: purchase.reference, secret })
  }

  async function send(purchase: PurchaseRow, row: OperationRow): Promise<PlaceResult> {
    const mine = await store.beginSending(row.id, LOST_AFTER_MS)
    if (!mine?.target) return { result: "nothing" }
    const mayHaveHappened = row.status !== "intended" || mine.attempts > 1
    // No second authorization and no other amount from here on, whatever becomes of this process.
    await keep(purchase, { klarna_status: "placing" })
    try {
      const placed = await clientsOf(purchase.account_id).payments.placeOrder(mine.target, mine.body ?? "")
      await keepPlaced(purchase, mine, placed)
      await settlePlaced(mine, placed.order_id, placed.correlationId ?? null)
      return { result: "placed" }
    } catch (error) {
      return settleFailure(purchase, mine, error, mayHaveHappened)
    }
  }

  async function settleFailure(
    purchase: PurchaseRow,
    row: OperationRow,
    error: unknown,
    mayHaveHappened: boolean
  ): Promise<PlaceResult> {
    if (!(error instanceof KlarnaApiError || error instanceof KlarnaUnreachableError)) throw error
    const failure = { code: error.code, message: sentenceOf(error), correlationId: error.correlationId }
    await noteFailure(purchase, failure)
    switch (meaningOf(error, mayHaveHappened)) {
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
        // Sending again brings nothing new; Klarna's push names the order.
        await tellUnknown((await store.settle(row.id, "unknown", failure)) ?? row)
        return { result: "unknown" }
      case "refused":
        await store.settle(row.id, "refused", failure)
        await store.clearTarget(row.id)
        return drop(purchase, failure.code, failure.message)
    }
  }

  async function settlePlaced(row: OperationRow, klarnaOrderId: string, correlationId: string | null) {
    if (row.status === "confirmed" && !row.target) return
    await store.confirm(row.id, { klarna_id: klarnaOrderId, correlation_id: correlationId })
    await store.clearTarget(row.id, klarnaOrderId)
  }

  async function keepPlaced(
    purchase: PurchaseRow,
    row: OperationRow,
    placed: KlarnaPlacedOrder
  ): Promise<void> {
    const { merchant_urls: _, ...agreed } = JSON.parse(row.body ?? "{}") as Record<string, unknown>
    await keep(purchase, {
      klarna_status: (placed.fraud_status ?? "ACCEPTED").toLowerCase(),
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

  /** The buyer has to agree anew: nothing is held and nothing will be. */
  async function drop(purchase: PurchaseRow, code: string, message: string): Promise<PlaceResult> {
    await keep(purchase, { klarna_status: "incomplete", authorization_token: null })
    await noteFailure(purchase, { code, message })
    return { result: "refused", code, message }
  }

  async function keep(
    purchase: PurchaseRow,
    reading: Partial<
      Pick<PurchaseRow, "klarna_status" | "snapshot" | "klarna_order_id" | "authorization_token">
    >
  ): Promise<void> {
    const current = (await purchases.byId(purchase.id)) ?? purchase
    await purchases.keepSnapshot(current, {
      klarna_status: current.klarna_status,
      snapshot: current.snapshot,
      ...reading,
    })
  }

  const noteFailure = (
    purchase: PurchaseRow,
    failure: { code: string; message: string; correlationId?: string }
  ) => {
    const last_error: LastError = {
      operation: PLACE,
      code: failure.code,
      message: failure.message,
      correlation_id: failure.correlationId ?? null,
      at: new Date(now()).toISOString(),
    }
    return purchases.update(purchase.id, { last_error })
  }

  const againAt = (row: OperationRow) =>
    new Date(now() + (AGAIN_MS[Math.min(row.attempts, AGAIN_MS.length) - 1] ?? (AGAIN_MS[0] as number)))

  /** Gives back what the buyer agreed to, because it is not what is to be paid. */
  async function dropAuthorization(purchaseId: string, code: string, message: string): Promise<PlaceResult> {
    const lease = await leases.acquire("work", purchaseId, LEASE_WAIT_MS)
    if (!lease) return { result: "nothing" }
    try {
      const purchase = await purchases.byId(purchaseId)
      if (!purchase?.authorization_token || statusOf(purchase) !== "authorized") return { result: "nothing" }
      const { payments } = clientsOf(purchase.account_id)
      const gone = await payments.cancelAuthorization(purchase.authorization_token)
      if (gone === "not_cancelled") {
        await keep(purchase, { klarna_status: "placing" })
        return { result: "unknown" }
      }
      return await drop(purchase, code, message)
    } finally {
      await lease.release()
    }
  }

  return { place, dropAuthorization }
}

const PLACE = "place"

/** Fields of a session that its order takes over. */
const AGREED = [
  "purchase_country",
  "purchase_currency",
  "locale",
  "order_amount",
  "order_tax_amount",
  "order_lines",
  "billing_address",
  "shipping_address",
]

type Meaning = "not_sent" | "lost" | "placed_somewhere" | "refused"

/** @see klarna-payments §6 and §9: what Klarna answers to a token that is used, over, or for something else */
function meaningOf(error: KlarnaApiError | KlarnaUnreachableError, mayHaveHappened: boolean): Meaning {
  if (isOutcomeUnknown(error)) return "lost"
  // A first try with a token that was used: it never belonged to this session, which was open a moment ago.
  if (isConsumedAuthorization(error)) return mayHaveHappened ? "placed_somewhere" : "refused"
  // A token does not outlive its order: after a lost answer this says nothing.
  if (isInvalidAuthorization(error) && mayHaveHappened) return "placed_somewhere"
  return isRefused(error) ? "refused" : "not_sent"
}

const sentenceOf = (error: KlarnaApiError | KlarnaUnreachableError) =>
  (error instanceof KlarnaApiError && error.messages.join(" ")) || error.message
