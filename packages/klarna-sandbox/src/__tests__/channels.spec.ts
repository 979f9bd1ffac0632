import { subscribe, unsubscribe } from "node:diagnostics_channel"
import { createOrder, order } from "./support/orders"
import { withSandbox } from "./support/with-sandbox"

const bench = withSandbox()

type Told = Record<string, unknown>

/** @returns what the channel carries from now on */
function listen(channel: string): Told[] {
  const told: Told[] = []
  const hear = (message: unknown) => void told.push(message as Told)
  subscribe(channel, hear)
  stops.push(() => unsubscribe(channel, hear))
  return told
}
const stops: (() => void)[] = []
afterEach(() => stops.splice(0).forEach((stop) => stop()))

describe("who runs a sandbox in their own process", () => {
  it("hears of every call to the APIs, with the text of both bodies, and of no other", async () => {
    const told = listen("klarna-sandbox:call")
    const orderId = await createOrder(bench.client, order())
    await bench.client.control("GET", "/health")
    expect(told).toMatchObject([
      {
        method: "POST",
        path: "/checkout/v3/orders",
        status: 201,
        request: JSON.stringify(order()),
        response: expect.stringContaining(orderId),
        response_headers: { Location: expect.stringContaining(orderId) },
        fault: null,
      },
    ])
  })

  it("hears of calls whose answer was lost, without a status", async () => {
    const told = listen("klarna-sandbox:call")
    await bench.client.control("POST", "/faults", { kind: "lost_response", times: 1 })
    await expect(createOrder(bench.client, order())).rejects.toThrow()
    expect(told).toMatchObject([{ status: null, fault: "lost_response" }])
  })

  it("hears of every callback and its answer", async () => {
    bench.shop.answerWith((_request, response) => response.writeHead(400).end('{"error_text":"Sold out."}'))
    const told = listen("klarna-sandbox:callback")
    const validation = `${bench.shop.url}/validate`
    const orderId = await createOrder(bench.client, order({ merchant_urls: { validation } }))
    const { body: session } = await bench.client.call("POST", "/hpp/v1/sessions", {
      payment_session_url: `${bench.sandbox.url}/checkout/v3/orders/${orderId}`,
    })
    await bench.client.consumer(session.session_id, "approve")
    expect(told).toEqual([
      {
        callback: "validation",
        url: validation,
        body: expect.stringContaining(orderId),
        status: 400,
        response: '{"error_text":"Sold out."}',
        error: null,
        fault: null,
      },
    ])
  })
})
