import type { KlarnaOrder } from "../klarna-order"
import { holdOf, standingOf } from "../standing"

const order = (captured: number, refunded: number, remaining: number, values: Partial<KlarnaOrder> = {}) =>
  ({
    state: "complete",
    status: null,
    fraud_status: "ACCEPTED",
    captured_amount: captured,
    refunded_amount: refunded,
    remaining_authorized_amount: remaining,
    ...values,
  }) as KlarnaOrder

describe("the word for an order's Klarna payment", () => {
  it.each([
    ["authorized", order(0, 0, 10)],
    ["partlyCaptured", order(4, 0, 6)],
    ["partlyCaptured", order(4, 4, 6)],
    ["captured", order(10, 0, 0)],
    ["captured", order(4, 0, 0, { status: "CLOSED" })],
    ["partlyRefunded", order(10, 4, 0)],
    ["partlyRefunded", order(10, 4, 0, { status: "CLOSED" })],
    ["refunded", order(10, 10, 0, { status: "CAPTURED" })],
    ["cancelled", order(0, 0, 0, { status: "CANCELLED" })],
    ["expired", order(0, 0, 0, { status: "EXPIRED" })],
    ["reviewed", order(0, 0, 10, { fraud_status: "PENDING" })],
    ["rejected", order(0, 0, 10, { fraud_status: "REJECTED" })],
    ["rejected", order(0, 0, 10, { fraud_status: "STOPPED" })],
    ["waiting", order(0, 0, 0, { state: "incomplete" })],
    ["ended", order(0, 0, 0, { state: "gone" })],
    ["placing", order(0, 0, 0, { state: "authorized" })],
    ["placing", order(0, 0, 0, { state: "placing" })],
    ["reviewed", order(0, 0, 10, { state: "pending", fraud_status: "PENDING" })],
    ["rejected", order(0, 0, 0, { state: "rejected" })],
    ["tokenized", order(0, 0, 0, { state: "tokenized" })],
  ])("is %s by its amounts", (word, of) => {
    expect(standingOf(of)).toBe(word)
  })
})

describe("an order that must not be sent", () => {
  it.each([
    ["placing", order(0, 0, 0, { state: "placing" })],
    ["reviewed", order(0, 0, 10, { fraud_status: "PENDING" })],
    ["rejected", order(0, 0, 10, { fraud_status: "REJECTED" })],
    ["rejected", order(0, 0, 10, { fraud_status: "STOPPED" })],
  ] as const)("is held while its payment is %s", (hold, of) => {
    expect(holdOf(of)).toBe(hold)
  })

  it("was shown as free to send when Klarna stopped it after it was captured", () => {
    expect(holdOf(order(4, 0, 6, { fraud_status: "REJECTED" }))).toBe("rejected")
    expect(holdOf(order(4, 0, 6, { fraud_status: "STOPPED" }))).toBe("rejected")
    expect(holdOf(order(10, 0, 0, { fraud_status: "STOPPED" }))).toBe("rejected")
    expect(holdOf(order(4, 0, 6, { fraud_status: "PENDING" }))).toBe("reviewed")
  })

  it("is free once the money is held", () => {
    expect(holdOf(order(0, 0, 10))).toBeUndefined()
    expect(holdOf(order(4, 0, 6))).toBeUndefined()
    expect(holdOf(order(10, 10, 0, { fraud_status: "REJECTED" }))).toBeUndefined()
  })
})
