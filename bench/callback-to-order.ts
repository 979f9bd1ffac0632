import { setTimeout as pause } from "node:timers/promises"
import { percentile, spreadOf } from "./percentile"
import type { Shop } from "./shop"

const PURCHASES = 25
const WITHIN_MS = 30_000
/** Fine enough for figures in tens of milliseconds, and no load. */
const LOOK_EVERY_MS = 2

/**
 * From the moment Klarna sends the first callback that tells of the payment until `order.placed`: received, read
 * from Klarna, completed, authorized, told. One purchase at a time. Beside it Medusa's own complete-cart with a payment
 * that asks nobody, for the same cart on the same machine.
 */
export async function measureCallbackToOrder(shop: Shop) {
  const toOrder: number[] = []
  const alone: number[] = []
  for (let purchase = 0; purchase < PURCHASES; purchase++) {
    toOrder.push(await callbackToOrder(shop))
    alone.push(await completeCart(shop))
  }
  return {
    purchases: PURCHASES,
    ...spreadOf(toOrder),
    goal_p95_ms: 1_000,
    reached: percentile(toOrder, 0.95) <= 1_000,
    medusa_complete_cart_alone: spreadOf(alone),
  }
}

async function callbackToOrder(shop: Shop): Promise<number> {
  const bought = await shop.checkout()
  await shop.rest()
  const placed = whenPlaced(shop)
  await shop.pay(bought.session)
  const placedAt = await placed
  const sentAt = await firstCallbackAt(shop, bought.session)
  await shop.settled(bought)
  return placedAt - sentAt
}

async function whenPlaced({ medusa }: Shop): Promise<number> {
  const heard = medusa.told.length
  const deadline = Date.now() + WITHIN_MS
  while (Date.now() < deadline) {
    if (medusa.told.slice(heard).some(({ name }) => name === "order.placed")) return Date.now()
    await pause(LOOK_EVERY_MS)
  }
  throw new Error(`No order within ${WITHIN_MS} ms of the payment`)
}

type Attempt = {
  callback: "push" | "status_update"
  order_id?: string
  hpp_session_id?: string
  body: { session: { status: string } } | null
  /** When it was answered. */
  at: string
  ms: number
}

async function firstCallbackAt({ klarna }: Shop, session: Record<string, string>): Promise<number> {
  const attempts = (await (await fetch(`${klarna.url}/_sandbox/callbacks`)).json()) as Attempt[]
  const telling = attempts.filter(
    ({ callback, order_id, hpp_session_id, body }) =>
      (callback === "push" && order_id === session.klarna_order_id) ||
      (hpp_session_id === session.hpp_session_id && body?.session.status === "COMPLETED")
  )
  if (!telling.length) throw new Error("Klarna told nothing: the order came another way")
  return Math.min(...telling.map(({ at, ms }) => Date.parse(at) - ms))
}

async function completeCart(shop: Shop): Promise<number> {
  const cartId = await shop.manualCheckout()
  await shop.rest()
  const started = performance.now()
  const { status } = await shop.complete(cartId)
  if (status !== 200) throw new Error(`complete-cart answered ${status}`)
  return performance.now() - started
}
