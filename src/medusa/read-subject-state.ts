import { isPresent } from "./is-present"
import type { Query } from "./read-purchase-source"

type Payment = {
  id: string
  canceled_at?: string | Date | null
  payment_session?: { id: string } | null
}
type Session = { id: string; provider_id: string; status: string }
type Collection = {
  id: string
  payment_sessions?: (Session | null)[] | null
  payments?: (Payment | null)[] | null
}
type Order = {
  id: string
  display_id: number
  status: string
  is_draft_order?: boolean | null
  canceled_at?: string | Date | null
  created_at: string | Date
}

/** What Medusa's tables hold around a cart or an order: its order, payment collections, sessions and payments. */
export type SubjectState = {
  found: boolean
  cartCompleted: boolean
  order?: { id: string; displayId: number; canceled: boolean; draft: boolean; createdAt: Date }
  collections: { id: string; sessions: Session[]; payments: Payment[] }[]
}

const COLLECTION_FIELDS = [
  "id",
  "payment_sessions.*",
  "payments.id",
  "payments.canceled_at",
  "payments.payment_session.id",
]

const under = (path: string) => COLLECTION_FIELDS.map((field) => `${path}.${field}`)

const ORDER_FIELDS = [
  "id",
  "display_id",
  "status",
  "is_draft_order",
  "canceled_at",
  "created_at",
  ...under("payment_collections"),
]

export async function readSubjectState(
  query: Query,
  subject: { type: "cart" | "order"; id: string }
): Promise<SubjectState> {
  return subject.type === "cart" ? readCart(query, subject.id) : readOrder(query, subject.id)
}

async function readCart(query: Query, cartId: string): Promise<SubjectState> {
  const [carts, links] = await Promise.all([
    query.graph({
      entity: "cart",
      fields: ["id", "completed_at", ...under("payment_collection")],
      filters: { id: cartId },
    }),
    query.graph({ entity: "order_cart", fields: ["order_id"], filters: { cart_id: cartId } }),
  ])
  const cart = carts.data[0] as { completed_at?: unknown; payment_collection?: Collection | null } | undefined
  const orderId = (links.data[0] as { order_id: string } | undefined)?.order_id
  const ordered = orderId ? await readOrder(query, orderId) : undefined
  return {
    found: cart !== undefined,
    cartCompleted: Boolean(cart?.completed_at),
    order: ordered?.order,
    collections: distinct([...toCollections([cart?.payment_collection]), ...(ordered?.collections ?? [])]),
  }
}

async function readOrder(query: Query, orderId: string): Promise<SubjectState> {
  const { data } = await query.graph({ entity: "order", fields: ORDER_FIELDS, filters: { id: orderId } })
  const order = data[0] as (Order & { payment_collections?: (Collection | null)[] }) | undefined
  return {
    found: order !== undefined,
    cartCompleted: false,
    order: order && {
      id: order.id,
      displayId: order.display_id,
      canceled: Boolean(order.canceled_at) || order.status === "canceled",
      draft: Boolean(order.is_draft_order),
      createdAt: new Date(order.created_at),
    },
    collections: toCollections(order?.payment_collections ?? []),
  }
}

const toCollections = (collections: (Collection | null | undefined)[]): SubjectState["collections"] =>
  collections.filter(isPresent).map((collection) => ({
    id: collection.id,
    sessions: (collection.payment_sessions ?? []).filter(isPresent),
    payments: (collection.payments ?? []).filter(isPresent),
  }))

const distinct = <Entry extends { id: string }>(entries: Entry[]): Entry[] => [
  ...new Map(entries.map((entry) => [entry.id, entry])).values(),
]
