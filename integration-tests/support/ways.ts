import { CHECKOUT_PROVIDER, PAYMENTS_PROVIDER, type KlarnaShop, type SessionData } from "./klarna-shop"
import { kpSessionOf } from "./kp-session-of"

export { kpSessionOf }

/** What a buyer may do differently while agreeing. */
export type Agreeing = {
  /** The browser never gets back to the shop. */
  close_window?: boolean
  /** Given on Klarna's page or in its widget; Klarna's field names. */
  address?: Record<string, unknown>
  /** Klarna checks for fraud before it decides. */
  pending?: boolean
}

/** What the buyer sees afterwards. */
export type Agreed = {
  /** Where Klarna's page sends the browser. */
  redirect_to?: string | null
  /** Why Klarna's page did not let the buyer pay. */
  denied?: string
  /** What our store route answered the shop's page. */
  answer?: { status: number; data: any }
  /** What the widget gave a page that was closed before it could post it. */
  authorization_token?: string
}

/** One way to pay with Klarna: provider and policy, what its buyer does, and what a purchase costs. */
export type Way = {
  title: string
  provider: string
  policy: Record<string, unknown>
  onPage: boolean
  /** Klarna has captured when the order is there. */
  captures: boolean
  /** When the shop can still say no: before money is held, or not at all. */
  asked: "on_the_page" | "before_placing" | "never"
  /** Klarna's callback that tells of the approval. */
  tells: "status_update" | "authorization"
  /** Calls to Klarna from choosing it to the order that is acknowledged, as `shop.klarna.journey` names them. */
  journey: string[]
  /** Calls of a cart that changes, beside those. */
  update: string
  agree: (shop: KlarnaShop, session: SessionData, how?: Agreeing) => Promise<Agreed>
  decline: (shop: KlarnaShop, session: SessionData) => Promise<Agreed>
}

const ACKNOWLEDGE = "POST /ordermanagement/v1/orders/:id/acknowledge"
const REFERENCES = "PATCH /ordermanagement/v1/orders/:id/merchant-references"
const READ_ORDER = "GET /ordermanagement/v1/orders/:id"
const ACKNOWLEDGED = [ACKNOWLEDGE, REFERENCES]
/** The short number that the shopper knows is told by a page of its own order alone: ours has to be read. */
const WE_PLACE = ["POST /payments/v1/authorizations/:id/order", ACKNOWLEDGE, READ_ORDER, REFERENCES]

const onPage = {
  onPage: true,
  tells: "status_update",
  agree: (shop, { hpp_session_id }, { pending, ...how } = {}) =>
    shop.klarna.consumer(hpp_session_id, pending ? "pending" : "approve", how),
  decline: (shop, { hpp_session_id }) => shop.klarna.consumer(hpp_session_id, "decline"),
} satisfies Partial<Way>

const payments = (placeOrderMode: string) => ({
  ...onPage,
  provider: PAYMENTS_PROVIDER,
  policy: { presentation: "hosted_page", placeOrderMode },
  update: "POST /payments/v1/sessions/:id",
})

const PAGE_CALLS = ["POST /payments/v1/sessions", "POST /hpp/v1/sessions", "GET /hpp/v1/sessions/:id"]

export const checkout: Way = {
  ...onPage,
  title: "Klarna Checkout",
  provider: CHECKOUT_PROVIDER,
  policy: {},
  captures: false,
  asked: "on_the_page",
  journey: [
    "POST /checkout/v3/orders",
    "POST /hpp/v1/sessions",
    "GET /checkout/v3/orders/:id",
    ...ACKNOWLEDGED,
  ],
  update: "POST /checkout/v3/orders/:id",
}

/** The page authorizes, we place the order. */
export const pageThenPlace: Way = {
  ...payments("NONE"),
  title: "Klarna Payments on the page, NONE",
  captures: false,
  asked: "before_placing",
  journey: [...PAGE_CALLS, "GET /payments/v1/sessions/:id", ...WE_PLACE],
}

/** The page places the order. */
export const pagePlaces: Way = {
  ...payments("PLACE_ORDER"),
  title: "Klarna Payments on the page, PLACE_ORDER",
  captures: false,
  asked: "never",
  journey: [...PAGE_CALLS, READ_ORDER, ...ACKNOWLEDGED],
}

/** The page places the order and captures it. */
export const pageCaptures: Way = {
  ...payments("CAPTURE_ORDER"),
  title: "Klarna Payments on the page, CAPTURE_ORDER",
  captures: true,
  asked: "never",
  journey: [...PAGE_CALLS, READ_ORDER, ...ACKNOWLEDGED],
}

/** The widget on the shop's own page: its browser brings the authorization, and so does Klarna's callback. */
export const widget: Way = {
  title: "Klarna Payments in the widget",
  provider: PAYMENTS_PROVIDER,
  policy: { presentation: "widget" },
  onPage: false,
  captures: false,
  asked: "before_placing",
  tells: "authorization",
  journey: ["POST /payments/v1/sessions", "GET /payments/v1/sessions/:id", ...WE_PLACE],
  update: "POST /payments/v1/sessions/:id",
  agree: async (shop, session, { close_window, address, pending } = {}) => {
    const { authorization_token } = await shop.klarna.authorize(kpSessionOf(session), {
      ...(address ? { data: { billing_address: address, shipping_address: address } } : {}),
      ...(pending ? { result: "pending" } : {}),
    })
    return close_window
      ? { authorization_token }
      : { answer: await shop.authorize(session.session_id, authorization_token) }
  },
  decline: async (shop, session) => {
    await shop.klarna.authorize(kpSessionOf(session), { result: "decline" })
    return {}
  },
}

/** What a scenario runs over, unless one of the lists below says why it makes no sense for a way. */
export const ALL_WAYS = [checkout, pageThenPlace, pagePlaces, pageCaptures, widget]
/** Klarna has a page of it: to open, to come back from, to disable. The widget has none. */
export const ON_PAGE = ALL_WAYS.filter((way) => way.onPage)
/** The order is Klarna's own doing: it exists whatever the shop says. */
export const PLACED_BY_KLARNA = [checkout, pagePlaces, pageCaptures]
/** Klarna pushes that order. Capturing acknowledges, which ends the pushes: what its page has captured has none. */
export const PUSHED = PLACED_BY_KLARNA.filter((way) => !way.captures)
/** The order is ours to make of the buyer's approval: until then no money is held, and the approval can be given back. */
export const PLACED_BY_US = [pageThenPlace, widget]
/** The money is ours to capture, and until then to give back. CAPTURE_ORDER leaves nothing of it to do. */
export const CAPTURED_BY_US = ALL_WAYS.filter((way) => !way.captures)

/** What Medusa says of an order that nobody has touched since it was paid. */
export const paidStatus = (way: Way) => (way.captures ? "captured" : "authorized")

/** Chooses a way for a cart. */
export function choose(shop: KlarnaShop, way: Way, cartId: string): Promise<SessionData> {
  shop.offer(way.policy)
  return shop.payWithKlarna(cartId, way.provider)
}

/** Goes through the whole purchase and waits until Klarna has it acknowledged. */
export async function buy(
  shop: KlarnaShop,
  way: Way,
  items?: Record<string, number>,
  options?: Parameters<KlarnaShop["cart"]>[1]
) {
  const cartId = await shop.cart(items, options)
  const session = await choose(shop, way, cartId)
  await way.agree(shop, session)
  const { order, payment, klarnaOrderId } = await bought(shop, cartId)
  return { cartId, session, order, payment, klarnaOrderId }
}

/** The order of a cart, acknowledged at Klarna, and Klarna's id for it. */
export async function bought(shop: KlarnaShop, cartId: string) {
  await shop.placedOrder(cartId)
  const klarnaOrderId = await klarnaOrderOf(shop, cartId)
  await shop.settledAtKlarna(klarnaOrderId)
  const order = (await shop.orderOf(cartId)) as Record<string, any>
  return { order, payment: order.payment_collections[0].payments[0], klarnaOrderId }
}

/** Klarna's newest order of a cart, whatever became of it: the ledger knows, also where Medusa has no payment. */
export async function klarnaOrderOf(shop: KlarnaShop, cartId: string): Promise<string> {
  const [row] = await shop.purchasesOf(cartId)
  if (!row?.klarna_order_id) throw new Error(`Klarna has no order of cart ${cartId}`)
  return row.klarna_order_id
}
