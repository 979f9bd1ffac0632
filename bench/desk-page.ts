import { eventually } from "../integration-tests/support/eventually"
import { inMs, percentile, spreadOf } from "./percentile"
import type { Shop } from "./shop"

/** Captures and refunds that an order has, half of each. */
const EFFECTS = 200
const LOOKS = 40
/** Staff wait for it. */
const GOAL_P95_MS = 500
/** Major units: as many pieces as there are captures. */
const PIECE = 1

/** What the desk reads of an order that was captured and refunded in two hundred pieces, beside one that never was. */
export async function measureDeskPage(shop: Shop) {
  const few = await shop.purchase()
  const many = await shop.purchase()
  const began = performance.now()
  for (let piece = 0; piece < EFFECTS / 2; piece++) {
    await move(shop, many.order.id, "captures")
    await move(shop, many.order.id, "refunds")
  }
  const filled = performance.now() - began
  await shop.rest()
  return {
    looks: LOOKS,
    goal_p95_ms: GOAL_P95_MS,
    per_effect_ms: inMs(filled / EFFECTS),
    orders: [await look(shop, few.order.id), await look(shop, many.order.id)],
  }
}

/** A job may be at this order's money this moment: it is asked again, as staff would. */
const move = (shop: Shop, orderId: string, what: "captures" | "refunds") =>
  eventually(
    async () => shop.askAdmin("POST", `/admin/klarna/orders/${orderId}/${what}`, { amount: PIECE }),
    { within: 60_000, what: `one of the ${what}` }
  )

async function look(shop: Shop, orderId: string) {
  type Answer = { klarna_order: { operations: { kind: string }[] } }
  const path = `/admin/klarna/orders/${orderId}`
  const { klarna_order } = await shop.readAdmin<Answer>(path)
  const times: number[] = []
  const made = (await shop.klarna.journey()).length
  for (let n = 0; n < LOOKS; n++) {
    const started = performance.now()
    await shop.readAdmin(path)
    times.push(performance.now() - started)
  }
  const calls = (await shop.klarna.journey()).length - made
  return {
    effects: klarna_order.operations.filter(({ kind }) => kind === "capture" || kind === "refund").length,
    ...spreadOf(times),
    reached: percentile(times, 0.95) <= GOAL_P95_MS,
    calls_to_klarna_per_look: inMs(calls / LOOKS),
  }
}
