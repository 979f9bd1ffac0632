import {
  isConsumedAuthorization,
  isInvalidAuthorization,
  isRejected,
  isSessionCompleted,
} from "../authorization-errors"
import { isOutcomeUnknown, isRefused, KlarnaApiError, KlarnaUnreachableError } from "../errors"

const answered = (status: number, code: string, ...messages: string[]) =>
  new KlarnaApiError("place order", { status, code, correlationId: undefined, messages })

const meaning = (error: unknown) => ({
  consumed: isConsumedAuthorization(error),
  completed: isSessionCompleted(error),
  invalid: isInvalidAuthorization(error),
  rejected: isRejected(error),
  unknown: isOutcomeUnknown(error),
})

const none = { consumed: false, completed: false, invalid: false, rejected: false, unknown: false }

describe("what a failure to place an order means", () => {
  it.each([
    answered(403, "INVALID_OPERATION", "Authorization token already consumed"),
    answered(409, "BAD_VALUE", "The order has been already completed with different request body"),
  ])("%s (%#): something has come of the authorization already", (error) => {
    expect(meaning(error)).toEqual({ ...none, consumed: true })
  })

  it("a completed session is consumed, too", () => {
    const error = answered(404, "SESSION_COMPLETED", "Session has already been completed")
    expect(meaning(error)).toEqual({ ...none, consumed: true, completed: true })
  })

  it("an unknown token is invalid", () => {
    expect(meaning(answered(404, "NOT_FOUND", "Invalid authorization token"))).toEqual({
      ...none,
      invalid: true,
    })
  })

  it("a rejection is Klarna's no to the shopper", () => {
    expect(meaning(answered(403, "REJECTED", "Rejected"))).toEqual({ ...none, rejected: true })
  })

  it.each([
    answered(403, "INVALID_OPERATION", "Not allowed to create customer token for intent buy"),
    answered(403, "INVALID_OPERATION"),
    answered(403, "HTTP_403", "already consumed"),
    answered(403, "MERCHANT_INACTIVE"),
    answered(404, "NOT_FOUND", "Invalid session id"),
    answered(404, "HTTP_404"),
    answered(400, "BAD_VALUE", "Bad value: order_lines[0].reference already completed"),
    answered(409, "BAD_VALUE", "Not matching fields: [purchase_currency]"),
    new TypeError("already consumed"),
    undefined,
  ])("%s (%#) is none of these", (error) => {
    expect(meaning(error)).toEqual(none)
  })

  it("a lost answer is none of these, and its outcome is unknown", () => {
    expect(meaning(new KlarnaUnreachableError("place order", "network"))).toEqual({ ...none, unknown: true })
  })

  it("a body that differs from what was authorized is refused: repeating it changes nothing", () => {
    const error = answered(409, "BAD_VALUE", "Not matching fields: [order_amount]")
    expect(isRefused(error)).toBe(true)
  })
})
