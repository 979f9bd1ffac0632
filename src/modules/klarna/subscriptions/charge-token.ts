import type { KlarnaConfig } from "../../../config/klarna-config"
import type { ChargeFailure } from "../../../domain/charge-failure"
import { idempotencyKey } from "../../../domain/idempotency-key"
import {
  isOutcomeUnknown,
  isRefused,
  tokenChargeFailureOf,
  toTokenChargeFailure,
  type KlarnaClients,
} from "../../../klarna"
import { paymentsUrls } from "../callback-addresses"
import type { Clock } from "../clock"
import { isKlarnaFailure, sentenceOf } from "../operation-outcome"
import { LOST_AFTER_MS } from "../lost-after"
import type { LastError, OperationRow, PurchaseRow } from "../rows"
import { hashSecret, newSecret } from "../secrets"
import { statusOf } from "../status-of"
import type { ChargeStore } from "../stores/charge-store"
import type { CustomerTokenStore } from "../stores/customer-token-store"
import { NOT_EXECUTED, type NewOperation, type OperationStore } from "../stores/operation-store"
import type { PurchaseStore } from "../stores/purchase-store"
import type { ChargeRow, CustomerTokenRow } from "../subscription-rows"
import type { RenewalOrder } from "./renewal-orders"
import { toTokenOrder } from "./token-order"

/** Kind and singleton of the one operation that charges a period at a time. */
const CHARGE = "charge"

/** Klarna keeps a key for 24 hours. After that the same request could be another charge. */
const KEY_IS_GOOD_MS = 23 * 3_600_000
const AGAIN_MS = [15_000, 60_000, 300_000, 900_000, 3_600_000]

/**
 * - `charged`: there is an order at Klarna
 * - `refused`: there is none, and `failure` says what that means; another try is another charge
 * - `again`: sent again later with the same key. `unknown`: it may have been charged
 * - `lost`: it may have been charged, and nobody can find out any more
 * - `busy`: somebody else is sending it
 */
export type Charged =
  | { result: "charged"; klarnaOrderId: string }
  | { result: "refused"; failure: ChargeFailure; error: LastError }
  | { result: "again"; at: Date; unknown: boolean; error: LastError }
  | { result: "lost" | "busy" }

type Dependencies = {
  config: KlarnaConfig
  charges: ChargeStore
  store: OperationStore
  purchases: PurchaseStore
  tokens: CustomerTokenStore
  clientsOf: (accountId: string, purchaseId?: string) => KlarnaClients
  now: Clock
  tellUnknown: (row: OperationRow) => Promise<void>
}

/** Charges a customer token for one period, once, however often it is asked to and whatever is lost on the way. */
export function createChargeToken(dependencies: Dependencies) {
  const { config, charges, store, purchases, tokens, clientsOf, now, tellUnknown } = dependencies

  /** The charge that was sent, or is about to be, if it was not refused. */
  const begun = ({ id }: ChargeRow) => store.bySingleton(id, CHARGE)

  /** What is only intended can be given up: Klarna knows nothing of it. */
  async function mayBeCharged(row: ChargeRow): Promise<boolean> {
    if (row.klarna_order_id !== null) return true
    const operation = await begun(row)
    return operation !== undefined && operation.status !== "intended"
  }

  /** A refusal that a process which died had no time to act on. */
  async function unheard(row: ChargeRow): Promise<{ failure: ChargeFailure; error: LastError } | undefined> {
    const refused = await store.refusedBy(row.id, CHARGE)
    const last = refused.at(-1)
    if (!last || refused.length <= row.refusals) return undefined
    const code = last.error_code ?? "unknown_error"
    const told = {
      code,
      message: last.error_message ?? code,
      correlationId: last.correlation_id ?? undefined,
    }
    return { failure: tokenChargeFailureOf(code), error: toLastError(told) }
  }

  /**
   * A purchase that waits for a charge's order while there is none under way belongs to a process that died: it may be
   * paid anew.
   */
  async function free(row: ChargeRow, purchase: PurchaseRow): Promise<PurchaseRow> {
    const waits = statusOf(purchase) === "placing" && !purchase.klarna_order_id && !purchase.kp_session_id
    if (!waits || (await begun(row))) return purchase
    return purchases.keepStatus(purchase, { klarna_status: "new" })
  }

  async function charge(
    row: ChargeRow,
    token: CustomerTokenRow,
    purchase: PurchaseRow,
    order: RenewalOrder
  ): Promise<Charged> {
    const operation = (await begun(row)) ?? (await write(row, token, purchase, order))
    if (!operation) return { result: "busy" }
    const mayHaveHappened = operation.status !== "intended"
    if (mayHaveHappened && now() - operation.created_at.getTime() > KEY_IS_GOOD_MS) return { result: "lost" }
    const mine = await store.beginSending(operation.id, LOST_AFTER_MS)
    if (!mine) return { result: "busy" }
    // Nobody opens a page for it, and nobody gives it up, until Klarna has answered.
    await purchases.keepStatus(purchase, { klarna_status: "placing" })
    try {
      return await send(mine, purchase)
    } catch (error) {
      if (!isKlarnaFailure(error)) throw error
      return settleFailure(mine, purchase, error, mayHaveHappened || mine.attempts > operation.attempts + 1)
    }
  }

  async function write(
    row: ChargeRow,
    token: CustomerTokenRow,
    purchase: PurchaseRow,
    order: RenewalOrder
  ): Promise<OperationRow | undefined> {
    const secret = newSecret()
    await purchases.update(purchase.id, { secret_hash: hashSecret(secret) })
    const { confirmation, push } = paymentsUrls(config, { reference: purchase.reference, secret })
    const intent: NewOperation = {
      kind: CHARGE,
      purchase_id: purchase.id,
      klarna_order_id: row.id,
      account_id: token.account_id,
      amount: order.draft.order_amount,
      currency_code: order.draft.purchase_currency,
      medusa_row_id: null,
      singleton: CHARGE,
      target: token.id,
      body: () => toTokenOrder(order, { confirmation, push }),
    }
    return charges.whileWanted(row.id, (on) => store.insert(intent, on))
  }

  async function send(row: OperationRow, purchase: PurchaseRow): Promise<Charged> {
    const token = (await tokens.byId(row.target as string)) as CustomerTokenRow
    const body = row.body ?? "{}"
    const placed = await clientsOf(row.account_id, row.purchase_id).customerTokens.createOrder(
      token.token_id,
      {
        body,
        idempotencyKey: idempotencyKey(row.id),
      }
    )
    const { merchant_urls: _, auto_capture, ...agreed } = JSON.parse(body) as Record<string, unknown>
    await purchases.keepStatus(purchase, {
      // Captured or not is what Order Management's amounts say.
      klarna_status: auto_capture ? "placing" : (placed.fraud_status ?? "ACCEPTED").toLowerCase(),
      klarna_order_id: placed.order_id,
      snapshot: {
        ...agreed,
        purchase_country: purchase.country_code,
        order_id: placed.order_id,
        fraud_status: placed.fraud_status,
        authorized_payment_method: placed.authorized_payment_method,
      },
    })
    await store.confirm(row.id, {
      klarna_id: placed.order_id,
      correlation_id: placed.correlationId ?? null,
    })
    await store.clearTarget(row.id, placed.order_id)
    await tokens.told(token.id, { status: "ACTIVE" })
    return { result: "charged", klarnaOrderId: placed.order_id }
  }

  async function settleFailure(
    row: OperationRow,
    purchase: PurchaseRow,
    error: unknown,
    mayHaveHappened: boolean
  ): Promise<Charged> {
    if (!isKlarnaFailure(error)) throw error
    const told = { code: error.code, message: sentenceOf(error), correlationId: error.correlationId }
    const last_error = toLastError(told)
    await purchases.update(purchase.id, { last_error })
    if (isRefused(error)) {
      await store.settle(row.id, "refused", told)
      await purchases.keepStatus(purchase, { klarna_status: "new" })
      const failure = toTokenChargeFailure(error)
      await noteToken(row.target as string, error.code)
      return { result: "refused", failure, error: last_error }
    }
    const unknown = mayHaveHappened || isOutcomeUnknown(error)
    const at = againAt(row)
    const settled = await store.settle(row.id, unknown ? "unknown" : "intended", told, {
      nextAttemptAt: at,
    })
    if (unknown) await tellUnknown(settled ?? row)
    else await purchases.keepStatus(purchase, { klarna_status: "new" })
    return { result: "again", at, unknown, error: last_error }
  }

  /** A token that was ended at Klarna is known from then on. */
  async function noteToken(id: string, code: string): Promise<void> {
    if (code === "TOKEN_SUSPENDED") await tokens.told(id, { status: "SUSPENDED" })
    if (code === "TOKEN_CANCELLED" || code === "TOKEN_NOT_FOUND")
      await tokens.told(id, { status: "CANCELLED" })
  }

  /** Somebody looked in Klarna's portal: it was not charged, and may be charged anew. */
  async function forget(row: ChargeRow): Promise<void> {
    const operation = await begun(row)
    if (!operation) return
    await store.settle(operation.id, "refused", NOT_EXECUTED)
    const purchase = await purchases.byId(operation.purchase_id)
    if (purchase) await free(row, purchase)
  }

  /** Klarna's order is known, whatever became of the answer. */
  async function settleFound(row: ChargeRow, klarnaOrderId: string): Promise<void> {
    const operation = await begun(row)
    if (!operation) return
    await store.confirm(operation.id, { klarna_id: klarnaOrderId, correlation_id: operation.correlation_id })
    await store.clearTarget(operation.id, klarnaOrderId)
  }

  const toLastError = (told: { code: string; message: string; correlationId?: string }): LastError => ({
    operation: CHARGE,
    code: told.code,
    message: told.message,
    correlation_id: told.correlationId ?? null,
    at: new Date(now()).toISOString(),
  })

  const againAt = ({ attempts }: OperationRow) =>
    new Date(now() + (AGAIN_MS[Math.min(attempts, AGAIN_MS.length) - 1] ?? (AGAIN_MS[0] as number)))

  return { begun, charge, forget, free, mayBeCharged, settleFound, unheard }
}

export type ChargeToken = ReturnType<typeof createChargeToken>
