import { cutText } from "../../../domain/limits"
import {
  isConsumedAuthorization,
  isOutcomeUnknown,
  isRefused,
  type KlarnaApiError,
  type KlarnaClients,
  type KlarnaPaymentsSession,
  type KlarnaUnreachableError,
} from "../../../klarna"
import type { Clock } from "../clock"
import { isKlarnaFailure, sentenceOf } from "../operation-outcome"
import { LOST_AFTER_MS } from "../lost-after"
import type { OperationRow, PurchaseRow } from "../rows"
import { hashSecret } from "../secrets"
import type { CustomerTokenStore } from "../stores/customer-token-store"
import type { OperationStore } from "../stores/operation-store"

/** An authorization lives for 60 minutes: soon, then. */
const AGAIN_MS = 15_000

/**
 * - `obtained`: the customer can be charged again
 * - `lost`: perhaps there is a token, and nobody knows which. It cannot be asked for a second time
 * - `refused`: there is none and will be none; nothing was charged
 * - `later`: nothing happened; worth another try
 */
export type Obtained =
  | { result: "obtained" | "lost" | "later" }
  | { result: "refused"; code: string; message: string; correlationId?: string }

export type ObtainToken = (
  purchase: PurchaseRow,
  authorizationToken: string,
  session: KlarnaPaymentsSession
) => Promise<Obtained>

type Dependencies = {
  store: OperationStore
  tokens: CustomerTokenStore
  clientsOf: (accountId: string, purchaseId?: string) => KlarnaClients
  now: Clock
  tell: (name: string, data: Record<string, unknown>) => Promise<void>
  tellUnknown: (row: OperationRow) => Promise<void>
}

/**
 * Turns what the buyer agreed to into a customer token, once per authorization and before its order is placed. Klarna
 * takes no key here and gives no token twice: an answer that is lost is lost for good, so it is never sent again.
 *
 * The caller holds the purchase's lease.
 *
 * @see klarna-payments §7: with the authorization of the one `authorize()`, before the order
 */
export function createObtainToken({
  store,
  tokens,
  clientsOf,
  now,
  tell,
  tellUnknown,
}: Dependencies): ObtainToken {
  return async function obtain(purchase, authorizationToken, session) {
    const row = await intentOf(purchase, authorizationToken, session)
    switch (row.status) {
      case "confirmed":
        return { result: "obtained" }
      case "sent":
      case "unknown":
        return lost(row)
      default:
        return send(purchase, row)
    }
  }

  async function intentOf(
    purchase: PurchaseRow,
    authorizationToken: string,
    session: KlarnaPaymentsSession
  ): Promise<OperationRow> {
    const sessionId = purchase.kp_session_id as string
    const singleton = `tokenize:${hashSecret(authorizationToken).slice(0, 16)}`
    const inserted = await store.insert({
      kind: "tokenize",
      purchase_id: purchase.id,
      klarna_order_id: sessionId,
      account_id: purchase.account_id,
      amount: null,
      currency_code: purchase.currency_code,
      medusa_row_id: null,
      singleton,
      target: authorizationToken,
      body: () => bodyOf(session),
    })
    return inserted ?? ((await store.bySingleton(sessionId, singleton)) as OperationRow)
  }

  async function send(purchase: PurchaseRow, row: OperationRow): Promise<Obtained> {
    // Nobody else sends it: the caller holds the purchase's lease.
    const mine = await store.beginSending(row.id, LOST_AFTER_MS)
    if (!mine?.target) return lost(row)
    try {
      const { payments } = clientsOf(purchase.account_id, purchase.id)
      const created = await payments.createCustomerToken(mine.target, mine.body ?? "")
      const token = await tokens.keep({
        account_id: purchase.account_id,
        customer_id: purchase.customer_id as string,
        purchase_id: purchase.id,
        token_id: created.token_id,
        currency_code: purchase.currency_code,
        country_code: purchase.country_code,
      })
      await store.confirm(mine.id, { klarna_id: token.id, correlation_id: created.correlationId ?? null })
      await store.clearTarget(mine.id)
      await tell("klarna.customer_token.created", { id: token.id, customer_id: token.customer_id })
      return { result: "obtained" }
    } catch (error) {
      if (!isKlarnaFailure(error)) throw error
      return settleFailure(mine, error)
    }
  }

  async function settleFailure(
    row: OperationRow,
    error: KlarnaApiError | KlarnaUnreachableError
  ): Promise<Obtained> {
    const failure = { code: error.code, message: sentenceOf(error), correlationId: error.correlationId }
    if (isOutcomeUnknown(error) || isConsumedAuthorization(error)) {
      const unknown = (await store.settle(row.id, "unknown", failure)) ?? row
      await tellUnknown(unknown)
      return lost(unknown)
    }
    if (isRefused(error)) {
      await store.settle(row.id, "refused", failure)
      await store.clearTarget(row.id)
      return { result: "refused", ...failure }
    }
    await store.settle(row.id, "intended", failure, { nextAttemptAt: new Date(now() + AGAIN_MS) })
    return { result: "later" }
  }

  /** Sent, by a process that died perhaps: between keeping the token and noting that it was kept, nothing is lost. */
  async function lost(row: OperationRow): Promise<Obtained> {
    const token = await tokens.ofPurchase(row.purchase_id)
    const isKept = token && row.sent_at && token.created_at >= row.sent_at
    if (isKept) {
      await store.confirm(row.id, { klarna_id: token.id, correlation_id: row.correlation_id })
    } else if (row.status === "sent") {
      const failure = { code: "ANSWER_LOST", message: "The process that asked for the token is gone" }
      await tellUnknown((await store.settle(row.id, "unknown", failure)) ?? row)
    }
    await store.clearTarget(row.id)
    return { result: isKept ? "obtained" : "lost" }
  }
}

/** @see klarna-payments §7: what the token is for and where; nothing of the order */
function bodyOf(session: KlarnaPaymentsSession): string {
  const names = session.order_lines.flatMap((line) => {
    const { subscription } = line as { subscription?: { name?: string } | null }
    return subscription?.name ? [subscription.name] : []
  })
  return JSON.stringify({
    description: cutText([...new Set(names)].join(", "), 255) || "Subscription",
    intended_use: "SUBSCRIPTION",
    locale: session.locale ?? "en-US",
    purchase_country: session.purchase_country,
    purchase_currency: session.purchase_currency,
  })
}
