import { PROVIDER } from "../integration-tests/faults/support/killable-shop"
import { eventually } from "../integration-tests/support/eventually"
import type { Shop } from "./shop"

type Bought = { order: { id: string; items: { id: string; variant_sku: string }[] }; payment: { id: string } }

type Action = {
  name: string
  /** What the order needs first; not counted. */
  before?: (shop: Shop, bought: Bought) => Promise<unknown>
  act: (shop: Shop, bought: Bought) => Promise<unknown>
  goal: number
}

/** Major units. */
const PART = 100
const BULB = "BULB-GLOD-1"

const atDesk =
  (action: string, body: Record<string, unknown> = {}) =>
  (shop: Shop, { order }: Bought) =>
    shop.askAdmin("POST", `/admin/klarna/orders/${order.id}/${action}`, body)

const medusaButton =
  (action: "capture" | "refund", body: Record<string, unknown> = {}) =>
  (shop: Shop, { payment }: Bought) =>
    shop.askAdmin("POST", `/admin/payments/${payment.id}/${action}`, body)

/** The order gets so many of a bulb of which it has one, and Klarna's authorization follows. */
const editTo =
  (quantity: number) =>
  async (shop: Shop, { order }: Bought) => {
    const bulb = order.items.find(({ variant_sku }) => variant_sku === BULB)
    await shop.askAdmin("POST", "/admin/order-edits", { order_id: order.id })
    await shop.askAdmin("POST", `/admin/order-edits/${order.id}/items/item/${bulb?.id}`, { quantity })
    await shop.askAdmin("POST", `/admin/order-edits/${order.id}/request`)
    await shop.askAdmin("POST", `/admin/order-edits/${order.id}/confirm`)
    await eventually(
      async () =>
        (
          await shop.rows(
            `select p.id from klarna_purchase p join klarna_operation o on o.purchase_id = p.id
           where p.order_id = $1 and p.successor = 'none' and o.kind = 'update' and o.status = 'confirmed'`,
            order.id
          )
        ).length,
      { within: 60_000, what: "the payment of the changed order" }
    )
  }

/**
 * The goals: the desk looks at Klarna's order, changes it, and answers with what Klarna's order says then. An edit looks
 * and changes. Medusa's own buttons need no look: the ledger knows what is left, and Klarna refuses what is too much.
 */
const ACTIONS: Action[] = [
  { name: "capture a part", act: atDesk("captures", { amount: PART }), goal: 3 },
  { name: "capture the rest", act: atDesk("captures"), goal: 3 },
  { name: "capture with Medusa's own button", act: medusaButton("capture"), goal: 1 },
  {
    name: "refund",
    before: atDesk("captures"),
    act: atDesk("refunds", { amount: PART }),
    goal: 3,
  },
  {
    name: "refund with Medusa's own button",
    before: medusaButton("capture"),
    act: medusaButton("refund", { amount: PART }),
    goal: 1,
  },
  { name: "cancel", act: atDesk("cancel"), goal: 3 },
  { name: "release", before: atDesk("captures", { amount: PART }), act: atDesk("release"), goal: 3 },
  { name: "edit to less", act: editTo(0), goal: 2 },
  { name: "edit to more", act: editTo(2), goal: 2 },
]

/** Requests to Klarna for each thing that staff do with an order, until everything has followed from it. */
export async function countDeskCalls(shop: Shop) {
  const counted = []
  for (const { name, before, act, goal } of ACTIONS) {
    const bought = await buy(shop)
    await before?.(shop, bought)
    await shop.rest()
    const made = (await shop.klarna.journey()).length
    await act(shop, bought)
    await shop.rest()
    const calls = (await shop.klarna.journey()).slice(made)
    counted.push({ name, count: calls.length, goal, calls })
  }
  return counted
}

/** A lamp and a bulb, paid and known to Klarna by the order's number. */
async function buy(shop: Shop): Promise<Bought> {
  const bought = await shop.checkout()
  await shop.changeCart(bought.cartId, PROVIDER)
  await shop.pay(bought.session)
  const { order, payment } = await shop.settled(bought)
  const { order: read } = await shop.askAdmin<{ order: Bought["order"] }>(
    "GET",
    `/admin/orders/${order.id}?fields=id,items.id,items.variant_sku`
  )
  return { order: read, payment }
}
