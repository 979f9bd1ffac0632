import { PAYMENTS_PROVIDER, PROVIDER, type Choice } from "../integration-tests/faults/support/killable-shop"
import type { Shop } from "./shop"

export const CHANGES = 3

type Journey = {
  name: string
  way: string
  choice: Required<Choice>
  changes?: number
  goal: number
  captures?: true
}

const checkout = { way: "Klarna Checkout", choice: { provider: PROVIDER, country: "se" } } as const

/** Each market of the measured shop offers Klarna Payments in another way. */
const payments = (country: Required<Choice>["country"], way: string) => ({
  way: `Klarna Payments, ${way}`,
  choice: { provider: PAYMENTS_PROVIDER, country },
})

/**
 * The goals: what has to be made (order or session, page), one look at what came of it, what places the order where
 * that is ours to do, acknowledge and references, a capture where the page does not capture, a refund, and one update
 * for each change. An order of ours is read once for the number that the shopper knows; Klarna's page tells it itself.
 */
const JOURNEYS: Journey[] = [
  { name: "unchanged_cart", ...checkout, goal: 7 },
  { name: "changed_cart", ...checkout, changes: CHANGES, goal: 7 + CHANGES },
  { name: "payments_page_then_place", ...payments("se", "page, NONE"), goal: 10 },
  { name: "payments_page_places", ...payments("gb", "page, PLACE_ORDER"), goal: 8 },
  { name: "payments_page_captures", ...payments("no", "page, CAPTURE_ORDER"), goal: 7, captures: true },
  { name: "payments_widget", ...payments("de", "widget"), goal: 8 },
  { name: "payments_widget_changed_cart", ...payments("de", "widget"), changes: CHANGES, goal: 8 + CHANGES },
]

/** Every request to Klarna from the first "Pay with Klarna" to the refund, for each way to pay. */
export async function countKlarnaCalls(shop: Shop) {
  const counted: Record<string, Awaited<ReturnType<typeof count>>> = {}
  for (const journey of JOURNEYS) counted[journey.name] = await count(shop, journey)
  return counted
}

async function count(shop: Shop, { way, choice, changes = 0, goal, captures }: Journey) {
  await shop.rest()
  const before = (await shop.klarna.journey()).length
  const bought = await shop.checkout(choice)
  for (let change = 0; change < changes; change++) await shop.changeCart(bought.cartId, choice.provider)
  await shop.pay(bought.session)
  const { payment } = await shop.settled(bought)
  if (!captures) await shop.capture(payment.id)
  await shop.refund(payment.id, 10)
  await shop.rest()
  const calls = (await shop.klarna.journey()).slice(before)
  return { way, cart_changes: changes, count: calls.length, goal, calls }
}
