import {
  isOutcomeUnknown,
  isRefused,
  isTransient,
  KlarnaApiError,
  KlarnaUnreachableError,
  type UnreachableCode,
} from "../errors"

const answered = (status: number, code: string) =>
  new KlarnaApiError("capture order", { status, code, correlationId: undefined, messages: [] })

const unreachable = (code: UnreachableCode) => new KlarnaUnreachableError("capture order", code)

const meaning = (error: unknown) => ({
  unknown: isOutcomeUnknown(error),
  refused: isRefused(error),
  transient: isTransient(error),
})

describe("what a failed write means", () => {
  it.each<[string, unknown]>([
    ["a forbidden capture", answered(403, "CAPTURE_NOT_ALLOWED")],
    ["a bad value", answered(400, "BAD_VALUE")],
    ["an unknown order", answered(404, "NO_SUCH_ORDER")],
    ["an unknown order without a body", answered(404, "HTTP_404")],
    ["an unprocessable field", answered(422, "UNPROCESSABLE_ENTITY")],
    ["an order that differs from what was authorized", answered(409, "BAD_VALUE")],
  ])("%s is a refusal: the intent is closed", (_, error) => {
    expect(meaning(error)).toEqual({ unknown: false, refused: true, transient: false })
  })

  it.each<[string, unknown]>([
    ["bad credentials", answered(401, "HTTP_401")],
    ["a firewall", answered(403, "HTTP_403")],
  ])("%s neither refuses the intent nor goes away by itself", (_, error) => {
    expect(meaning(error)).toEqual({ unknown: false, refused: false, transient: false })
  })

  it.each<[string, unknown]>([
    ["the rate limit", answered(429, "TOO_MANY_REQUESTS")],
    ["a host that cannot be reached", unreachable("not_connected")],
  ])("%s did nothing and may go better in a moment", (_, error) => {
    expect(meaning(error)).toEqual({ unknown: false, refused: false, transient: true })
  })

  it.each<UnreachableCode>(["network", "timeout", "server_error", "unreadable_answer"])(
    "%s leaves the outcome unknown",
    (code) => {
      expect(meaning(unreachable(code))).toEqual({ unknown: true, refused: false, transient: true })
    }
  )

  it("a conflict leaves the outcome unknown, because the same key may still be in the works", () => {
    expect(meaning(answered(409, "CONFLICT"))).toEqual({ unknown: true, refused: false, transient: false })
  })

  it("a bug is none of these", () => {
    expect(meaning(new TypeError("x is not a function"))).toEqual({
      unknown: false,
      refused: false,
      transient: false,
    })
  })
})
