import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { startSandbox, type SandboxOptions } from "../start-sandbox"
import { createClient } from "./support/client"
import { createOrder, createSession, order, paidOrder } from "./support/orders"
import { startShop } from "./support/shop"
import { START } from "./support/with-sandbox"

let folder: string
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), "klarna-sandbox-"))))
afterEach(() => rmSync(folder, { recursive: true }))

const start = (options: SandboxOptions = {}) =>
  startSandbox({ port: 0, data: join(folder, "state.db"), clock: () => START, ...options })

describe("a sandbox with a file", () => {
  it("knows everything again after a restart: orders, keys, settings, time", async () => {
    const first = await start()
    const client = createClient(first)
    const orderId = await paidOrder(client)
    const captures = `/ordermanagement/v1/orders/${orderId}/captures`
    const key = { "Klarna-Idempotency-Key": "key" }
    const before = await client.call("POST", captures, { captured_amount: 1000 }, key)
    await client.control("POST", "/settings", { om_lag_ms: 7 })
    await client.control("POST", "/clock", { advance_ms: 60_000 })
    await first.close()

    const second = await start()
    const again = createClient(second)
    const after = await again.call("POST", captures, { captured_amount: 1000 }, key)
    expect(after.headers.get("capture-id")).toBe(before.headers.get("capture-id"))
    expect((await again.control("GET", `/orders/${orderId}`)).body).toMatchObject({
      status: "PART_CAPTURED",
      captured_amount: 1000,
    })
    expect((await again.control("GET", "/settings")).body.om_lag_ms).toBe(7)
    expect(second.now()).toBe(START + 60_000)
    await second.close()
  })

  it("sends after the restart what became due meanwhile", async () => {
    const shop = await startShop()
    const first = await start()
    await paidOrder(createClient(first), order({}, shop.url))
    await first.close()
    const second = await start({ clock: () => START + 130_000 })
    await second.settled()
    expect(shop.pushes()).toHaveLength(1)
    await second.close()
    await shop.close()
  })

  it("gives no id twice although the seed is the same", async () => {
    const ids = new Set<string>()
    for (let run = 0; run < 3; run += 1) {
      const sandbox = await start({ seed: "same" })
      ids.add(await createOrder(createClient(sandbox), order()))
      await sandbox.close()
    }
    expect(ids.size).toBe(3)
  })

  it("refuses a file that is no database with a sentence that names it", async () => {
    const file = join(folder, "notes.txt")
    writeFileSync(file, "not a database, but long enough to look like something".repeat(100))
    await expect(start({ data: file })).rejects.toThrow(`cannot open ${file}`)
  })
})

describe("sandboxes side by side", () => {
  it("share nothing, and with one seed give the same ids", async () => {
    const [one, two] = [
      await startSandbox({ port: 0, seed: "s" }),
      await startSandbox({ port: 0, seed: "s" }),
    ]
    const orderId = await createOrder(createClient(one), order())
    expect((await createClient(two).call("GET", `/checkout/v3/orders/${orderId}`)).status).toBe(404)
    expect(await createOrder(createClient(two), order())).toBe(orderId)
    await one.close()
    await two.close()
  })

  it("cannot take one port", async () => {
    const one = await startSandbox({ port: 0 })
    await expect(startSandbox({ port: one.port })).rejects.toMatchObject({ code: "EADDRINUSE" })
    await one.close()
  })
})

describe("a reset", () => {
  it("forgets orders, sessions, calls, callbacks, faults, settings and moved time", async () => {
    const sandbox = await startSandbox({ port: 0, clock: () => START, settings: { push_delay_ms: 5 } })
    const client = createClient(sandbox)
    const orderId = await paidOrder(client)
    const other = await createOrder(client, order())
    const { body: session } = await createSession(client, sandbox.url, other)
    await client.control("POST", "/settings", { om_lag_ms: 9, push_delay_ms: 1 })
    await client.control("POST", "/faults", { kind: "status", status: 500 })
    await client.control("POST", "/clock", { advance_ms: 1000 })
    expect((await client.control("POST", "/reset")).status).toBe(200)
    expect((await client.control("GET", "/calls")).body).toEqual([])
    expect((await client.control("GET", "/callbacks")).body).toEqual([])
    expect((await client.control("GET", "/faults")).body).toEqual([])
    expect((await client.control("GET", "/settings")).body).toMatchObject({ om_lag_ms: 0, push_delay_ms: 5 })
    expect(sandbox.now()).toBe(START)
    expect((await client.call("GET", `/checkout/v3/orders/${orderId}`)).status).toBe(404)
    expect((await client.call("GET", `/hpp/v1/sessions/${session.session_id}`)).status).toBe(404)
    await sandbox.close()
  })
})
