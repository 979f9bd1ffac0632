import type { AccountConfig } from "../../config/klarna-config"
import { payloadHash, samePurchase } from "../../domain/same-purchase"
import { hasSubscriptions } from "../../domain/tokenize-intent"
import type { KlarnaCheckoutOrder } from "../../klarna"
import { amountsOf, type NewPurchase } from "./begin-generation"
import type { Clock } from "./clock"
import type { EndHeld } from "./end-held"
import type { KeepReading } from "./keep-reading"
import type { Pages } from "./pages"
import { isOlderThanItsPage } from "./payment-systems/lifetime"
import type { PaymentSystem } from "./payment-systems/payment-system"
import { placesItself } from "./places-itself"
import { PurchaseBusyError } from "./purchase-busy-error"
import type { PurchaseRow } from "./rows"
import { hashSecret, newSecret } from "./secrets"
import { statusOf } from "./status-of"
import type { PurchaseStore } from "./stores/purchase-store"

type Dependencies = {
  purchases: PurchaseStore
  pages: Pages
  keepReading: KeepReading
  endHeld: EndHeld
  systemOf: (provider: string) => PaymentSystem
  now: Clock
}

/** What a payment session wants of Klarna. */
type Wanted = Pick<NewPurchase, "draft"> & { sessionId: string }

type UpToDate = { purchase: PurchaseRow; changed: boolean }

/** Has Klarna's order or session say what the cart says, or ends the generation that cannot. The caller holds the lease. */
export function createBringUpToDate({ purchases, pages, keepReading, endHeld, systemOf, now }: Dependencies) {
  /** The Klarna order says what the cart says, or it is paid and equal; else the generation is closed. */
  async function bringUpToDate(
    purchase: PurchaseRow,
    account: AccountConfig,
    input: Wanted
  ): Promise<UpToDate | undefined> {
    const hash = payloadHash(input.draft)
    switch (statusOf(purchase)) {
      case "new":
        return { purchase: await create(purchase, account, input, hash), changed: false }
      case "complete":
      case "tokenized":
      case "pending":
        return isSame(purchase, input) ? { purchase, changed: false } : endGeneration(purchase, "mismatched")
      case "placing":
        // A second authorization could become a second order.
        throw new PurchaseBusyError("Klarna is still working on this payment; try again")
      case "gone":
        return endGeneration(purchase, "expired")
      case "aborted":
        return endGeneration(purchase, "aborted")
      case "rejected":
        return endGeneration(purchase, "rejected")
      case "incomplete":
      case "authorized":
      case "unknown":
        if (hasLapsed(purchase)) return endGeneration(purchase, "expired")
        if (isElsewhere(purchase, input) || placesTooEarly(purchase, input))
          return replaceGeneration(purchase)
        return purchase.payload_hash === hash ? { purchase, changed: false } : update(purchase, input)
    }
  }

  async function create(
    purchase: PurchaseRow,
    account: AccountConfig,
    input: Wanted,
    hash: string
  ): Promise<PurchaseRow> {
    const secret = newSecret()
    // Stored first: the addresses must be known before Klarna can use them.
    await purchases.update(purchase.id, { secret_hash: hashSecret(secret) })
    const { draft, sessionId } = input
    const { klarna_status, snapshot, ...made } = await systemOf(purchase.provider).create({
      purchase,
      account,
      draft,
      secret,
      sessionId,
    })
    const stored = await purchases.update(purchase.id, { ...amountsOf(draft), ...made, payload_hash: hash })
    return keepReading(stored ?? purchase, { klarna_status, snapshot })
  }

  async function update(purchase: PurchaseRow, input: Wanted): Promise<UpToDate | undefined> {
    const wasAuthorized = statusOf(purchase) === "authorized"
    // Unknown until the page has followed: whatever fails in between, the next call says everything again.
    await purchases.update(purchase.id, { payload_hash: null })
    const updated = await systemOf(purchase.provider).update(purchase, input.draft)
    switch (updated.result) {
      case "updated": {
        // The page on which the buyer agreed to something else is through.
        if (wasAuthorized) await pages.end(purchase.id, "replaced")
        const stored = await purchases.update(purchase.id, amountsOf(input.draft))
        return { purchase: await keepReading(stored ?? purchase, updated.reading), changed: true }
      }
      case "over":
        return endGeneration(purchase, "expired")
      case "read_only": {
        // Paid while the cart changed, or aborted: Klarna's order decides what that means.
        const read = await lookAgain(purchase)
        // No source says what an aborted order reads like. One that is read-only and not paid is over.
        return statusOf(read) === "incomplete" ? endGeneration(read, "aborted") : undefined
      }
    }
  }

  /** An update does not extend a session of Klarna Payments: in its last hour Klarna opens no page for it. */
  const hasLapsed = (purchase: PurchaseRow) =>
    purchase.kp_session_id !== null && isOlderThanItsPage(purchase, now())

  /**
   * A session of Klarna Payments stays in its country, and other countries may be sold to in other ways.
   *
   * @see klarna-payments §9 `purchase_currency`: refused when the country changed
   */
  const isElsewhere = (purchase: PurchaseRow, { draft }: Wanted) =>
    purchase.kp_session_id !== null &&
    (purchase.country_code !== draft.purchase_country || purchase.currency_code !== draft.purchase_currency)

  /** A customer token comes before its order, which must not be placed by the page then. */
  const placesTooEarly = (purchase: PurchaseRow, { draft }: Wanted) =>
    hasSubscriptions(draft) && placesItself(purchase)

  async function replaceGeneration(purchase: PurchaseRow): Promise<undefined> {
    const { result } = await endHeld(purchase, { reason: "outdated", pageReason: "replaced" })
    if (result === "maybe_paid") await lookAgain(purchase)
    else await purchases.update(purchase.id, { next_check_at: new Date(now()) })
  }

  /** What is or may be paid stays watched: the sync gives its money back. */
  async function endGeneration(
    purchase: PurchaseRow,
    reason: "mismatched" | "expired" | "aborted" | "rejected"
  ): Promise<undefined> {
    await pages.end(purchase.id, reason === "expired" ? "expired" : "replaced")
    await purchases.close(purchase.id, reason)
    await purchases.update(purchase.id, { next_check_at: new Date(now()) })
  }

  const isSame = (purchase: PurchaseRow, input: Wanted) =>
    samePurchase(purchase.snapshot as KlarnaCheckoutOrder, input.draft).equal

  const lookAgain = async (purchase: PurchaseRow): Promise<PurchaseRow> =>
    keepReading(purchase, await systemOf(purchase.provider).read(purchase))

  return { bringUpToDate, update, lookAgain }
}
