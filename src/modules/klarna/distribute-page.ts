import { createHash } from "node:crypto"
import type { Contact } from "../../domain/check-contact"
import { maskContact } from "../../domain/mask-contact"
import { isOutcomeUnknown, KlarnaApiError, KlarnaUnreachableError, type KlarnaClients } from "../../klarna"
import type { Leases } from "./leases"
import type { DistributionRow, PageRow, PurchaseRow } from "./rows"
import type { DistributionStore } from "./stores/distribution-store"

const LEASE_WAIT_MS = 5_000
/** A second click is a mistake; a minute later it is a wish. */
const SAME_AGAIN_MS = 30_000
const WINDOW_MS = 10 * 60_000
const PER_PAGE = 5
const PER_ACTOR = 30

/** Why a link is not sent, before anybody is asked. */
export class DistributionError extends Error {
  override readonly name = "DistributionError"
  constructor(
    readonly code: "link_closed" | "just_sent" | "too_many_messages" | "link_busy",
    message: string
  ) {
    super(message)
  }
}

export type Distribute = {
  page: PageRow
  purchase: PurchaseRow
  contact: Contact
  /** `notification`: the shop's own message, sent by `send`. */
  method: DistributionRow["method"]
  actorId: string | null
  send?: () => Promise<{ correlationId?: string }>
}

type Dependencies = {
  store: DistributionStore
  leases: Leases
  clientsOf: (accountId: string, purchaseId?: string) => KlarnaClients
  tell: (name: string, data: Record<string, unknown>) => Promise<void>
}

/** Sends a page's link to somebody, once per wish: two clicks are one message. */
export function createDistributePage({ store, leases, clientsOf, tell }: Dependencies) {
  return async function distribute(input: Distribute): Promise<DistributionRow> {
    const { page, purchase } = input
    if (page.closed_at || purchase.closed_at) {
      throw new DistributionError("link_closed", "This link can no longer be paid; make a new one")
    }
    const lease = await leases.acquire("work", purchase.id, LEASE_WAIT_MS)
    if (!lease)
      throw new DistributionError("link_busy", "This link is being worked on; try again in a moment")
    try {
      return await sendOnce(input)
    } finally {
      await lease.release()
    }
  }

  async function sendOnce(input: Distribute): Promise<DistributionRow> {
    const { page, purchase, contact, method, actorId } = input
    const fingerprint = fingerprintOf(method, contact)
    if (await store.countSince({ page_id: page.id, fingerprint }, SAME_AGAIN_MS)) {
      throw new DistributionError("just_sent", "This link was sent to this contact a moment ago")
    }
    const toPage = await store.countSince({ page_id: page.id }, WINDOW_MS)
    const byActor = actorId ? await store.countSince({ actor_id: actorId }, WINDOW_MS) : 0
    if (toPage >= PER_PAGE || byActor >= PER_ACTOR) {
      throw new DistributionError(
        "too_many_messages",
        "Too many messages within ten minutes. Wait a little, or copy the link"
      )
    }
    const row = await store.insert({
      page_id: page.id,
      method,
      recipient: maskContact(contact),
      fingerprint,
      actor_id: actorId,
      result: "sending",
    })
    try {
      const { correlationId } = input.send
        ? await input.send()
        : await clientsOf(purchase.account_id, purchase.id).hostedPaymentPage.distribute(
            page.hpp_session_id,
            contact
          )
      await store.settle(row.id, "sent", correlationId ?? null)
      // It is sent, whoever hears of it.
      const told = { id: page.id, purchase_id: purchase.id, distribution_id: row.id }
      await tell("klarna.session.sent", told).catch(() => undefined)
      return { ...row, result: "sent", correlation_id: correlationId ?? null }
    } catch (error) {
      await store.settle(row.id, resultOf(error), correlationOf(error))
      throw error
    }
  }
}

const fingerprintOf = (method: string, contact: Contact) =>
  createHash("sha256")
    .update(JSON.stringify([method, contact]))
    .digest("hex")

const resultOf = (error: unknown): string => {
  if (isOutcomeUnknown(error)) return "unknown"
  return error instanceof KlarnaApiError || error instanceof KlarnaUnreachableError ? error.code : "failed"
}

const correlationOf = (error: unknown): string | null =>
  error instanceof KlarnaApiError || error instanceof KlarnaUnreachableError
    ? (error.correlationId ?? null)
    : null
