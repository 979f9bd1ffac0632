import { possibleActions, type AuthorizationAmounts } from "../possible-actions"

const amounts = (captured: number, refunded: number, remaining: number): AuthorizationAmounts => ({
  order_amount: 1000,
  captured_amount: captured,
  refunded_amount: refunded,
  remaining_authorized_amount: remaining,
})

const reasons = (of: AuthorizationAmounts, fraudStatus: string | undefined = "ACCEPTED", certain = true) => {
  const { capture, refund, cancel, release } = possibleActions(of, { fraudStatus, certain })
  return [capture.reason, refund.reason, cancel.reason, release.reason]
}

describe("what can be done with an authorization", () => {
  it.each([
    ["untouched", amounts(0, 0, 1000), [null, "nothing_captured", null, "nothing_captured"]],
    ["captured in part", amounts(400, 0, 600), [null, null, "already_captured", null]],
    [
      "captured in part and released",
      amounts(400, 0, 0),
      ["nothing_authorized", null, "already_captured", "nothing_authorized"],
    ],
    [
      "captured to the end",
      amounts(1000, 400, 0),
      ["nothing_authorized", null, "already_captured", "nothing_authorized"],
    ],
    [
      "captured and refunded in part",
      amounts(400, 400, 600),
      [null, "fully_refunded", "already_captured", null],
    ],
    [
      "cancelled or expired",
      amounts(0, 0, 0),
      ["nothing_authorized", "nothing_captured", "nothing_authorized", "nothing_captured"],
    ],
  ])("follows from the amounts of one that is %s", (_, of, expected) => {
    expect(reasons(of)).toEqual(expected)
  })

  it.each([
    ["PENDING", "fraud_pending"],
    ["REJECTED", "fraud_rejected"],
    ["STOPPED", "fraud_rejected"],
    ["SOMETHING_NEW", "fraud_unknown"],
    [undefined, "fraud_unknown"],
  ])("captures nothing while the fraud status is %s, but lets go of it", (fraudStatus, reason) => {
    const possible = possibleActions(amounts(0, 0, 1000), { fraudStatus, certain: true })
    expect(possible.capture).toEqual({ allowed: false, reason })
    expect(possible.cancel).toEqual({ allowed: true, reason: null })
  })

  it("allows nothing while the amounts are in doubt", () => {
    expect(reasons(amounts(400, 0, 600), "ACCEPTED", false)).toEqual(Array(4).fill("operation_unresolved"))
  })
})
