import type { Shop } from "./shop"

export const CHANGES = 3

/**
 * Every request to Klarna from the first "Pay with Klarna" to the refund: one journey with a cart that stays, one
 * with a cart that changes.
 */
export const countKlarnaCalls = async (shop: Shop) => ({
  unchanged_cart: await journey(shop, 0, 7),
  changed_cart: await journey(shop, CHANGES, 10),
})

async function journey(shop: Shop, changes: number, goal: number) {
  await shop.rest()
  const before = (await shop.klarna.journey()).length
  const bought = await shop.checkout()
  for (let change = 0; change < changes; change++) await shop.changeCart(bought.cartId)
  await shop.pay(bought.session)
  const { payment } = await shop.settled(bought)
  await shop.capture(payment.id)
  await shop.refund(payment.id, 100)
  await shop.rest()
  const calls = (await shop.klarna.journey()).slice(before)
  return { cart_changes: changes, count: calls.length, goal, calls }
}
