import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { buildCli, type BuiltCli } from "./support/built-cli"
import { createClient, type Client } from "./support/client"
import { startBuyers, type Promised } from "./support/buyers"
import { endProcesses, startCli } from "./support/processes"
import { startShop, type Shop } from "./support/shop"

/** A hundred on demand: `SANDBOX_KILLS=100 npm test -- --project sandbox kills`. */
const KILLS = Number(process.env.SANDBOX_KILLS ?? 5)
const BUYERS = 6
const PUSH_DELAY = 120_000
/** From the first answer to when all buyers are in the middle of something, another one each time. */
const answersBefore = (kill: number) => 1 + ((40 + kill * 61) % 150)

let cli: BuiltCli
let shop: Shop
let folder: string

beforeAll(async () => {
  cli = buildCli()
  shop = await startShop()
  folder = mkdtempSync(join(tmpdir(), "klarna-sandbox-kills-"))
})
afterAll(async () => {
  endProcesses()
  await shop.close()
  cli.remove()
  rmSync(folder, { recursive: true })
})

describe("kill -9 under load", () => {
  const promised: Promised = { orders: new Map(), clock: 0, answers: 0 }
  const start = () => startCli(cli.file, ["--data", join(folder, "state.sqlite")])

  it(
    `loses nothing that was answered with success, ${KILLS} times`,
    async () => {
      for (let kill = 0; kill < KILLS; kill += 1) {
        const sandbox = await start()
        const buyers = startBuyers(createClient(sandbox), BUYERS, shop.url, promised)
        await buyers.answered(answersBefore(kill))
        await sandbox.kill("SIGKILL")
        const touched = await buyers.ended()
        const again = await start()
        await expectKept(createClient(again), promised, touched)
        await again.kill("SIGKILL")
      }
      const last = await start()
      await expectKept(createClient(last), promised, [...promised.orders.keys()])
      expect(promised.orders.size).toBeGreaterThan(KILLS)
      process.stdout.write(
        `${KILLS} kills, ${promised.answers} answers, ${promised.orders.size} orders: 0 lost\n`
      )
      await last.kill("SIGTERM")
    },
    240_000 + KILLS * 60_000
  )

  it("still sends every push that was due", async () => {
    const sandbox = await start()
    const client = createClient(sandbox)
    await client.control("POST", "/clock", { advance_ms: PUSH_DELAY + 1_000 })
    const due = [...promised.orders]
      .filter(([, { isCompleted, isLeftAlone }]) => isCompleted && isLeftAlone)
      .map(([id]) => id)
    expect(due.length).toBeGreaterThan(0)
    const deadline = Date.now() + 180_000
    const missing = () => {
      const pushed = new Set(shop.pushes().map((path) => new URLSearchParams(path.split("?")[1]).get("id")))
      return due.filter((id) => !pushed.has(id))
    }
    while (missing().length > 0 && Date.now() < deadline) await client.control("GET", "/health")
    expect(missing()).toEqual([])
    await sandbox.kill("SIGTERM")
  })
})

/** What was promised is there, and nothing is half done. */
async function expectKept(client: Client, promised: Promised, orderIds: readonly string[]) {
  const askedAt = Date.now()
  const { body: clock } = await client.control("GET", "/clock")
  expect(clock.now_ms - askedAt).toBeGreaterThanOrEqual(promised.clock)
  const { body: calls } = await client.control("GET", "/calls")
  const logged = new Set(calls.map(({ correlation_id }: { correlation_id: string }) => correlation_id))
  for (const orderId of orderIds) {
    const order = promised.orders.get(orderId)
    if (!order) throw new Error(`nothing was promised about ${orderId}`)
    expect((await client.call("GET", `/checkout/v3/orders/${orderId}`)).body.order_id).toBe(orderId)
    for (const correlationId of order.correlationIds) expect(logged).toContain(correlationId)
    if (!order.isCompleted) continue
    const { status, body: managed } = await client.control("GET", `/orders/${orderId}`)
    expect(status).toBe(200)
    const captured = managed.captures.map(({ capture_id }: { capture_id: string }) => capture_id)
    for (const { key, captureId, amount } of order.captures) {
      expect(captured).toContain(captureId)
      const again = await client.call(
        "POST",
        `/ordermanagement/v1/orders/${orderId}/captures`,
        { captured_amount: amount },
        { "Klarna-Idempotency-Key": key }
      )
      expect([again.status, again.headers.get("capture-id")]).toEqual([201, captureId])
    }
    const { body: after } = await client.control("GET", `/orders/${orderId}`)
    expect(after.captured_amount).toBe(managed.captured_amount)
    expect(sum(after.captures, "captured_amount")).toBe(after.captured_amount)
    expect(sum(after.refunds, "refunded_amount")).toBe(after.refunded_amount)
    expect(after.refunded_amount).toBeGreaterThanOrEqual(order.refunded)
  }
}

const sum = (parts: Record<string, number>[], field: string) =>
  parts.reduce((total, part) => total + Number(part[field]), 0)
