import { startSandbox } from "../start-sandbox"
import { createClient, type Client } from "./support/client"
import { createOrder, createSession, order } from "./support/orders"
import { withSandbox } from "./support/with-sandbox"

const bench = withSandbox()

const fault = (body: unknown, client = bench.client) => client.control("POST", "/faults", body)

/** Which of so many calls were struck. */
async function struck(count: number, client: Client = bench.client): Promise<boolean[]> {
  const results: boolean[] = []
  for (let index = 0; index < count; index += 1) {
    results.push((await client.call("GET", "/checkout/v3/orders/x")).status === 503)
  }
  return results
}

const half = { kind: "status", status: 503, probability: 0.5 }

describe("a fault with a probability", () => {
  it("strikes about as often as it says, and tells of how many chances", async () => {
    await fault({ ...half, probability: 0.25 })
    const strikes = (await struck(200)).filter(Boolean).length
    expect(strikes).toBeGreaterThan(30)
    expect(strikes).toBeLessThan(70)
    expect((await bench.client.control("GET", "/faults")).body).toMatchObject([
      { probability: 0.25, chances: 200, struck: strikes },
    ])
  })

  it("strikes the same calls with the same seed of the sandbox, and others with another", async () => {
    const runs = []
    for (const seed of ["one", "one", "two"]) {
      const sandbox = await startSandbox({ port: 0, seed })
      const client = createClient(sandbox)
      await fault(half, client)
      runs.push((await struck(40, client)).join())
      await sandbox.close()
    }
    expect(runs[1]).toBe(runs[0])
    expect(runs[2]).not.toBe(runs[0])
  })

  it("strikes the same calls again when the faults were removed and the scenario is run again", async () => {
    const runs = []
    for (let run = 0; run < 2; run += 1) {
      await bench.client.control("DELETE", "/faults")
      await fault({ ...half, match: { method: "POST" } })
      await fault(half)
      runs.push((await struck(40)).join())
    }
    expect(runs[1]).toBe(runs[0])
  })

  it("strikes the same calls with a seed of its own, whatever came before", async () => {
    await fault({ ...half, seed: "mine" })
    const first = await struck(40)
    await bench.client.control("DELETE", "/faults")
    await fault({ kind: "latency", ms: 0, probability: 0.5 })
    await fault({ ...half, seed: "mine" })
    expect(await struck(40)).toEqual(first)
    expect(new Set(first)).toEqual(new Set([true, false]))
  })

  it("strikes no more often than its times, and leaves the rest to the next fault", async () => {
    await fault({ ...half, times: 3 })
    expect((await struck(40)).filter(Boolean)).toHaveLength(3)
    await bench.client.control("DELETE", "/faults")
    await fault({ ...half, status: 500 })
    await fault({ kind: "status", status: 503 })
    const statuses = new Set<number>()
    for (let index = 0; index < 20; index += 1) {
      statuses.add((await bench.client.call("GET", "/checkout/v3/orders/x")).status)
    }
    expect(statuses).toEqual(new Set([500, 503]))
  })

  it("strikes callbacks too", async () => {
    await fault({ kind: "drop", probability: 0.5, seed: "callbacks" })
    const orderId = await createOrder(bench.client, order())
    const { body } = await createSession(bench.client, bench.sandbox.url, orderId, {
      status_update: `${bench.shop.url}/status`,
    })
    for (let index = 0; index < 10; index += 1) {
      await bench.client.consumer(body.session_id, index % 2 === 0 ? "open" : "back")
      await bench.sandbox.settled()
    }
    const { body: attempts } = await bench.client.control("GET", "/callbacks")
    const faults = new Set(attempts.map((attempt: { fault: string | null }) => attempt.fault))
    expect(faults).toEqual(new Set(["drop", null]))
  })
})

describe("a fault", () => {
  it.each([
    [{ kind: "explode" }, /kind must be one of/],
    [{ kind: "latency" }, /needs ms/],
    [{ kind: "status" }, /needs an HTTP status/],
    [{ kind: "reset", match: { path: "(" } }, /regular expression/],
    [{ kind: "reset", match: { method: 5 } }, /match.method must be a string/],
    [{ kind: "reset", match: "captures" }, /match must be an object/],
    [{ kind: "reset", match: { verb: "POST" } }, /match has no member verb/],
    [{ kind: "reset", match: { callback: "push" } }, /for faults on callbacks/],
    [{ kind: "drop", match: { callback: "letter" } }, /match.callback/],
    [{ kind: "drop", match: { method: "POST" } }, /for faults on calls/],
    [{ kind: "reorder", match: { callback: "validation" } }, /wait for an answer/],
    [{ kind: "reset", times: -1 }, /times/],
    [{ kind: "reset", time: 1 }, /no member time/],
    [{ kind: "reset", probability: 0 }, /probability/],
    [{ kind: "reset", probability: 1.1 }, /probability/],
    [{ kind: "reset", seed: 1 }, /seed must be a string/],
    ["{", /a fault is an object/],
    [[{ kind: "reset" }, { kind: "explode" }], /kind must be one of/],
  ])("is refused when it is %j, and none of a list is taken then", async (body, message) => {
    expect(await fault(body)).toMatchObject({ status: 400, body: { error: expect.stringMatching(message) } })
    expect((await bench.client.control("GET", "/faults")).body).toEqual([])
  })
})
