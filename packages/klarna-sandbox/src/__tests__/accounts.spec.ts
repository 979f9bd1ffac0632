import type { Settings } from "../settings"
import { startSandbox, type RunningSandbox } from "../start-sandbox"
import { callAt } from "./support/call-at"
import { basic, createClient } from "./support/client"
import { paidOrder } from "./support/orders"

const merchants = [
  { username: "K-EU", key: "eu", region: "eu", environment: "playground" },
  { username: "K-NA", key: "na", region: "na", environment: "playground" },
  { username: "K-LIVE", key: "live", region: "eu", environment: "live" },
  { username: "K-KUSTOM", key: "kustom", provider: "kustom", environment: "playground" },
  { username: "K-ANY", key: "any" },
] as const

const NOBODYS = "/ordermanagement/v1/orders/00000000-0000-0000-0000-000000000000"

let sandbox: RunningSandbox
beforeAll(async () => {
  sandbox = await startSandbox({ port: 0, merchants })
})
afterAll(() => sandbox.close())

/** Which merchants the host lets in. */
async function welcome(host: string): Promise<string[]> {
  const statuses = await Promise.all(merchants.map(({ username, key }) => ask(host, basic(username, key))))
  return merchants.filter((_merchant, index) => statuses[index] !== 401).map(({ key }) => key)
}

const ask = async (host: string, authorization: string) =>
  (await callAt(sandbox.url, host, { path: NOBODYS, authorization })).status

describe("credentials", () => {
  it.each([
    ["api.playground.klarna.com", ["eu", "any"]],
    ["api-na.playground.klarna.com", ["na", "any"]],
    ["api-na.playground.klarna.com.localhost:4600", ["na", "any"]],
    ["api-oc.playground.klarna.com", ["any"]],
    ["api.klarna.com", ["live", "any"]],
    ["api.playground.kustom.co", ["eu", "na", "kustom", "any"]],
    ["api.kustom.co:443", ["live", "any"]],
    ["localhost:4600", ["eu", "na", "live", "kustom", "any"]],
  ])("are good at %s for the accounts that are there", async (host, expected) => {
    expect(await welcome(host)).toEqual(expected)
  })

  it.each<[Partial<Settings>, string[]]>([
    [{ region: "na" }, ["na", "kustom", "any"]],
    [{ environment: "live" }, ["live", "any"]],
    [{ region: "eu", environment: "playground" }, ["eu", "kustom", "any"]],
  ])("are good where %j says the sandbox is", async (settings, expected) => {
    const client = createClient(sandbox)
    await client.control("POST", "/settings", settings)
    expect(await welcome("127.0.0.1")).toEqual(expected)
    await client.control("POST", "/settings", { region: "any", environment: "any" })
  })

  it("of the wrong region are refused with an answer like that to wrong ones", async () => {
    const client = createClient(sandbox, basic("K-EU", "eu"))
    await client.control("POST", "/settings", { region: "oc" })
    const wrongRegion = await client.call("GET", NOBODYS)
    const wrongKey = await createClient(sandbox, basic("K-EU", "wrong")).call("GET", NOBODYS)
    await client.control("POST", "/settings", { region: "any" })
    expect(wrongRegion.status).toBe(401)
    expect(wrongRegion.body.error_code).toBe(wrongKey.body.error_code)
    expect(wrongRegion.body.error_messages).toEqual(wrongKey.body.error_messages)
  })
})

describe("another merchant's order", () => {
  it("is not found by any call of Order Management, and stays as it was", async () => {
    const owner = createClient(sandbox, basic("K-EU", "eu"))
    const stranger = createClient(sandbox, basic("K-NA", "na"))
    const orderId = await paidOrder(owner)
    const path = `/ordermanagement/v1/orders/${orderId}`
    const calls: [string, string, unknown?][] = [
      ["GET", ""],
      ["POST", "/acknowledge"],
      ["POST", "/cancel"],
      ["POST", "/captures", { captured_amount: 1 }],
      ["PATCH", "/customer-details", { shipping_address: { city: "Lund" } }],
      ["POST", "/shipping-info", { shipping_info: [{ tracking_number: "1" }] }],
      ["POST", "/captures/c/shipping-info", { shipping_info: [{ tracking_number: "1" }] }],
      ["POST", "/captures/c/trigger-send-out"],
      ["PATCH", "/captures/c/extend-due-date", { number_of_days: 10 }],
      ["GET", "/captures/c/extend-due-date-options"],
    ]
    for (const [method, rest, body] of calls) {
      expect(await stranger.call(method, path + rest, body)).toMatchObject({
        status: 404,
        body: { error_code: "NO_SUCH_ORDER" },
      })
    }
    expect((await owner.call("GET", path)).body).toMatchObject({
      status: "AUTHORIZED",
      captures: [],
      shipping_info: [],
    })
  })
})
