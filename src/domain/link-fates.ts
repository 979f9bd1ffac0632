/**
 * What stands behind a page.
 *
 * - `cart`: a shopper's checkout
 * - `draft`: a draft order, which becomes an order when its link is paid
 * - `order`: an order that was there before its link
 * - `placed_order`: an order that its link placed at once
 */
export type Behind = "cart" | "draft" | "order" | "placed_order"

/**
 * How a page or link can end, or not yet: `waiting` (also back, declined, failed), `paid`, `cancelled` by the buyer (not
 * in e-commerce), `disabled` by staff, `expired`, `replaced` by another link or page, `order_canceled` in Medusa.
 */
export type Ending = "waiting" | "paid" | "cancelled" | "disabled" | "expired" | "replaced" | "order_canceled"

export type Fate = {
  /** Medusa's. `replaced`: its successor has taken its place. */
  paymentSession: "pending" | "pending_authorization" | "authorized" | "canceled" | "replaced"
  cart: "none" | "open" | "completed"
  order: "none" | "draft" | "open" | "paid" | "canceled"
  stock: "free" | "reserved"
}

const session = (paymentSession: Fate["paymentSession"]) => ({ paymentSession })
const openCart = { cart: "open", order: "none", stock: "free" } as const
const draft = { cart: "none", order: "draft", stock: "free" } as const
const openOrder = { cart: "none", order: "open", stock: "reserved" } as const
const paidOrder = { cart: "none", order: "paid", stock: "reserved" } as const
const canceledOrder = { cart: "none", order: "canceled", stock: "free" } as const

/**
 * What becomes of Medusa's payment session, cart, order and stock. A link ends an order only where it placed it; the
 * order always ends the link.
 */
export const FATES: Record<Behind, Record<Ending, Fate>> = {
  // A cart keeps its session, and whoever comes back gets a new page: nothing of it is staff's to end.
  cart: {
    waiting: { ...session("pending"), ...openCart },
    paid: { ...session("authorized"), cart: "completed", order: "paid", stock: "reserved" },
    cancelled: { ...session("pending"), ...openCart },
    disabled: { ...session("pending"), ...openCart },
    expired: { ...session("pending"), ...openCart },
    replaced: { ...session("replaced"), ...openCart },
    // Its order was paid for otherwise, so that its session is another's.
    order_canceled: { ...session("replaced"), cart: "completed", order: "canceled", stock: "free" },
  },
  draft: {
    waiting: { ...session("pending"), ...draft },
    paid: { ...session("authorized"), ...paidOrder },
    cancelled: { ...session("canceled"), ...draft },
    disabled: { ...session("canceled"), ...draft },
    expired: { ...session("canceled"), ...draft },
    replaced: { ...session("replaced"), ...draft },
    order_canceled: { ...session("canceled"), ...canceledOrder },
  },
  order: {
    waiting: { ...session("pending"), ...openOrder },
    paid: { ...session("authorized"), ...paidOrder },
    cancelled: { ...session("canceled"), ...openOrder },
    disabled: { ...session("canceled"), ...openOrder },
    expired: { ...session("canceled"), ...openOrder },
    replaced: { ...session("replaced"), ...openOrder },
    order_canceled: { ...session("canceled"), ...canceledOrder },
  },
  placed_order: {
    waiting: { ...session("pending_authorization"), ...openOrder },
    paid: { ...session("authorized"), ...paidOrder },
    cancelled: { ...session("canceled"), ...canceledOrder },
    disabled: { ...session("canceled"), ...canceledOrder },
    expired: { ...session("canceled"), ...canceledOrder },
    replaced: { ...session("replaced"), ...openOrder },
    order_canceled: { ...session("canceled"), ...canceledOrder },
  },
}

/** What else is true of the order when its link ends. */
export type OrderStanding = {
  /** Something of it is paid or pending, by whatever means, or has left the shop. */
  paidOrFulfilled: boolean
  /** Another link of it can still be paid. */
  otherLinkOpen: boolean
}

/** Whether the end of a link is the end of its order. */
export const endsOrder = (behind: Behind, ending: Ending, order: OrderStanding): boolean =>
  FATES[behind][ending].order === "canceled" && !order.paidOrFulfilled && !order.otherLinkOpen

/** Whether nobody may authorize Medusa's payment session any more. */
export const endsSession = (behind: Behind, ending: Ending): boolean =>
  FATES[behind][ending].paymentSession === "canceled"
