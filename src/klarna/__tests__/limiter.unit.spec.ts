import type { KlarnaAccountConfig } from "../account"
import { rateLimitsOf, withLimiter } from "../limiter"
import type { KlarnaRequest, KlarnaResponse } from "../transport"

const success: KlarnaResponse = { status: 200, headers: {}, body: {}, correlationId: undefined }
const createPage: KlarnaRequest = {
  operation: "create payment page",
  method: "POST",
  path: "/",
  rateClass: "hppCreate",
}
const createSession: KlarnaRequest = {
  operation: "create payments session",
  method: "POST",
  path: "/",
  rateClass: "sessionCreate",
}
const read: KlarnaRequest = { operation: "read order", method: "GET", path: "/" }

const account: KlarnaAccountConfig = {
  id: "main",
  provider: "kustom",
  environment: "playground",
  region: "eu",
  apiKey: "key",
  baseUrl: "https://api.playground.kustom.co",
  timeoutMs: 30_000,
}

/** A limiter whose clock stands still unless moved; notes how long each request was told to wait. */
function limited() {
  const clock = { now: 1_000 }
  const waits: number[] = []
  const sent: KlarnaRequest[] = []
  const send = withLimiter(
    async (request) => {
      sent.push(request)
      return success
    },
    { hppCreate: 2, sessionCreate: 1, other: 3 },
    () => clock.now,
    async (ms) => void waits.push(ms)
  )
  return { send, clock, waits, sent }
}

describe("the limiter", () => {
  it("lets a second's worth through at once and queues the rest, failing none", async () => {
    const { send, waits, sent } = limited()
    await Promise.all(Array.from({ length: 7 }, () => send(read)))
    expect(waits).toEqual([1000, 1000, 1000, 2000])
    expect(sent).toHaveLength(7)
  })

  it("never lets more than the rate into any one second", async () => {
    const { send, clock, waits } = limited()
    await send(read)
    clock.now += 900
    await send(read)
    await send(read)
    clock.now += 50
    await send(read)
    await send(read)
    expect(waits).toEqual([50, 950])
  })

  it("is free again a second later", async () => {
    const { send, clock, waits } = limited()
    await Promise.all([send(read), send(read), send(read)])
    clock.now += 1000
    await Promise.all([send(read), send(read), send(read)])
    expect(waits).toEqual([])
  })

  it("counts the creation of payment pages, and of sessions, by itself", async () => {
    const { send, waits } = limited()
    await Promise.all([createPage, createPage, createSession, read, read, read].map(send))
    expect(waits).toEqual([])
    await send(createPage)
    expect(waits).toEqual([1000])
    await send(createSession)
    expect(waits).toEqual([1000, 1000])
  })

  it("takes Klarna's documented rates unless the account sets its own", () => {
    const playground = { hppCreate: 5, sessionCreate: 5, other: 50 }
    expect(rateLimitsOf(account)).toEqual(playground)
    expect(rateLimitsOf({ ...account, environment: "live" })).toEqual({
      hppCreate: 40,
      sessionCreate: 40,
      other: 200,
    })
    expect(rateLimitsOf({ ...account, rateLimits: { other: 25 } })).toEqual({ ...playground, other: 25 })
  })
})
