import type { KlarnaOrder } from "../klarna-order"
import { standingOf } from "../standing"

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

  it.each(["pending", "rejected"] as const)(
    "was that Klarna checks or refused what staff had cancelled (%s)",
    (state) => {
      const cancelled = { state, status: "CANCELLED", fraud_status: "PENDING" } as const
      expect(standingOf(order(0, 0, 0, cancelled))).toBe("cancelled")
      expect(standingOf(order(0, 0, 0, { ...cancelled, fraud_status: "REJECTED" }))).not.toBe("cancelled")
    }
  )
})
