import { afterFailure, type ChargeFailure } from "../charge-failure"

const DAY = 86_400_000
const first = Date.parse("2026-02-28T10:00:00Z")
const after = (failure: ChargeFailure, refusals: number, days = [1, 3, 5]) =>
  afterFailure(failure, refusals, first, days)

describe("after a charge that failed", () => {
  it.each([
    [1, { act: "charge_again", at: first + DAY }],
    [2, { act: "charge_again", at: first + 3 * DAY }],
    [3, { act: "charge_again", at: first + 5 * DAY }],
    [4, { act: "send_link", reason: "payment_failed" }],
  ])("for now, refusal %d of the period", (refusals, expected) => {
    expect(after("retry_later", refusals)).toEqual(expected)
  })

  it("a suspended token is tried again: it may have become active", () => {
    expect(after("token_suspended", 2)).toEqual({ act: "charge_again", at: first + 3 * DAY })
    expect(after("token_suspended", 4)).toEqual({ act: "send_link", reason: "token_suspended" })
  })

  it("without any retries the customer is asked at once", () => {
    expect(after("retry_later", 1, [])).toEqual({ act: "send_link", reason: "payment_failed" })
  })

  it.each([
    ["needs_customer", { act: "send_link", reason: "payment_method_unavailable" }],
    ["token_ended", { act: "send_link", reason: "token_ended" }],
    ["our_mistake", { act: "alarm", reason: "our_mistake" }],
    ["unknown", { act: "alarm", reason: "unknown" }],
    ["unknown_outcome", { act: "repeat" }],
  ] as const)("%s, at the first time as at the fourth", (failure, expected) => {
    expect([after(failure, 1), after(failure, 4)]).toEqual([expected, expected])
  })
})
