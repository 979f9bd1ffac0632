import { createHash } from "node:crypto"
import { mkdtempSync, readFileSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import Database from "libsql"
import { startSandbox } from "../start-sandbox"
import { createClient } from "./support/client"
import { createOrder, order } from "./support/orders"
import { startShop } from "./support/shop"
import { START } from "./support/with-sandbox"

let folder: string
let file: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "klarna-sandbox-older-"))
  file = join(folder, "state.sqlite")
})
afterEach(() => rmSync(folder, { recursive: true }))

const start = () => startSandbox({ port: 0, data: file, clock: () => START })

function alter(...statements: string[]) {
  const database = new Database(file)
  for (const statement of statements) database.exec(statement)
  database.close()
}

/** A file of today. */
async function ofToday() {
  await (await start()).close()
}

const checksum = () => createHash("sha256").update(readFileSync(file)).digest("hex")

/** Refused in one line that names the file, which is left as it was. */
async function expectRefused(reason: string) {
  const before = checksum()
  await expect(start()).rejects.toThrow(`cannot open ${file}: ${reason}`)
  expect(checksum()).toBe(before)
}

describe("a file of the first version", () => {
  const ORDER = "a3af88e5-7ad3-80fc-099f-bb5692eee900"
  const OPEN_ORDER = "3968717a-fe5f-650e-4df0-cf262c42217a"
  const KP_SESSION = "db1ec85e-e4e6-a3fa-2765-4a2d54ecccaa"
  const TOKEN = "47318947-9f12-dc82-97a8-948e7f1cd450"
  const CAPTURE = "43412f03-b324-46d4-6e30-6b449fe10743"

  beforeEach(() => alter(readFileSync(join(__dirname, "support/version-0.sql"), "utf8")))

  it("is carried over with everything in it, and opens again", async () => {
    for (let opened = 0; opened < 2; opened += 1) {
      const sandbox = await start()
      const { call, control } = createClient(sandbox)
      const again = await call(
        "POST",
        `/ordermanagement/v1/orders/${ORDER}/captures`,
        { captured_amount: 4000 },
        { "Klarna-Idempotency-Key": "first" }
      )
      expect([again.status, again.headers.get("capture-id")]).toEqual([201, CAPTURE])
      expect((await control("GET", `/orders/${ORDER}`)).body).toMatchObject({
        status: "PART_CAPTURED",
        order_amount: 10000,
        captured_amount: 4000,
        refunded_amount: 1000,
      })
      expect((await call("GET", `/checkout/v3/orders/${OPEN_ORDER}`)).body.status).toBe("checkout_incomplete")
      expect((await call("GET", `/payments/v1/sessions/${KP_SESSION}`)).body.order_amount).toBe(10000)
      expect((await call("GET", `/customer-token/v1/tokens/${TOKEN}`)).body.status).toBe("ACTIVE")
      expect((await control("GET", "/outbox")).body).toHaveLength(1)
      expect((await control("GET", "/settings")).body.om_lag_ms).toBe(7)
      expect(sandbox.now()).toBe(START + 60_000)
      await sandbox.close()
    }
  })

  it("still has its callbacks to send", async () => {
    const shop = await startShop()
    alter(`UPDATE callback SET url = '${shop.url}/push'`, "UPDATE managed_order SET acknowledged_at = NULL")
    const sandbox = await start()
    await sandbox.advance(60_000)
    expect(shop.pushes()).toHaveLength(1)
    await sandbox.close()
    await shop.close()
  })
})

describe("a file of another version", () => {
  it("gets the tables, columns and indexes that it lacks", async () => {
    await ofToday()
    alter(
      'DROP TABLE "call"',
      "DROP TABLE call_mention",
      "ALTER TABLE managed_order DROP COLUMN confirmation_url"
    )
    const sandbox = await start()
    const client = createClient(sandbox)
    const orderId = await createOrder(client, order())
    expect((await client.control("POST", `/orders/${orderId}/complete`)).status).toBe(200)
    expect((await client.control("GET", "/calls")).body).toHaveLength(1)
    await sandbox.close()
  })

  it("is refused when it lacks what must be there", async () => {
    await ofToday()
    alter("ALTER TABLE managed_order DROP COLUMN fraud_status")
    await expectRefused(
      "another version of klarna-sandbox wrote it, with another managed_order.fraud_status; " +
        "open it with that version, or move it away to start empty"
    )
  })

  it.each([
    ["a column", "ALTER TABLE capture ADD COLUMN mood text", "capture.mood"],
    ["a table", "CREATE TABLE mood (id text)", "mood"],
  ])("is refused when it has %s that would be left behind", async (_, statement, name) => {
    await ofToday()
    alter(statement)
    await expectRefused(`another version of klarna-sandbox wrote it, with another ${name}; `)
  })

  it("is refused when a newer one wrote it", async () => {
    await ofToday()
    alter("PRAGMA user_version = 99")
    await expectRefused("a newer klarna-sandbox wrote it; use that one, or another file")
  })

  it("is refused when it is another program's", async () => {
    alter("CREATE TABLE notes (body text)")
    await expectRefused("it is the database of another program")
  })
})
