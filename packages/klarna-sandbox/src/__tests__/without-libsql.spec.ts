import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { buildCli, type BuiltCli } from "./support/built-cli"
import { createClient } from "./support/client"
import { createOrder, createSession, order } from "./support/orders"
import { authorized, placeOrder } from "./support/payments"
import { endProcesses, runNode, startCli } from "./support/processes"

/** What libsql meets on a platform for which it has no binary. */
const HOOK = `
const Module = require("node:module")
const resolve = Module._resolveFilename
Module._resolveFilename = function (request, ...more) {
  if (request.startsWith("@libsql/")) throw new Error("Cannot find module '" + request + "'")
  return resolve.call(this, request, ...more)
}`

let cli: BuiltCli
let folder: string
let env: NodeJS.ProcessEnv
beforeAll(() => {
  cli = buildCli()
  folder = mkdtempSync(join(tmpdir(), "klarna-sandbox-engine-"))
  writeFileSync(join(folder, "hook.cjs"), HOOK)
  env = { ...process.env, NODE_OPTIONS: `--require ${join(folder, "hook.cjs")}` }
})
afterAll(() => {
  endProcesses()
  cli.remove()
  rmSync(folder, { recursive: true })
})

describe("a platform for which libsql has no binary", () => {
  it("sells all the same: Checkout, a hosted page, captures and refunds, Payments", async () => {
    const sandbox = await startCli(cli.file, [], { env })
    const client = createClient(sandbox)
    const orderId = await createOrder(client, order())
    const { body: session } = await createSession(client, sandbox.url, orderId)
    expect((await client.consumer(session.session_id, "approve")).body.status).toBe("COMPLETED")
    const managed = `/ordermanagement/v1/orders/${orderId}`
    const key = { "Klarna-Idempotency-Key": "key" }
    const captured = await client.call("POST", `${managed}/captures`, { captured_amount: 31630 }, key)
    const again = await client.call("POST", `${managed}/captures`, { captured_amount: 31630 }, key)
    expect(again.headers.get("capture-id")).toBe(captured.headers.get("capture-id"))
    expect((await client.call("POST", `${managed}/captures`, { captured_amount: 1 })).status).toBe(403)
    expect((await client.call("POST", `${managed}/refunds`, { refunded_amount: 630 })).status).toBe(201)
    expect((await client.control("GET", `/orders/${orderId}`)).body).toMatchObject({
      status: "CAPTURED",
      captured_amount: 31630,
      refunded_amount: 630,
    })
    const { token } = await authorized(client)
    expect((await placeOrder(client, token)).body.fraud_status).toBe("ACCEPTED")
    const calls = await client.control("GET", `/calls?about=${orderId}`)
    expect(calls.body.length).toBeGreaterThanOrEqual(5)
    expect((await fetch(sandbox.url)).status).toBe(200)
    expect((await client.control("POST", "/reset")).status).toBe(200)
    expect((await client.call("GET", managed)).status).toBe(404)
    const { code, stderr } = await sandbox.kill("SIGTERM")
    expect([code, stderr]).toEqual([0, ""])
  })

  it("says where its state is, and why", async () => {
    const sandbox = await startCli(cli.file, ["--port", "0"], { env })
    const { stdout } = await sandbox.kill("SIGTERM")
    expect(stdout).toContain("in memory (sql.js: libsql has no binary for this platform)")
  })

  it("refuses --data in one line", async () => {
    const file = join(folder, "state.sqlite")
    const { code, stdout, stderr } = await runNode([cli.file, "--port", "0", "--data", file], { env })
    expect([code, stdout]).toEqual([1, ""])
    expect(stderr).toBe(
      `klarna-sandbox: cannot open ${file}: libsql, which keeps files, has no binary for this platform; leave out --data\n`
    )
  })
})
