import { doNotShip, type ShippedOn } from "../do-not-ship"

const held = (captured: number, refunded: number, remaining: number, values: Partial<ShippedOn> = {}) => ({
  ...{ state: "complete" as const, status: "AUTHORIZED", fraudStatus: "ACCEPTED" },
  ...{ order_amount: 10, captured_amount: captured, refunded_amount: refunded },
  ...{ remaining_authorized_amount: remaining, orderCanceled: false, paidOtherwise: false },
  ...values,
})
const unread = { status: null, fraudStatus: null }

describe("goods of an order", () => {
  it.each([
    ["Klarna is deciding", held(0, 0, 10, { fraudStatus: "PENDING" }), "fraud_pending"],
    [
      "Klarna is deciding, as the ledger knows",
      held(0, 0, 0, { state: "pending", ...unread }),
      "fraud_pending",
    ],
    ["Klarna is deciding, and part is captured", held(4, 0, 6, { fraudStatus: "PENDING" }), "fraud_pending"],
    ["Klarna has refused it", held(0, 0, 10, { fraudStatus: "REJECTED" }), "fraud_rejected"],
    ["Klarna has refused it and let go", held(0, 0, 0, { fraudStatus: "REJECTED" }), "fraud_rejected"],
    [
      "Klarna has refused it while it was decided on",
      held(0, 0, 10, { state: "pending", fraudStatus: "REJECTED" }),
      "fraud_rejected",
    ],
    ["the ledger knows it as refused", held(0, 0, 0, { state: "rejected", ...unread }), "fraud_rejected"],
    ["Klarna has stopped it", held(0, 0, 10, { fraudStatus: "STOPPED" }), "fraud_stopped"],
    [
      "Klarna has stopped it after all was captured",
      held(10, 0, 0, { fraudStatus: "STOPPED" }),
      "fraud_stopped",
    ],
    [
      "Klarna has stopped it after part was captured",
      held(4, 4, 6, { fraudStatus: "STOPPED" }),
      "fraud_stopped",
    ],
    ["its authorization ran out", held(0, 0, 0, { status: "EXPIRED" }), "authorization_expired"],
    ["its authorization was cancelled", held(0, 0, 0, { status: "CANCELLED" }), "authorization_cancelled"],
    [
      "it was cancelled while it was decided on",
      held(0, 0, 0, { state: "pending", status: "CANCELLED", fraudStatus: "PENDING" }),
      "authorization_cancelled",
    ],
    ["it was cancelled, as the ledger knows", held(0, 0, 0, unread), "authorization_cancelled"],
    ["its order is being placed", held(0, 0, 0, { state: "placing", ...unread }), "not_placed"],
    ["its order is to be placed", held(0, 0, 0, { state: "authorized", ...unread }), "not_placed"],
  ] as const)("must not leave when %s", (_when, payment, reason) => {
    expect(doNotShip(payment)).toBe(reason)
  })

  it.each([
    ["the money is held", held(0, 0, 10)],
    ["the money is held, as the ledger knows", held(0, 0, 10, unread)],
    ["part of it is captured", held(4, 0, 6)],
    ["part of it is captured and the rest ran out", held(4, 0, 0, { status: "EXPIRED" })],
    ["all of it is captured", held(10, 0, 0)],
    ["everything went back", held(10, 10, 0, { fraudStatus: "REJECTED" })],
    ["nobody takes it for paid", held(0, 0, 0, { state: "incomplete", ...unread })],
    ["nobody came to pay it", held(0, 0, 0, { state: "gone", ...unread })],
    ["Medusa's order is cancelled", held(0, 0, 0, { status: "CANCELLED", orderCanceled: true })],
    ["another payment stands for it", held(0, 0, 0, { status: "CANCELLED", paidOtherwise: true })],
    [
      "another payment came for a refused one",
      held(0, 0, 0, { state: "rejected", ...unread, paidOtherwise: true }),
    ],
  ] as const)("are not held back when %s", (_when, payment) => {
    expect(doNotShip(payment)).toBeNull()
  })

  it("must not leave while the payment of a part of it is decided on", () => {
    expect(doNotShip(held(0, 0, 10, { fraudStatus: "PENDING", paidOtherwise: true }))).toBe("fraud_pending")
  })
})
