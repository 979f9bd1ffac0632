import type { KlarnaConfig } from "../../config/klarna-config"
import type { KlarnaClients, NewPage } from "../../klarna"
import { pageUrls } from "./callback-addresses"
import type { Clock } from "./clock"
import type { PageRow, PurchaseRow } from "./rows"
import { hashSecret, newReference, newSecret } from "./secrets"
import type { PageStore } from "./stores/page-store"

/** A page with less time left than this is not worth sending a buyer to. */
const MIN_TIME_LEFT_MS = 15 * 60_000

type Dependencies = {
  config: KlarnaConfig
  store: PageStore
  clientsOf: (accountId: string, purchaseId?: string) => KlarnaClients
  /** What a page is opened for: the address of Klarna's order or session. */
  paymentSessionUrl: (purchase: PurchaseRow) => string
  now: Clock
  tellOpened: (purchase: PurchaseRow, page: PageRow) => Promise<void>
}

/** Hosted Payment Pages of purchases: at most one of each is live, and the old one dies before the new one is made. */
export function createPages({ config, store, clientsOf, paymentSessionUrl, now, tellOpened }: Dependencies) {
  /** The page a buyer can pay on now. `changed`: Klarna's order was updated, which an open page does not show. */
  async function ensureLive(
    purchase: PurchaseRow,
    changed: boolean,
    options?: NewPage["options"]
  ): Promise<PageRow | "maybe_paid"> {
    const live = await store.live(purchase.id)
    if (live && isUsable(live, changed)) return live
    const ended = live && (await disable(purchase, live, hasExpired(live) ? "expired" : "replaced"))
    return ended?.close_reason === "completed" ? "maybe_paid" : create(purchase, options)
  }

  function isUsable(page: PageRow, changed: boolean): boolean {
    if (hasExpired(page) || timeLeft(page) < MIN_TIME_LEFT_MS) return false
    return !(changed && page.state === "IN_PROGRESS")
  }

  async function create(purchase: PurchaseRow, options: NewPage["options"]): Promise<PageRow> {
    const issued = { reference: newReference(), secret: newSecret() }
    const session = await clientsOf(purchase.account_id, purchase.id).hostedPaymentPage.createSession({
      payment_session_url: paymentSessionUrl(purchase),
      merchant_urls: pageUrls(config, issued, purchase.channel),
      ...(options ? { options } : {}),
    })
    const page = await store.insert({
      purchase_id: purchase.id,
      hpp_session_id: session.session_id,
      redirect_url: session.redirect_url ?? null,
      qr_code_url: session.qr_code_url ?? null,
      distribution_url: session.distribution_url ?? null,
      distribution_module_url: session.distribution_module?.standalone_url ?? null,
      expires_at: session.expires_at ? new Date(session.expires_at) : null,
      reference: issued.reference,
      secret_hash: hashSecret(issued.secret),
    })
    await tellOpened(purchase, page)
    return page
  }

  /**
   * Ends a page at Klarna and in the ledger. A page that Klarna does not disable may just have been paid: the
   * purchase stays watched, and its own status decides about the money.
   */
  async function disable(
    purchase: PurchaseRow,
    page: PageRow,
    reason: "replaced" | "disabled" | "expired"
  ): Promise<PageRow> {
    if (reason === "expired") return (await store.close(page.id, "expired")) ?? page
    const result = await clientsOf(purchase.account_id, purchase.id).hostedPaymentPage.disableSession(
      page.hpp_session_id
    )
    switch (result) {
      case "disabled":
        return (await store.close(page.id, reason)) ?? page
      case "gone":
        return (await store.close(page.id, "expired")) ?? page
      case "not_disabled":
        return (await store.close(page.id, "completed")) ?? page
    }
  }

  /** Closes the page in the ledger alone: Klarna's order is over, and its page with it. */
  async function end(purchaseId: string, reason: NonNullable<PageRow["close_reason"]>): Promise<void> {
    const live = await store.live(purchaseId)
    if (live) await store.close(live.id, reason)
  }

  const timeLeft = (page: PageRow) =>
    page.expires_at ? page.expires_at.getTime() - now() : Number.POSITIVE_INFINITY
  const hasExpired = (page: PageRow) => timeLeft(page) <= 0

  return { ensureLive, disable, end, latest: store.latest, live: store.live }
}

export type Pages = ReturnType<typeof createPages>
