import { KlarnaApiError, KlarnaUnreachableError, type UnreachableCode } from "../errors"
import { toTokenChargeFailure } from "../token-charge-failure"

const answered = (status: number, code: string) =>
  new KlarnaApiError("charge customer token", { status, code, correlationId: undefined, messages: [] })

describe("what a failed charge of a customer token means", () => {
  it.each([
    [403, "PAYMENT_METHOD_FAILED", "retry_later"],
    [403, "UNAVAILABLE_PAYMENT_METHOD", "needs_customer"],
    [403, "PAYMENT_METHOD_CURRENCY_MISMATCH", "needs_customer"],
    [404, "TOKEN_NOT_FOUND", "token_ended"],
    [403, "TOKEN_CANCELLED", "token_ended"],
    [400, "TOKEN_CANCELLED", "token_ended"],
    [403, "TOKEN_FORBIDDEN", "token_ended"],
    [403, "TOKEN_SUSPENDED", "token_suspended"],
    [400, "BAD_VALUE", "our_mistake"],
    [400, "BAD_REQUEST", "our_mistake"],
    [409, "BAD_VALUE", "our_mistake"],
  ])("%d %s: %s", (status, code, expected) => {
    expect(toTokenChargeFailure(answered(status, code))).toBe(expected)
  })

  it.each<UnreachableCode>(["network", "timeout", "server_error", "unreadable_answer", "not_connected"])(
    "%s leaves the same charge to be sent again",
    (code) => {
      expect(toTokenChargeFailure(new KlarnaUnreachableError("charge customer token", code))).toBe(
        "unknown_outcome"
      )
    }
  )

  it("the rate limit leaves the same charge to be sent again", () => {
    expect(toTokenChargeFailure(answered(429, "TOO_MANY_REQUESTS"))).toBe("unknown_outcome")
  })

  it.each(["CONFLICT", "HTTP_409"])(
    "409 %s may be the same key at work: another key would charge twice",
    (code) => {
      expect(toTokenChargeFailure(answered(409, code))).toBe("unknown_outcome")
    }
  )

  it.each([
    [401, "UNAUTHORIZED"],
    [401, "PERMISSION_DENIED"],
    [403, "HTTP_403"],
    [403, "MERCHANT_INACTIVE"],
    [403, "TOKEN_PAUSED"],
    [403, "constructor"],
    [404, "NOT_FOUND"],
    [413, "HTTP_413"],
  ])("%d %s decides nothing", (status, code) => {
    expect(toTokenChargeFailure(answered(status, code))).toBe("unknown")
  })

  it.each([new TypeError("x is not a function"), undefined])("a bug decides nothing", (error) => {
    expect(toTokenChargeFailure(error)).toBe("unknown")
  })
})
