import type { Answer, Client } from "./support/client"
import { basic, createClient } from "./support/client"
import { createOrder, createSession, order, paidOrder } from "./support/orders"
import { paymentsSession } from "./support/payments"
import { withSandbox } from "./support/with-sandbox"

const bench = withSandbox({
  settings: { rate_limits: true },
  merchants: [
    { username: "sandbox", key: "sandbox-secret" },
    { username: "K-LIVE", key: "live", environment: "live" },
  ],
})

const UNKNOWN = "/ordermanagement/v1/orders/00000000-0000-0000-0000-000000000000"
const read = (client: Client = bench.client) => client.call("GET", UNKNOWN)
const live = () => createClient(bench.sandbox, basic("K-LIVE", "live"))

/** What is said about the limit. */
const told = ({ headers }: Answer) =>
  ["limit", "remaining", "reset"].map((name) => headers.get(`x-ratelimit-${name}`))

async function times<T>(count: number, work: () => Promise<T>): Promise<T[]> {
  const results: T[] = []
  for (let index = 0; index < count; index += 1) results.push(await work())
  return results
}

describe("rate limits", () => {
  it("are counted down in every answer, refusals too", async () => {
    expect(told(await read())).toEqual(["50, 50;w=1", "49", "1"])
    expect(told(await read())).toEqual(["50, 50;w=1", "48", "1"])
    expect(told(await read(live()))).toEqual(["200, 200;w=1", "199", "1"])
  })

  it("refuse what is too many in a second with 429, undone, and let in again in the next", async () => {
    const orderId = await paidOrder(bench.client)
    await times(50, read)
    const capture = () =>
      bench.client.call(
        "POST",
        `/ordermanagement/v1/orders/${orderId}/captures`,
        { captured_amount: 100 },
        { "Klarna-Idempotency-Key": "key" }
      )
    const refused = await capture()
    expect(refused).toMatchObject({
      status: 429,
      body: { error_code: "TOO_MANY_REQUESTS", error_messages: ["Too many requests"] },
    })
    expect(told(refused)).toEqual(["50, 50;w=1", "0", "1"])
    const { body: inside } = await bench.client.control("GET", `/orders/${orderId}`)
    expect(inside.captured_amount).toBe(0)
    await bench.sandbox.advance(1000)
    // The refusal was not kept under the key.
    expect((await capture()).status).toBe(201)
  })

  it("are counted apart by merchant and API", async () => {
    await times(51, read)
    expect((await read()).status).toBe(429)
    expect((await read(live())).status).toBe(404)
    expect((await bench.client.call("GET", "/checkout/v3/orders/x")).status).toBe(404)
  })

  it("are lower for new hosted pages, which reading does not use up", async () => {
    const orderId = await createOrder(bench.client, order())
    const create = () => createSession(bench.client, bench.sandbox.url, orderId)
    const created = await times(6, create)
    expect(created.map(({ status }) => status)).toEqual([201, 201, 201, 201, 201, 429])
    expect(told(created[0]!)).toEqual(["5, 5;w=1", "4", "1"])
    const { session_id } = created[0]!.body
    expect((await bench.client.call("GET", `/hpp/v1/sessions/${session_id}`)).status).toBe(200)
  })

  it("are lower for new Klarna Payments sessions, apart from hosted pages", async () => {
    const orderId = await createOrder(bench.client, order())
    await times(5, () => createSession(bench.client, bench.sandbox.url, orderId))
    const create = () => bench.client.call("POST", "/payments/v1/sessions", paymentsSession())
    const statuses = (await times(6, create)).map(({ status }) => status)
    expect(statuses).toEqual([200, 200, 200, 200, 200, 429])
  })

  it("begin anew with the sandbox, and are off unless asked for", async () => {
    await times(51, read)
    await bench.client.control("POST", "/reset")
    expect(told(await read())).toEqual(["50, 50;w=1", "49", "1"])
    await bench.client.control("POST", "/settings", { rate_limits: false })
    const answers = await times(51, read)
    expect(answers.every(({ status }) => status === 404)).toBe(true)
    expect(told(answers[0]!)).toEqual([null, null, null])
  })
})
