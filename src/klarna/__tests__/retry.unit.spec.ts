import { isOutcomeUnknown, KlarnaApiError, KlarnaUnreachableError, type UnreachableCode } from "../errors"
import { withRetries } from "../retry"
import type { KlarnaRequest, KlarnaResponse } from "../transport"

const success: KlarnaResponse = { status: 200, headers: {}, body: {}, correlationId: undefined }

const requests = {
  read: { operation: "read order", method: "GET", path: "/" },
  create: { operation: "create checkout order", method: "POST", path: "/", body: "{}" },
  capture: { operation: "capture order", method: "POST", path: "/", body: "{}", idempotencyKey: "key-1" },
  disable: { operation: "disable payment page", method: "DELETE", path: "/" },
} satisfies Record<string, KlarnaRequest>

const lost = (code: UnreachableCode = "network") => new KlarnaUnreachableError("any", code)

const answered = (status: number, code: string, retryAfterMs?: number) =>
  new KlarnaApiError("any", { status, code, correlationId: undefined, messages: [], retryAfterMs })

/** Runs a request against the given failures, then success. */
async function run(request: KlarnaRequest, ...failures: Error[]) {
  const delays: number[] = []
  const sent: KlarnaRequest[] = []
  const send = withRetries(
    async (each) => {
      sent.push(each)
      const failure = failures[sent.length - 1]
      if (failure) throw failure
      return success
    },
    [250, 1000],
    async (ms) => void delays.push(ms)
  )
  const result = await send(request).catch((error: unknown) => error)
  return { result, sent, delays }
}

describe("retries", () => {
  it.each(["read", "capture", "disable"] as const)("repeat a %s whose answer was lost", async (name) => {
    const { result, sent } = await run(requests[name], lost(), lost("server_error"))
    expect(result).toBe(success)
    expect(sent).toHaveLength(3)
  })

  it("repeat a write with the very same key and bytes", async () => {
    const { sent } = await run(requests.capture, lost())
    expect(sent[1]).toBe(sent[0])
  })

  it("never repeat a write without a key whose answer was lost", async () => {
    const failure = lost()
    expect(await run(requests.create, failure)).toEqual({
      result: failure,
      sent: [requests.create],
      delays: [],
    })
  })

  it.each([
    ["did not leave the house", lost("not_connected")],
    ["met the rate limit", answered(429, "TOO_MANY_REQUESTS")],
  ])("repeat even a write without a key when it %s", async (_, failure) => {
    expect((await run(requests.create, failure)).result).toBe(success)
  })

  it.each([
    answered(400, "BAD_VALUE"),
    answered(401, "HTTP_401"),
    answered(403, "CAPTURE_NOT_ALLOWED"),
    answered(404, "NO_SUCH_ORDER"),
    answered(409, "CONFLICT"),
    answered(409, "BAD_VALUE"),
  ])("accept %s at once", async (failure) => {
    expect(await run(requests.capture, failure)).toMatchObject({ result: failure, delays: [] })
  })

  it("leave a timeout to the caller, who has waited long enough", async () => {
    const failure = lost("timeout")
    expect(await run(requests.read, failure)).toMatchObject({ result: failure, delays: [] })
  })

  it("give up after the last delay", async () => {
    const last = lost("server_error")
    const { result, sent } = await run(requests.read, lost(), lost(), last, lost())
    expect(result).toBe(last)
    expect(sent).toHaveLength(3)
  })

  it("wait longer each time, and never all at the same moment", async () => {
    const { delays } = await run(requests.read, lost(), lost())
    expect(delays[0]).toBeGreaterThanOrEqual(125)
    expect(delays[0]).toBeLessThanOrEqual(250)
    expect(delays[1]).toBeGreaterThanOrEqual(500)
    expect(delays[1]).toBeLessThanOrEqual(1000)
  })

  it("wait until the rate limit's window is over", async () => {
    const { delays } = await run(requests.read, answered(429, "TOO_MANY_REQUESTS", 2000))
    expect(delays[0]).toBeGreaterThan(2000)
    expect(delays[0]).toBeLessThanOrEqual(2250)
  })

  it("do not wait for a window that is far away", async () => {
    const failure = answered(429, "TOO_MANY_REQUESTS", 60_000)
    expect(await run(requests.read, failure)).toMatchObject({ result: failure, delays: [] })
  })

  it.each([
    answered(429, "TOO_MANY_REQUESTS", 60_000),
    answered(409, "CONFLICT"),
    answered(403, "HTTP_403"),
    answered(401, "HTTP_401"),
    lost("not_connected"),
  ])("report a lost answer as lost, even if the last attempt ended with %s", async (last) => {
    const first = lost()
    const { result } = await run(requests.capture, first, last, last)
    expect(isOutcomeUnknown(result)).toBe(true)
  })

  it("believe Klarna's refusal after a lost answer: the key would have replayed a success", async () => {
    const refusal = answered(403, "CAPTURE_NOT_ALLOWED")
    expect((await run(requests.capture, lost(), refusal)).result).toBe(refusal)
  })
})
