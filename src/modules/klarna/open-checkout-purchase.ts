import { accountForCountry } from "../../config/account-for-country"
import type { AccountConfig, KlarnaConfig } from "../../config/klarna-config"
import { KlarnaMappingError } from "../../domain/errors"
import type { KlarnaOrderDraft } from "../../domain/klarna-order-draft"
import { payloadHash, samePurchase } from "../../domain/same-purchase"
import { KlarnaApiError, type KlarnaCheckoutOrder, type KlarnaClients } from "../../klarna"
import { checkoutUrls } from "./callback-addresses"
import type { Clock } from "./clock"
import type { Leases } from "./leases"
import { toPurchaseData, type PurchaseData } from "./purchase-data"
import type { Pages } from "./pages"
import { readKlarnaOrder, statusOf } from "./klarna-order-snapshot"
import type { PageRow, PurchaseRow } from "./rows"
import { hashSecret, newReference, newSecret } from "./secrets"
import type { PurchaseStore, Subject } from "./stores/purchase-store"

/** How long a second tab waits for the first one's calls to Klarna. */
const LEASE_WAIT_MS = 5_000

export type OpenPurchase = {
  /** Medusa's payment session, which will hold the purchase. */
  sessionId: string
  /** False: only what changed is sent on; the session holds it from now on only if nobody does. */
  holds?: boolean
  subject: { type: PurchaseRow["subject_type"]; id: string }
  provider: string
  channel: PurchaseRow["channel"]
  /** Read from Medusa on the server and mapped; nothing of it comes from a browser. */
  draft: KlarnaOrderDraft
  /** Reads the cart again: asked when another tab's call had to be waited for, whose draft may be the newer one. */
  redraft?: () => Promise<KlarnaOrderDraft>
}

type Dependencies = {
  config: KlarnaConfig
  purchases: PurchaseStore
  pages: Pages
  leases: Leases
  clientsOf: (accountId: string) => KlarnaClients
  now: Clock
}

/** Another tab is still at it. Medusa's callers may simply try again. */
export class PurchaseBusyError extends Error {
  override readonly name = "PurchaseBusyError"
  readonly code = "purchase_busy"
}

/**
 * One Klarna order and one live page for what a cart holds now, however many payment sessions Medusa makes of it:
 * an unchanged cart costs no call, a changed one a single update.
 */
export function createOpenCheckoutPurchase({
  config,
  purchases,
  pages,
  leases,
  clientsOf,
  now,
}: Dependencies) {
  async function open(input: OpenPurchase): Promise<PurchaseData> {
    const account = accountForCountry(config, input.draft.purchase_country)
    if (!account) {
      throw new KlarnaMappingError(
        "country_not_served",
        `No Klarna account of this shop sells to ${input.draft.purchase_country}`
      )
    }
    const subject: Subject = {
      subject_type: input.subject.type,
      subject_id: input.subject.id,
      provider: input.provider,
      account_id: account.id,
    }
    for (let attempt = 0; attempt < MAX_GENERATIONS; attempt += 1) {
      const purchase = (await purchases.live(subject)) ?? (await beginGeneration(subject, input))
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
    const row = await purchases.byId(id)
    const current = row && !row.closed_at ? await bringUpToDate(row, account, input) : undefined
    if (!current) return undefined
    const { purchase, changed } = current
    // Held before the page is opened: a sync that runs meanwhile finds the session that it belongs to.
    if (input.holds !== false || !purchase.current_holder) await purchases.hold(purchase.id, input.sessionId)
    if (statusOf(purchase) === "complete") {
      await purchases.update(purchase.id, { next_check_at: new Date(now()) })
      return toPurchaseData(input.sessionId, purchase, await pages.latest(purchase.id))
    }
    const page = await openPage(purchase, changed, input)
    if (!page) return undefined
    const watched = await purchases.update(purchase.id, {
      payload_hash: payloadHash(input.draft),
      next_check_at: new Date(now() + FIRST_CHECK_MS),
      checks: 0,
    })
    return toPurchaseData(input.sessionId, watched ?? purchase, page)
  }

  /** @returns nothing when it has to be decided anew, because Klarna's order is not what we thought */
  async function openPage(
    purchase: PurchaseRow,
    changed: boolean,
    input: OpenPurchase
  ): Promise<PageRow | undefined> {
    try {
      const page = await pages.ensureLive(purchase, changed)
      if (page !== "maybe_paid") return page
      // Klarna did not disable the old page: somebody may have paid on it a moment ago.
      await lookAgain(purchase)
      return undefined
    } catch (error) {
      // Klarna opens no page for an order that is paid, over, or in its last hour.
      if (!(error instanceof KlarnaApiError) || error.status !== 404) throw error
      return reviveForPage(purchase, input)
    }
  }

  const lookAgain = async (purchase: PurchaseRow): Promise<PurchaseRow> =>
    keep(purchase, await clientsOf(purchase.account_id).checkout.readOrder(klarnaOrderOf(purchase)))

  /** An update restarts the order's 48 hours; one that Klarna refuses says what the order is instead. */
  async function reviveForPage(purchase: PurchaseRow, input: OpenPurchase): Promise<PageRow | undefined> {
    const updated = await update(purchase, input)
    if (!updated || statusOf(updated.purchase) !== "incomplete") return undefined
    const page = await pages.ensureLive(updated.purchase, true)
    return page === "maybe_paid" ? undefined : page
  }

  /** The Klarna order says what the cart says, or it is paid and equal; else the generation is closed. */
  async function bringUpToDate(
    purchase: PurchaseRow,
    account: AccountConfig,
    input: OpenPurchase
  ): Promise<UpToDate | undefined> {
    const hash = payloadHash(input.draft)
    switch (statusOf(purchase)) {
      case "new":
        return { purchase: await create(purchase, account, input, hash), changed: false }
      case "complete":
        return isSame(purchase, input) ? { purchase, changed: false } : endGeneration(purchase, "mismatched")
      case "gone":
        return endGeneration(purchase, "expired")
      case "aborted":
        return endGeneration(purchase, "aborted")
      case "incomplete":
      case "unknown":
        return purchase.payload_hash === hash ? { purchase, changed: false } : update(purchase, input)
    }
  }

  async function create(
    purchase: PurchaseRow,
    account: AccountConfig,
    input: OpenPurchase,
    hash: string
  ): Promise<PurchaseRow> {
    const secret = newSecret()
    // Stored first: the addresses must be known before Klarna can use them.
    await purchases.update(purchase.id, { secret_hash: hashSecret(secret) })
    const order = await clientsOf(account.id).checkout.createOrder({
      ...input.draft,
      merchant_urls: checkoutUrls(
        config,
        { reference: purchase.reference, secret },
        input.draft.purchase_country,
        {
          cart_id: input.subject.type === "cart" ? input.subject.id : undefined,
          payment_session_id: input.sessionId,
          country: input.draft.purchase_country.toLowerCase(),
          locale: input.draft.locale,
        }
      ),
      merchant_reference2: input.subject.id,
      options: {
        acquiring_channel: ACQUIRING_CHANNEL[input.channel],
        // The page has no merchant JavaScript that could answer.
        require_client_validation: false,
        require_validate_callback_success: config.policies.requireValidation,
        allow_separate_shipping_address: true,
      },
    })
    const stored = await purchases.update(purchase.id, {
      ...amounts(input.draft),
      klarna_order_id: order.order_id,
      payload_hash: hash,
    })
    return keep(stored ?? purchase, order)
  }

  async function update(purchase: PurchaseRow, input: OpenPurchase): Promise<UpToDate | undefined> {
    const { checkout } = clientsOf(purchase.account_id)
    // Unknown until the page has followed: whatever fails in between, the next call says everything again.
    await purchases.update(purchase.id, { payload_hash: null })
    try {
      const order = await checkout.updateOrder(klarnaOrderOf(purchase), input.draft)
      const stored = await purchases.update(purchase.id, amounts(input.draft))
      return { purchase: await keep(stored ?? purchase, order), changed: true }
    } catch (error) {
      if (!(error instanceof KlarnaApiError)) throw error
      if (error.status === 404) return endGeneration(purchase, "expired")
      if (error.code !== "READ_ONLY_ORDER") throw error
      // Paid while the cart changed, or aborted: Klarna's order decides what that means.
      const read = await lookAgain(purchase)
      // No source says what an aborted order reads like. One that is read-only and not paid is over.
      return statusOf(read) === "incomplete" ? endGeneration(read, "aborted") : undefined
    }
  }

  /** What is or may be paid stays watched: the sync gives its money back. */
  async function endGeneration(
    purchase: PurchaseRow,
    reason: "mismatched" | "expired" | "aborted"
  ): Promise<undefined> {
    await pages.end(purchase.id, reason === "expired" ? "expired" : "replaced")
    await purchases.close(purchase.id, reason)
    await purchases.update(purchase.id, { next_check_at: new Date(now()) })
  }

  const beginGeneration = async (subject: Subject, input: OpenPurchase) =>
    purchases.insertLive({
      ...subject,
      ...amounts(input.draft),
      channel: input.channel,
      generation: (await purchases.lastGeneration(subject)) + 1,
      reference: newReference(),
      // Replaced when the order is created; until then no secret matches.
      secret_hash: hashSecret(newSecret()),
    })

  const keep = async (purchase: PurchaseRow, order: KlarnaCheckoutOrder): Promise<PurchaseRow> => {
    const reading = readKlarnaOrder(order)
    return (
      (await purchases.keepSnapshot(purchase, reading)) ?? (await purchases.byId(purchase.id)) ?? purchase
    )
  }

  const isSame = (purchase: PurchaseRow, input: OpenPurchase) =>
    samePurchase(purchase.snapshot as KlarnaCheckoutOrder, input.draft).equal

  return open
}

type UpToDate = { purchase: PurchaseRow; changed: boolean }

const FIRST_CHECK_MS = 30_000
/** More than one generation ends at once only when Klarna contradicts itself. */
const MAX_GENERATIONS = 4

const klarnaOrderOf = (purchase: PurchaseRow) => purchase.klarna_order_id as string

const ACQUIRING_CHANNEL = { ecommerce: "ECOMMERCE", in_store: "IN_STORE", telesales: "TELESALES" } as const

const amounts = (draft: KlarnaOrderDraft) => ({
  amount: draft.order_amount as number,
  tax_amount: draft.order_tax_amount as number,
  currency_code: draft.purchase_currency,
  country_code: draft.purchase_country,
})
