import type { AccountConfig, KlarnaConfig } from "../../config/klarna-config"
import type { KlarnaOrderDraft } from "../../domain/klarna-order-draft"
import { payloadHash } from "../../domain/same-purchase"
import { KlarnaApiError } from "../../klarna"
import {
  createBeginGeneration,
  createPolicyFor,
  requireAccount,
  subjectOf,
  type NewPurchase,
} from "./begin-generation"
import { createBringUpToDate } from "./bring-up-to-date"
import type { Clock } from "./clock"
import type { EndHeld } from "./end-held"
import type { KeepReading } from "./keep-reading"
import type { Leases } from "./leases"
import type { Pages } from "./pages"
import type { PaymentSystem } from "./payment-systems/payment-system"
import { PurchaseBusyError } from "./purchase-busy-error"
import { toPurchaseData, type PurchaseData } from "./purchase-data"
import type { PageRow, PurchaseRow } from "./rows"
import { statusOf, type PaymentStatus } from "./status-of"
import { requireSubscriber, subscriberOf } from "./subscriber"
import type { PurchaseStore } from "./stores/purchase-store"

/** How long a second tab waits for the first one's calls to Klarna. */
const LEASE_WAIT_MS = 5_000

export type OpenPurchase = NewPurchase & {
  /** Medusa's payment session, which will hold the purchase. */
  sessionId: string
  /** False: only what changed is sent on; the session holds it from now on only if nobody does. */
  holds?: boolean
  /** Reads the cart again: asked when another tab's call had to be waited for, whose draft may be the newer one. */
  redraft?: () => Promise<KlarnaOrderDraft>
}

type Dependencies = {
  config: KlarnaConfig
  purchases: PurchaseStore
  pages: Pages
  leases: Leases
  keepReading: KeepReading
  endHeld: EndHeld
  systemOf: (provider: string) => PaymentSystem
  now: Clock
}

/**
 * One Klarna order or session and one live page for what a cart holds now, however many payment sessions Medusa makes of it:
 * an unchanged cart costs no call, a changed one a single update.
 */
export function createOpenPurchase({
  config,
  purchases,
  pages,
  leases,
  keepReading,
  endHeld,
  systemOf,
  now,
}: Dependencies) {
  const beginGeneration = createBeginGeneration({ config, purchases, systemOf })
  const policyFor = createPolicyFor(systemOf)
  const { bringUpToDate, update, lookAgain } = createBringUpToDate({
    purchases,
    pages,
    keepReading,
    endHeld,
    systemOf,
    now,
  })

  async function open(input: OpenPurchase): Promise<PurchaseData> {
    const account = requireAccount(config, input)
    const subject = subjectOf(input, account)
    for (let attempt = 0; attempt < MAX_GENERATIONS; attempt += 1) {
      const live = await purchases.live(subject)
      requireSubscriber(config, systemOf(input.provider), input, live)
      const purchase = live ?? (await beginGeneration(input))
      const opened = await withLease(purchase.id, async (waited) =>
        openHeld(
          purchase.id,
          account,
          waited && input.redraft ? { ...input, draft: await input.redraft() } : input
        )
      )
      if (opened) return opened
    }
    throw new PurchaseBusyError("Klarna is still working on this payment; try again")
  }

  async function withLease<Result>(
    purchaseId: string,
    work: (waited: boolean) => Promise<Result>
  ): Promise<Result> {
    const lease = await leases.acquire("work", purchaseId, LEASE_WAIT_MS)
    if (!lease) throw new PurchaseBusyError("Klarna is still being told about this cart; try again")
    try {
      return await work(lease.waited)
    } finally {
      await lease.release()
    }
  }

  /** @returns nothing when this generation is over: the next one has a lease of its own */
  async function openHeld(
    id: string,
    account: AccountConfig,
    input: OpenPurchase
  ): Promise<PurchaseData | undefined> {
    const row = await keepCustomer(await purchases.byId(id), input)
    const current = row && !row.closed_at ? await bringUpToDate(row, account, input) : undefined
    if (!current) return undefined
    const { purchase, changed } = current
    // Held before the page is opened: a sync that runs meanwhile finds the session that it belongs to.
    if (input.holds !== false || !purchase.current_holder) await purchases.hold(purchase.id, input.sessionId)
    if (HAS_PAID.includes(statusOf(purchase))) {
      await purchases.update(purchase.id, { next_check_at: new Date(now()) })
      return toPurchaseData(input.sessionId, purchase, await pages.latest(purchase.id))
    }
    const page =
      purchase.presentation === "widget" ? undefined : await openPage(purchase, changed, account, input)
    if (!page && purchase.presentation !== "widget") return undefined
    const watched = await purchases.update(purchase.id, {
      payload_hash: payloadHash(input.draft),
      next_check_at: new Date(now() + FIRST_CHECK_MS),
      checks: 0,
    })
    return toPurchaseData(input.sessionId, watched ?? purchase, page)
  }

  async function keepCustomer(row: PurchaseRow | undefined, input: OpenPurchase) {
    if (!row || row.closed_at) return row
    requireSubscriber(config, systemOf(input.provider), input, row)
    const customer_id = subscriberOf(input, row)
    return customer_id === row.customer_id ? row : purchases.update(row.id, { customer_id })
  }

  /** @returns nothing when it has to be decided anew, because Klarna's order is not what we thought */
  async function openPage(
    purchase: PurchaseRow,
    changed: boolean,
    account: AccountConfig,
    input: OpenPurchase
  ): Promise<PageRow | undefined> {
    const options = pageOptions(purchase, account, input)
    try {
      const page = await pages.ensureLive(purchase, changed, options)
      if (page !== "maybe_paid") return page
      // Klarna did not disable the old page: somebody may have paid on it a moment ago.
      await lookAgain(purchase)
      return undefined
    } catch (error) {
      // Klarna opens no page for an order that is paid, over, or in its last hour.
      if (!(error instanceof KlarnaApiError) || error.status !== 404) throw error
      return reviveForPage(purchase, options, input)
    }
  }

  /** Only Klarna Payments knows them; the mode stays what it was on the purchase's first day. */
  function pageOptions(purchase: PurchaseRow, account: AccountConfig, input: OpenPurchase) {
    if (!purchase.place_order_mode) return undefined
    const { paymentMethodCategories } = policyFor(account, input) ?? {}
    return {
      place_order_mode: purchase.place_order_mode,
      ...(paymentMethodCategories ? { payment_method_categories: paymentMethodCategories } : {}),
    }
  }

  /** An update restarts a checkout order's 48 hours; one that Klarna refuses says what it is instead. */
  async function reviveForPage(
    purchase: PurchaseRow,
    options: ReturnType<typeof pageOptions>,
    input: OpenPurchase
  ): Promise<PageRow | undefined> {
    const updated = await update(purchase, input)
    if (!updated || statusOf(updated.purchase) !== "incomplete") return undefined
    const page = await pages.ensureLive(updated.purchase, true, options)
    return page === "maybe_paid" ? undefined : page
  }

  return open
}

const FIRST_CHECK_MS = 30_000
/** More than one generation ends at once only when Klarna contradicts itself. */
const MAX_GENERATIONS = 4

/** The buyer has done what there is to do: the sync goes on from here. */
const HAS_PAID: PaymentStatus[] = ["authorized", "complete", "tokenized", "pending"]
