import { settle } from "../settle"
import type { MedusaHolds, PurchaseStored } from "../settle-readings"

const stored = (own: Partial<PurchaseStored> = {}): PurchaseStored => ({
  closed: false,
  successorAwaited: false,
  abandoned: false,
  pageCancelled: false,
  givingBack: false,
  completionFailing: false,
  placingLong: false,
  ...own,
})

const medusa = (own: Partial<MedusaHolds> = {}): MedusaHolds => ({
  subject: "cart",
  found: true,
  equal: true,
  order: "none",
  draft: false,
  orderIsFresh: false,
  payment: "none",
  awaiting: false,
  session: "held",
  ...own,
})

const FRESH = { order: "open", orderIsFresh: true } as const

describe("a free trial whose buyer agreed to be charged later", () => {
  it.each([
    ["completes the cart", {}, {}, "complete_cart"],
    ["is settled by an order, which needs no payment", {}, { order: "open" }, "settled"],
    ["is settled as well where the cart was completed a moment ago", {}, FRESH, "settled"],
    ["is given up with the order", {}, { order: "canceled" }, "give_up_token"],
    ["is given up when the cart is another one", {}, { equal: false }, "give_up_token"],
    ["is given up when the cart is gone", {}, { found: false }, "give_up_token"],
    ["is given up when it was replaced", { closed: true }, {}, "give_up_token"],
    ["is given up when Medusa refuses for long", { completionFailing: true }, {}, "give_up_token"],
  ] as const)("%s", (_, ownStored, ownMedusa, act) => {
    expect(settle("tokenized", stored(ownStored), medusa(ownMedusa)).act).toBe(act)
  })
})
