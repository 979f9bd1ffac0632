import { cart, item } from "../../../domain/__tests__/purchase-builder"
import type { CustomerTokensOptions } from "../../../config/customer-tokens-options"
import { toKlarnaOrder } from "../../../domain/klarna-order"
import type { KlarnaOrderDraft } from "../../../domain/klarna-order-draft"
import type { LineSubscription } from "../../../domain/line-subscription"
import type { SoldSubscription } from "../../../domain/subscription-sale"
import type { PurchaseRow } from "../rows"
import type { ChargeRow, CustomerTokenRow, SubscriptionRow } from "../subscription-rows"
import type { RenewalOrder, RenewalOrders } from "../subscriptions/renewal-orders"
import { agree, livePayments, offer, subject } from "./payments-support"
import { moveClock, type Call, type Ledger } from "./support"

export const DAY = 86_400_000
export const customer = { id: "cus_1", isLoggedIn: true }
export const monthly: LineSubscription = { name: "Lamp of the month", interval: "MONTH", interval_count: 1 }

/** Subscriptions are sold from now on. */
export const sell = ({ klarna }: Ledger, options: Partial<CustomerTokensOptions> = {}) =>
  Object.assign(klarna.config, {
    customerTokens: {
      retryAfterDays: [1, 3, 5],
      missedPeriods: "each",
      paymentLinkRenewals: 2,
      unpaidRenewals: "end",
      timeZone: "UTC",
      ...options,
    },
  })

/** What the mapper makes of one lamp at 100.00, 25 % VAT. */
export const lampOf = (subscription?: LineSubscription, total = "100"): KlarnaOrderDraft =>
  toKlarnaOrder(
    cart({
      items: [
        item({
          total,
          originalTotal: "100",
          taxTotal: String(Number(total) / 5),
          originalTaxTotal: "20",
          taxRates: ["25"],
          ...(subscription ? { subscription } : {}),
        }),
      ],
    })
  )

type Opening = { draft?: KlarnaOrderDraft; sessionId?: string; customer?: typeof customer | null }

/** Chooses Klarna Payments for a cart with a subscription. */
export const openSubscription = (
  { klarna }: Ledger,
  { draft = lampOf(monthly), sessionId = "payses_1", customer: buyer = customer }: Opening = {}
) =>
  klarna.openPurchase({
    sessionId,
    subject: { type: "cart", id: subject.subject_id },
    provider: subject.provider,
    channel: "ecommerce",
    draft,
    ...(buyer ? { customer: buyer } : {}),
  })

/** A purchase in the widget whose buyer has agreed. */
export async function agreedTo(ledger: Ledger, opening: Opening = {}, wish: object = {}) {
  sell(ledger)
  offer(ledger, { presentation: "widget" })
  await openSubscription(ledger, opening)
  const purchase = await livePayments(ledger)
  const token = await agree(ledger, purchase, wish)
  await ledger.klarna.noteAuthorization(purchase.id, token, "browser")
  await ledger.forget()
  return { purchase, token }
}

export const readAgain = async ({ klarna }: Ledger, { id }: { id: string }): Promise<PurchaseRow> =>
  (await klarna.purchases.byId(id)) as PurchaseRow

export const soldOf = (subscription: LineSubscription): SoldSubscription => ({
  ...subscription,
  lines: { items: [], shipping_methods: [] },
})

/** A subscription whose first order is paid, begun at an instant. */
export async function subscribed(
  ledger: Ledger,
  subscription = monthly,
  at?: string,
  options: Partial<CustomerTokensOptions> = {}
) {
  if (at) moveTo(ledger, at)
  const { purchase } = await agreedTo(ledger, { draft: lampOf(subscription) })
  sell(ledger, options)
  await ledger.klarna.placeOrder(purchase.id)
  const placed = await readAgain(ledger, purchase)
  const [row] = await ledger.klarna.subscriptions.begin(placed, "order_origin", [soldOf(subscription)])
  if (!row) throw new Error("No subscription began")
  const token = (await ledger.klarna.subscriptions.tokens.ofPurchase(placed.id)) as CustomerTokenRow
  await ledger.forget()
  return { subscription: row, token, purchase: placed }
}

/** Moves the clock to an instant that is still to come, and a little further. */
export function moveTo({ klarna }: Ledger, at: string): void {
  const ahead = Date.parse(at) - klarna.now()
  if (ahead < 0) throw new Error(`${at} is over`)
  moveClock(ahead + 1)
}

/** Moves the clock to when the next period is due. */
export async function moveToNext(ledger: Ledger, subscription: SubscriptionRow): Promise<void> {
  const { next_charge_at } = await subscriptionNow(ledger, subscription)
  moveTo(ledger, (next_charge_at as Date).toISOString())
}

type Shop = RenewalOrders & {
  orders: Map<string, { standing: RenewalOrder["standing"]; made: number }>
  links: string[]
  /** Ids of orders that were told as placed. */
  placed: string[]
}

/** Medusa, as far as a charge sees it: orders by the id that a charge gives them. */
export function shopOf(ledger: Ledger, subscription = monthly): Shop {
  const { klarna } = ledger
  const orders: Shop["orders"] = new Map()
  const links: string[] = []
  const placed: string[] = []
  const draft = lampOf(subscription)
  const tellPlaced: RenewalOrders["tellPlaced"] = async ({ order_id }) => void placed.push(order_id ?? "")

  async function settle(purchaseId: string): Promise<void> {
    const read = await klarna.readPurchase(purchaseId)
    if (read && klarna.statusOf(read) === "authorized") await klarna.placeOrder(purchaseId)
    const purchase = await klarna.purchases.byId(purchaseId)
    if (!purchase) return
    const says = klarna.statusOf(purchase)
    if (says === "gone") await klarna.purchases.close(purchaseId, "expired")
    if (says === "complete") await klarna.subscriptions.settlePaid(purchase, tellPlaced)
  }

  return {
    orders,
    links,
    placed,
    settle,
    tellPlaced,
    prepare: async ({ id }) => {
      const orderId = `order_${id}`
      const known = orders.get(orderId) ?? { standing: "open" as const, made: 0 }
      orders.set(orderId, { ...known, made: 1 })
      return {
        id: orderId,
        displayId: "1001",
        collectionId: `pay_col_${id}`,
        standing: known.standing,
        draft,
        autoCapture: false,
      }
    },
    openLink: async (order) => {
      links.push(order.id)
      const data = await klarna.openPurchase({
        sessionId: `payses_${order.id}_${links.length}`,
        subject: { type: "order", id: order.id, collectionId: order.collectionId },
        provider: subject.provider,
        channel: "ecommerce",
        draft,
        customer,
      })
      return {
        paymentSessionId: data.session_id,
        redirectUrl: data.redirect_url as string,
        expiresAt: data.expires_at ? new Date(data.expires_at) : null,
      }
    },
    cancel: async (orderId) => {
      orders.set(orderId, { standing: "canceled", made: 1 })
    },
  }
}

/** What the job does. */
export async function runJob({ klarna }: Ledger, shop: RenewalOrders): Promise<void> {
  await klarna.subscriptions.makeDueCharges(50)
  for (;;) {
    const ids = await klarna.subscriptions.charges.dueIds(5)
    if (!ids.length) return
    const results = await Promise.allSettled(ids.map((id) => klarna.subscriptions.renew(id, shop)))
    if (results.every((result) => result.status === "rejected" || result.value === "busy")) return
  }
}

export const chargesOf = ({ klarna }: Ledger, { id }: SubscriptionRow): Promise<ChargeRow[]> =>
  klarna.subscriptions.charges.ofSubscription(id)

export const subscriptionNow = async (
  { klarna }: Ledger,
  { id }: SubscriptionRow
): Promise<SubscriptionRow> => (await klarna.subscriptions.byId(id)) as SubscriptionRow

/** Charges that reached Klarna, refused ones as well. */
export const tokenOrders = (ledger: Ledger): Promise<Call[]> =>
  ledger.calls("POST", /^\/customer-token\/v1\/tokens\/[^/]+\/order$/)

/** Orders that Klarna made of charges, each once. */
export async function chargedOrders(ledger: Ledger): Promise<string[]> {
  const ids = (await tokenOrders(ledger)).map(
    ({ response }) => (response as { order_id?: string } | null)?.order_id
  )
  return [...new Set(ids.filter((id): id is string => id !== undefined))]
}

/** What Klarna or the customer would do to a token. */
export const changeToken = (ledger: Ledger, { token_id }: CustomerTokenRow, state: object) =>
  ledger.control("POST", `customer-tokens/${token_id}`, state)
