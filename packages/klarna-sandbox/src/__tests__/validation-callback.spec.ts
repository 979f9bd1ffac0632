import type { ServerResponse } from "node:http"
import { createOrder, createSession, order } from "./support/orders"
import { withSandbox } from "./support/with-sandbox"

const bench = withSandbox()

async function session(options: Record<string, unknown> = {}, changes: Record<string, unknown> = {}) {
  const merchant_urls = { validation: `${bench.shop.url}/validate?id={checkout.order.id}` }
  const orderId = await createOrder(bench.client, order({ merchant_urls, options, ...changes }))
  const { body } = await createSession(bench.client, bench.sandbox.url, orderId, {
    success: "https://shop.example/ok",
  })
  return { orderId, sessionId: body.session_id as string }
}

const approve = async (sessionId: string, more = {}) =>
  (await bench.client.consumer(sessionId, "approve", more)).body
const answerWith = (answer: (response: ServerResponse) => void) =>
  bench.shop.answerWith((_request, response) => answer(response))

describe("the validation callback", () => {
  it("sends the whole order, with what the consumer changed", async () => {
    const { sessionId, orderId } = await session()
    await approve(sessionId, { address: { postal_code: "223 50" } })
    const [asked] = bench.shop.received
    expect(asked?.path).toBe(`/validate?id=${orderId}`)
    expect(JSON.parse(asked?.body ?? "")).toMatchObject({
      order_id: orderId,
      status: "checkout_incomplete",
      order_amount: 31630,
      billing_address: { postal_code: "223 50" },
    })
  })

  it("approves by 200, whatever the body says", async () => {
    answerWith((response) => response.end('{"error_text":"ignored"}'))
    expect((await approve((await session()).sessionId)).status).toBe("COMPLETED")
  })

  it("denies by 400 with a sentence, and the shopper stays", async () => {
    answerWith((response) =>
      response.writeHead(400).end('{"error_type":"approval_failed","error_text":"Sold out."}')
    )
    const { sessionId, orderId } = await session()
    expect(await approve(sessionId)).toEqual({
      status: "IN_PROGRESS",
      redirect_to: null,
      denied: "Sold out.",
    })
    expect((await bench.client.control("GET", `/orders/${orderId}`)).status).toBe(404)
    answerWith((response) => response.end())
    expect((await approve(sessionId)).status).toBe("COMPLETED")
  })

  it.each([301, 302, 303, 307])("denies by %d and sends the browser on", async (status) => {
    answerWith((response) => response.writeHead(status, { Location: "/cart" }).end())
    expect(await approve((await session()).sessionId)).toMatchObject({
      status: "IN_PROGRESS",
      redirect_to: `${bench.shop.url}/cart`,
    })
  })

  it.each([
    ["silence", () => undefined],
    ["a server error", (response: ServerResponse) => response.writeHead(500).end()],
  ])("approves by %s, and fails by it when an answer is required", async (_what, answer) => {
    await bench.hurry({ validation: 1_000, requiredValidation: 1_000 })
    answerWith(answer)
    expect((await approve((await session()).sessionId)).status).toBe("COMPLETED")
    const strict = await session({ require_validate_callback_success: true })
    expect(await approve(strict.sessionId)).toMatchObject({
      status: "IN_PROGRESS",
      denied: expect.any(String),
    })
  })

  it.each([
    ["sv-SE", /^Butiken levererar inte/, /^Butiken kan inte/, /^Butiken bekräftade inte/],
    ["de-DE", /^Der Shop liefert nicht/, /^Der Shop kann/, /^Der Shop hat die Bestellung nicht bestätigt/],
    ["nb-NO", /^Butikken leverer ikke/, /^Butikken kan ikke/, /^Butikken bekreftet ikke/],
    ["da-DK", /^Butikken leverer ikke/, /^Butikken kan ikke/, /^Butikken bekræftede ikke/],
    ["fi-FI", /^Kauppa ei toimita/, /^Kauppa ei voi/, /^Kauppa ei vahvistanut/],
    ["en-GB", /^The shop does not deliver/, /^The shop cannot/, /^The shop did not confirm/],
  ])("leaves nothing unsaid in %s", async (locale, address, refusal, silence) => {
    const denied = async () =>
      (await approve((await session({ require_validate_callback_success: true }, { locale })).sessionId))
        .denied
    answerWith((response) => response.writeHead(400).end('{"error_type":"unsupported_shipping_address"}'))
    expect(await denied()).toMatch(address)
    for (const body of ["", "null", "<html>", '{"error_text":""}', '{"error_message":"wrong key"}']) {
      answerWith((response) => response.writeHead(400).end(body))
      expect(await denied()).toMatch(refusal)
    }
    answerWith((response) => response.writeHead(303, { Location: "/cart" }).end())
    expect(await denied()).toMatch(refusal)
    await bench.client.control("POST", "/faults", { kind: "drop", match: { callback: "validation" } })
    expect(await denied()).toMatch(silence)
  })

  it("may read the order while it is asked", async () => {
    const { sessionId, orderId } = await session()
    bench.shop.answerWith((_request, response) => {
      void bench.client.call("GET", `/checkout/v3/orders/${orderId}`).then(({ body }) => {
        response.writeHead(body.status === "checkout_incomplete" ? 200 : 400).end("{}")
      })
    })
    expect((await approve(sessionId)).status).toBe("COMPLETED")
  })

  it("loses to a page that was disabled meanwhile", async () => {
    const { sessionId, orderId } = await session()
    bench.shop.answerWith((_request, response) => {
      void bench.client.call("DELETE", `/hpp/v1/sessions/${sessionId}`).then(() => response.end())
    })
    expect((await bench.client.consumer(sessionId, "approve")).status).toBe(409)
    expect((await bench.client.call("GET", `/checkout/v3/orders/${orderId}`)).body.status).toBe(
      "checkout_incomplete"
    )
  })

  it("is listed with its answer", async () => {
    answerWith((response) => response.writeHead(400).end('{"error_text":"No."}'))
    const { sessionId, orderId } = await session()
    await approve(sessionId)
    expect((await bench.client.control("GET", "/callbacks?callback=validation")).body).toMatchObject([
      { callback: "validation", order_id: orderId, status: 400, response: '{"error_text":"No."}' },
    ])
  })

  it("can be lost on the way", async () => {
    await bench.client.control("POST", "/faults", { kind: "drop", match: { callback: "validation" } })
    answerWith((response) => response.writeHead(400).end('{"error_text":"No."}'))
    expect((await approve((await session()).sessionId)).status).toBe("COMPLETED")
    expect(bench.shop.received).toEqual([])
  })
})
