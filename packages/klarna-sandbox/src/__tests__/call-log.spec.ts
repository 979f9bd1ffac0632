import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { startSandbox } from "../start-sandbox"
import { createClient, type Answer, type Client } from "./support/client"
import { createOrder, order, paidOrder } from "./support/orders"
import { START, withSandbox } from "./support/with-sandbox"

const list = async (client: Client, query = "") => (await client.control("GET", `/calls${query}`)).body
const paths = (calls: { path: string }[]) => calls.map(({ path }) => path)
const correlationOf = ({ headers }: Answer) => headers.get("klarna-correlation-id")

describe("the call log with a file", () => {
  let folder: string
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), "klarna-sandbox-calls-"))))
  afterEach(() => rmSync(folder, { recursive: true }))
  const start = (callLogSize?: number) =>
    startSandbox({
      port: 0,
      data: join(folder, "state.sqlite"),
      clock: () => START,
      ...(callLogSize !== undefined && { callLogSize }),
    })

  it("has the calls from before the restart, and goes on counting", async () => {
    const first = await start()
    const orderId = await createOrder(createClient(first), order())
    const refused = await createClient(first).call("POST", "/checkout/v3/orders", {})
    await first.close()
    const second = await start()
    const client = createClient(second)
    await client.call("GET", `/checkout/v3/orders/${orderId}`)
    const calls = await list(client)
    expect(calls).toMatchObject([
      { id: 1, method: "POST", status: 201, request: order(), response: { order_id: orderId } },
      { id: 2, status: 400, correlation_id: correlationOf(refused) },
      { id: 3, method: "GET", path: `/checkout/v3/orders/${orderId}` },
    ])
    await second.close()
  })

  it("keeps the newest, across restarts too", async () => {
    const first = await start(20)
    for (let number = 0; number < 50; number += 1) await createOrder(createClient(first), order())
    expect(await list(createClient(first))).toHaveLength(20)
    await first.close()
    const second = await start(10)
    const client = createClient(second)
    await client.call("GET", "/checkout/v3/orders/x")
    const calls = await list(client)
    expect(calls).toHaveLength(10)
    expect(calls[9]).toMatchObject({ id: 51, path: "/checkout/v3/orders/x" })
    await second.close()
  })
})

describe("looking for calls", () => {
  const bench = withSandbox()

  it("finds those that name an id in path, bodies, headers, as key or as correlation id", async () => {
    const { client } = bench
    const orderId = await paidOrder(client)
    const captures = `/ordermanagement/v1/orders/${orderId}/captures`
    const key = { "Klarna-Idempotency-Key": "my-key" }
    const captured = await client.call(
      "POST",
      captures,
      { captured_amount: 1000, reference: "parcel 7" },
      key
    )
    await createOrder(client, order())
    const captureId = String(captured.headers.get("capture-id"))
    await client.call("GET", `${captures}/${captureId}`)
    const about = async (id: string | null) =>
      paths((await list(client, `?about=${id}`)) as { path: string }[])
    expect(await about(orderId)).toEqual(["/checkout/v3/orders", captures, `${captures}/${captureId}`])
    expect(await about(captureId)).toEqual([captures, `${captures}/${captureId}`])
    expect(await about("my-key")).toEqual([captures])
    expect(await about(correlationOf(captured))).toEqual([captures])
    expect(await about("parcel 7")).toEqual([captures, `${captures}/${captureId}`])
    expect(await about("nowhere")).toEqual([])
  })

  it("pages backwards", async () => {
    for (let number = 1; number <= 7; number += 1)
      await bench.client.call("GET", `/checkout/v3/orders/${number}`)
    expect(paths(await list(bench.client, "?limit=3"))).toEqual(
      [5, 6, 7].map((number) => `/checkout/v3/orders/${number}`)
    )
    expect(paths(await list(bench.client, "?limit=3&before=5"))).toEqual(
      [2, 3, 4].map((number) => `/checkout/v3/orders/${number}`)
    )
  })

  it("shows calls that nobody could wait for: refused, cut off, without credentials", async () => {
    const { client } = bench
    await client.control("POST", "/faults", { kind: "lost_response", times: 1 })
    await expect(client.call("POST", "/checkout/v3/orders", order())).rejects.toThrow()
    await client.control("POST", "/faults", { kind: "reset", times: 1 })
    await expect(client.call("POST", "/checkout/v3/orders", order())).rejects.toThrow()
    await client.call("GET", "/checkout/v3/orders/x", undefined, { authorization: "" })
    const calls = await list(client)
    expect(calls).toMatchObject([
      { status: null, fault: "lost_response", response: { status: "checkout_incomplete" } },
      { status: null, fault: "reset", response: null },
      { status: 401, fault: null, merchant: null },
    ])
  })
})
