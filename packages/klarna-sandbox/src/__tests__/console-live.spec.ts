import { startSandbox, type RunningSandbox } from "../start-sandbox"
import { consoleOf } from "./support/console"
import { createOrder, order } from "./support/orders"
import { withSandbox } from "./support/with-sandbox"

const bench = withSandbox()
const { look } = consoleOf(bench)

/** Listens as a page does. */
async function listen({ url }: Pick<RunningSandbox, "url"> = bench.sandbox) {
  const stop = new AbortController()
  const response = await fetch(`${url}/console/live`, { signal: stop.signal })
  const reader = (response.body as ReadableStream<Uint8Array>).getReader()
  let text = ""
  const reading = (async () => {
    for (;;) {
      const { done, value } = await reader.read()
      if (done) return
      text += Buffer.from(value).toString()
    }
  })().catch(() => undefined)
  const told = () => text.split("data: changed").length - 1
  return {
    response,
    told,
    /** @param count how often it has been told by then */
    async next(count: number) {
      const deadline = Date.now() + 60_000
      while (told() < count) {
        if (Date.now() > deadline) throw new Error(`told ${told()} times, not ${count}`)
        await new Promise((resolve) => setImmediate(resolve))
      }
    },
    /** Resolves when the other side is gone. */
    ended: reading,
    async stop() {
      stop.abort()
      await reading
    },
  }
}

describe("what a page listens to", () => {
  it("tells of an order, of what a person does and of faults, each time anew", async () => {
    const page = await listen()
    expect(page.response.headers.get("content-type")).toBe("text/event-stream")
    /** What it is told may come before the answer. */
    const tells = async <Answer>(work: Promise<Answer>): Promise<Answer> => {
      const before = page.told()
      const answer = await work
      await page.next(before + 1)
      return answer
    }
    const orderId = await tells(createOrder(bench.client, order()))
    await tells(bench.client.control("POST", `/orders/${orderId}/complete`))
    await tells(bench.client.control("POST", "/faults", { kind: "latency", ms: 1 }))
    await tells(bench.client.control("POST", "/clock", { advance_ms: 1 }))
    await page.stop()
  })

  it("is told of a burst a few times, not three hundred times", async () => {
    const page = await listen()
    const startedAt = performance.now()
    for (let count = 0; count < 300; count += 1) await createOrder(bench.client, order())
    await page.next(1)
    const told = page.told()
    const seconds = (performance.now() - startedAt) / 1000
    expect(told).toBeLessThanOrEqual(Math.ceil(seconds * 4) + 1)
    await page.stop()
  })

  it("is not told of looking: pages that look at each other would never rest", async () => {
    await createOrder(bench.client, order())
    await look("/")
    const page = await listen()
    for (const path of ["/", "/orders", "/calls", "/callbacks", "/search?q=x"]) await look(path)
    expect(page.told()).toBe(0)
    await bench.client.control("POST", "/clock", { advance_ms: 1 })
    await page.next(1)
    expect(page.told()).toBe(1)
    await page.stop()
  })

  it("ends with the sandbox", async () => {
    const sandbox = await startSandbox({ port: 0 })
    const page = await listen(sandbox)
    await sandbox.close()
    await page.ended
  })
})
