import { basic, createClient } from "./support/client"
import { createOrder, createSession, order } from "./support/orders"
import { withSandbox } from "./support/with-sandbox"

const HOUR = 3_600_000

const bench = withSandbox({
  merchants: [
    { username: "sandbox", key: "sandbox-secret" },
    { username: "loud", key: "loud-secret" },
  ],
})

async function session(client = bench.client): Promise<{ sessionId: string }> {
  const orderId = await createOrder(client, order())
  const { body } = await createSession(client, bench.sandbox.url, orderId)
  return { sessionId: body.session_id }
}

const distribute = (sessionId: string, body: unknown, client = bench.client) =>
  client.call("POST", `/hpp/v1/sessions/${sessionId}/distribution`, body)

const byEmail = () => ({ method: "email", contact_information: { email: "astrid@example.com" } })
const bySms = () => ({
  method: "sms",
  contact_information: { phone: "0701234567", phone_country: "SE" },
})

const outbox = async () => (await bench.client.control("GET", "/outbox")).body

describe("the messages of a day", () => {
  beforeEach(() => bench.client.control("POST", "/settings", { message_limits: true }))

  /** As many messages, one after another. @returns the statuses that were answered, each once */
  function sendMany(method: "sms" | "email", count: number) {
    return async (sessionId: string, client = bench.client) => {
      const statuses = new Set<number>()
      for (let index = 0; index < count; index += 1) {
        statuses.add((await distribute(sessionId, method === "sms" ? bySms() : byEmail(), client)).status)
      }
      return [...statuses]
    }
  }

  it.each([
    ["sms", 20],
    ["email", 100],
  ] as const)("by %s are %d in the playground", async (method, limit) => {
    const { sessionId } = await session()
    const send = () => distribute(sessionId, method === "sms" ? bySms() : byEmail())
    expect(await sendMany(method, limit)(sessionId)).toEqual([204])
    expect(await send()).toMatchObject({ status: 429, body: { error_code: "TOO_MANY_REQUESTS" } })
    expect(await outbox()).toHaveLength(limit)
    // The other way is still open, and the next day everything is.
    expect((await distribute(sessionId, method === "sms" ? byEmail() : bySms())).status).toBe(204)
    await bench.sandbox.advance(12 * HOUR)
    expect((await send()).status).toBe(204)
  })

  it("are counted for each merchant, and not at all unless asked for", async () => {
    const { sessionId } = await session()
    await sendMany("sms", 21)(sessionId)
    const other = createClient(bench.sandbox, basic("loud", "loud-secret"))
    const theirs = await session(other)
    expect((await distribute(theirs.sessionId, bySms(), other)).status).toBe(204)
    await bench.client.control("POST", "/settings", { message_limits: false })
    expect(await sendMany("sms", 21)(sessionId)).toEqual([204])
  })
})
