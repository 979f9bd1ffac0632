import type { AuthorizationAmounts } from "../authorization-amounts"
import { possibleActions, type Circumstances } from "../possible-actions"

const amounts = (captured: number, refunded: number, remaining: number): AuthorizationAmounts => ({
  order_amount: 1000,
  captured_amount: captured,
  refunded_amount: refunded,
  remaining_authorized_amount: remaining,
})

const NOW = Date.parse("2026-03-02T10:00:00Z")
const DAY = 24 * 3_600_000

const ask = (of: AuthorizationAmounts, circumstances: Partial<Circumstances> = {}) =>
  possibleActions(of, {
    fraudStatus: "ACCEPTED",
    certain: true,
    country: "SE",
    captures: of.captured_amount > 0 ? 1 : 0,
    extends: true,
    createdAt: "2026-03-01T10:00:00Z",
    hasPayment: true,
    hasRefundable: true,
    now: NOW,
    ...circumstances,
  })

const reasons = (of: AuthorizationAmounts, circumstances: Partial<Circumstances> = {}) => {
  const { capture, refund, cancel, release } = ask(of, circumstances)
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
    const possible = ask(amounts(0, 0, 1000), { fraudStatus })
    expect(possible.capture).toEqual({ allowed: false, reason })
    expect(possible.cancel).toEqual({ allowed: true, reason: null })
  })

  it.each(["REJECTED", "STOPPED"])(
    "a purchase that Klarna stopped and cancelled (%s) was said to hold nothing, not to be rejected",
    (fraudStatus) => {
      const { capture, extend, cancel } = ask(amounts(0, 0, 0), { fraudStatus })
      expect([capture.reason, extend.reason]).toEqual(["fraud_rejected", "fraud_rejected"])
      expect(cancel.reason).toBe("nothing_authorized")
      expect(ask(amounts(1000, 0, 0), { fraudStatus }).capture.reason).toBe("nothing_authorized")
    }
  )

  it("an authorization was offered to be extended that Klarna had not granted yet", () => {
    expect(ask(amounts(0, 0, 1000), { fraudStatus: "PENDING" }).extend).toEqual({
      allowed: false,
      reason: "fraud_pending",
    })
  })

  it("allows nothing while the amounts are in doubt", () => {
    expect(reasons(amounts(400, 0, 600), { certain: false })).toEqual(Array(4).fill("operation_unresolved"))
  })

  it("books nothing where Medusa has no payment, but lets go of what Klarna holds", () => {
    expect(reasons(amounts(400, 0, 600), { hasPayment: false, hasRefundable: false })).toEqual([
      "payment_missing",
      "payment_missing",
      "already_captured",
      null,
    ])
  })

  it("refunds what was captured before a change of the order ended the payment", () => {
    const { capture, refund } = ask(amounts(400, 0, 600), { hasPayment: false })
    expect(capture).toEqual({ allowed: false, reason: "payment_missing" })
    expect(refund).toEqual({ allowed: true, reason: null })
  })

  it.each([
    ["an order with something left", amounts(400, 0, 600), {}, null],
    ["one that is captured to the end", amounts(1000, 0, 0), {}, "nothing_authorized"],
    ["one of an account at Kustom", amounts(0, 0, 1000), { extends: false }, "extension_not_offered"],
    ["one of 179 days ago", amounts(0, 0, 1000), { now: NOW + 179 * DAY }, null],
    ["one of 181 days ago", amounts(0, 0, 1000), { now: NOW + 181 * DAY }, "extension_too_late"],
    ["one whose age nobody knows", amounts(0, 0, 1000), { createdAt: undefined }, null],
  ])("extends the authorization of %s: %#", (_, of, circumstances, reason) => {
    expect(ask(of, circumstances).extend).toEqual({ allowed: reason === null, reason })
  })

  it.each([
    ["was captured at once", amounts(1000, 0, 0), {}, null],
    ["is not captured yet", amounts(0, 0, 1000), {}, "nothing_captured"],
    ["was captured in two parts", amounts(1000, 0, 0), { captures: 2 }, "return_fee_captures"],
    ["was captured in part", amounts(400, 0, 600), {}, "return_fee_captures"],
    ["was sold in Great Britain", amounts(1000, 0, 0), { country: "GB" }, "return_fee_country"],
    ["was refunded", amounts(1000, 1000, 0), {}, "fully_refunded"],
  ])("keeps a return fee back from an order that %s: %#", (_, of, circumstances, reason) => {
    expect(ask(of, circumstances).return_fee).toEqual({ allowed: reason === null, reason })
  })
})
