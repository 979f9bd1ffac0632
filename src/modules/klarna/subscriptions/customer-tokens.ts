import { isRefused, KlarnaApiError, type KlarnaClients } from "../../../klarna"
import type { Clock } from "../clock"
import { isKlarnaFailure, sentenceOf } from "../operation-outcome"
import { LOST_AFTER_MS } from "../lost-after"
import type { OperationRow } from "../rows"
import type { CustomerTokenStore } from "../stores/customer-token-store"
import type { OperationStore } from "../stores/operation-store"
import type { CustomerTokenRow } from "../subscription-rows"

const CANCEL = "cancel-token"
const AGAIN_MS = [30_000, 60_000, 300_000, 900_000, 3_600_000]
/** How old what Klarna told may be when somebody looks. */
const FRESH_MS = 10 * 60_000

type Dependencies = {
  store: OperationStore
  tokens: CustomerTokenStore
  clientsOf: (accountId: string) => KlarnaClients
  now: Clock
  tell: (name: string, data: Record<string, unknown>) => Promise<void>
}

/** What customers gave to be charged with: shown to them, and taken back. */
export function createCustomerTokens({ store, tokens, clientsOf, now, tell }: Dependencies) {
  /**
   * A customer's tokens, newest first. What was not asked about for a while is asked about: the customer may have
   * cancelled it at Klarna. Shown as it was known when Klarna does not answer.
   */
  async function ofCustomer(customerId: string): Promise<CustomerTokenRow[]> {
    const known = await tokens.ofCustomer(customerId)
    return Promise.all(
      known.map((token) =>
        token.status === "CANCELLED" || isFresh(token)
          ? token
          : read(token).catch((error: unknown) => {
              if (!isKlarnaFailure(error)) throw error
              return token
            })
      )
    )
  }

  /** @throws KlarnaApiError, KlarnaUnreachableError */
  async function read(token: CustomerTokenRow): Promise<CustomerTokenRow> {
    const told = await tokens.told(token.id, await ask(token))
    const current = told ?? (await tokens.byId(token.id)) ?? token
    if (told?.status === "CANCELLED") await tellCancelled(told)
    return current
  }

  async function ask(token: CustomerTokenRow) {
    try {
      const { status, payment_method_type, card, direct_debit } = await clientsOf(
        token.account_id
      ).customerTokens.readToken(token.token_id)
      return {
        status: status.toUpperCase(),
        payment_method_type: payment_method_type ?? null,
        card_brand: card?.brand ?? null,
        card_expiry_date: card?.expiry_date ?? null,
        masked_number: card?.masked_number ?? direct_debit?.masked_number ?? null,
      }
    } catch (error) {
      if (error instanceof KlarnaApiError && error.status === 404) return { status: "CANCELLED" }
      throw error
    }
  }

  /**
   * Ends a token for good. Nothing is charged with it from this moment on; Klarna is told until it has heard.
   *
   * @param actor who wants it; null: nobody needs it any more
   * @returns nothing when it was over before
   */
  async function cancel(id: string, actor: string | null): Promise<CustomerTokenRow | undefined> {
    const cancelled = await tokens.cancel(id, actor)
    if (!cancelled) return undefined
    const row = await store.insert({
      kind: CANCEL,
      purchase_id: cancelled.purchase_id,
      klarna_order_id: cancelled.id,
      account_id: cancelled.account_id,
      amount: null,
      currency_code: null,
      medusa_row_id: null,
      created_by: actor,
      singleton: CANCEL,
      body: () => null,
    })
    await tellCancelled(cancelled)
    if (row) await sendCancel(row)
    return cancelled
  }

  /** Once more, for the sweep as well. A refusal means that Klarna has ended it already. */
  async function sendCancel(row: OperationRow): Promise<void> {
    const token = await tokens.byId(row.klarna_order_id)
    const mine = token && (await store.beginSending(row.id, LOST_AFTER_MS))
    if (!mine) return
    try {
      const { correlationId } = await clientsOf(token.account_id).customerTokens.cancel(token.token_id)
      await store.confirm(row.id, { klarna_id: null, correlation_id: correlationId ?? null })
    } catch (error) {
      if (!isKlarnaFailure(error)) throw error
      const told = { code: error.code, message: sentenceOf(error), correlationId: error.correlationId }
      await store.settle(row.id, isRefused(error) ? "refused" : "unknown", told, {
        nextAttemptAt: isRefused(error) ? null : againAt(mine),
      })
    }
  }

  const tellCancelled = ({ id, customer_id, cancelled_by }: CustomerTokenRow) =>
    tell("klarna.customer_token.cancelled", { id, customer_id, cancelled_by })

  const isFresh = ({ checked_at }: CustomerTokenRow) =>
    checked_at !== null && now() - checked_at.getTime() < FRESH_MS

  const againAt = ({ attempts }: OperationRow) =>
    new Date(now() + (AGAIN_MS[Math.min(attempts, AGAIN_MS.length) - 1] ?? (AGAIN_MS[0] as number)))

  return {
    byId: tokens.byId,
    ofPurchase: tokens.ofPurchase,
    /** Without asking Klarna. */
    known: tokens.ofCustomer,
    ofCustomer,
    read,
    cancel,
    sendCancel,
  }
}

export type CustomerTokens = ReturnType<typeof createCustomerTokens>
