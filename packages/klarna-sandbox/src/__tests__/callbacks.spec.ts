import { createOrder, createSession, order, paidOrder } from "./support/orders"
import { START, withSandbox } from "./support/with-sandbox"

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const bench = withSandbox()

async function session(more: Record<string, unknown> = {}) {
  const orderId = await createOrder(bench.client, order(more, bench.shop.url))
  const { body } = await createSession(bench.client, bench.sandbox.url, orderId, {
    success: `${bench.shop.url}/ok`,
    status_update: `${bench.shop.url}/status?s={{session_id}}`,
  })
  return { orderId, sessionId: body.session_id as string }
}

const statuses = () => bench.shop.statusUpdates().map((update) => update.session.status)
const attempts = async () => (await bench.client.control("GET", "/callbacks")).body
const down = () => bench.shop.answerWith((_request, response) => void response.writeHead(503).end())

describe("status_update", () => {
  it("tells every change the consumer caused, as the session was then", async () => {
    const { sessionId, orderId } = await session()
    for (const action of ["open", "decline", "open", "error", "open", "back", "approve"]) {
      await bench.client.consumer(sessionId, action)
      await bench.sandbox.settled()
    }
    expect(statuses()).toEqual([
      "IN_PROGRESS",
      "FAILED",
      "IN_PROGRESS",
      "ERROR",
      "IN_PROGRESS",
      "BACK",
      "IN_PROGRESS",
      "COMPLETED",
    ])
    const last = bench.shop.statusUpdates().at(-1)
    expect(last?.session).toMatchObject({ session_id: sessionId, order_id: orderId })
    expect(bench.shop.received[0]).toMatchObject({
      method: "POST",
      path: `/status?s=${sessionId}`,
      contentType: "application/json",
    })
  })

  it("says nothing of creation, disabling and abort", async () => {
    const { sessionId } = await session()
    await bench.client.call("DELETE", `/hpp/v1/sessions/${sessionId}`)
    const other = await session()
    await bench.client.call("POST", `/checkout/v3/orders/${other.orderId}/abort`)
    await bench.sandbox.advance(HOUR)
    expect(statuses()).toEqual([])
  })

  it("is tried four times, seconds apart, with the same event and a frozen body", async () => {
    down()
    const { sessionId } = await session()
    await bench.client.consumer(sessionId, "open")
    await bench.sandbox.settled()
    expect(bench.shop.received).toHaveLength(1)
    await bench.client.consumer(sessionId, "decline")
    await bench.sandbox.advance(HOUR)
    const opened = bench.shop.statusUpdates().filter((update) => update.session.status === "IN_PROGRESS")
    expect(opened).toHaveLength(4)
    expect(new Set(opened.map(({ event_id }) => event_id)).size).toBe(1)
    expect(new Set(opened.map((update) => JSON.stringify(update))).size).toBe(1)
    await bench.sandbox.advance(HOUR)
    expect(bench.shop.received).toHaveLength(8)
  })

  it("is tried again only after its delay", async () => {
    down()
    const { sessionId } = await session()
    await bench.client.consumer(sessionId, "open")
    await bench.sandbox.advance(4_999)
    expect(bench.shop.received).toHaveLength(1)
    await bench.sandbox.advance(1)
    expect(bench.shop.received).toHaveLength(2)
  })

  it("ends with a 2xx, and takes silence for no answer", async () => {
    await bench.hurry({ callback: 1_500 })
    bench.shop.answerWith(() => undefined)
    const { sessionId } = await session()
    await bench.client.consumer(sessionId, "open")
    await bench.sandbox.settled()
    bench.shop.answerWith((_request, response) => void response.writeHead(204).end())
    await bench.sandbox.advance(HOUR)
    expect(await attempts()).toMatchObject([
      { attempt: 1, status: null, error: "no answer within 1500 ms" },
      { attempt: 2, status: 204, error: null, callback: "status_update", hpp_session_id: sessionId },
    ])
  })

  it("does not hold up the consumer when the shop is gone", async () => {
    bench.shop.answerWith(() => undefined)
    const { sessionId } = await session()
    expect((await bench.client.consumer(sessionId, "approve")).body.status).toBe("COMPLETED")
  })

  it("can be switched off", async () => {
    await bench.client.control("POST", "/settings", { skip_status_update: true })
    const { sessionId } = await session()
    await bench.client.consumer(sessionId, "approve")
    await bench.sandbox.settled()
    expect(statuses()).toEqual([])
  })
})

describe("push", () => {
  it("comes two minutes after the purchase, without a body, the id in its address", async () => {
    const { orderId, sessionId } = await session()
    await bench.client.consumer(sessionId, "approve")
    await bench.sandbox.advance(2 * MINUTE - 1)
    expect(bench.shop.pushes()).toEqual([])
    await bench.sandbox.advance(1)
    expect(bench.shop.pushes()).toEqual([`/push?id=${orderId}`])
    expect(bench.shop.received.at(-1)).toMatchObject({ method: "POST", body: "", contentType: undefined })
  })

  it("waits while the consumer may still add something on the confirmation page", async () => {
    await paidOrder(bench.client, order({ options: { confirmation_page_upsell: true } }, bench.shop.url))
    const seen: number[] = []
    for (const ms of [12 * MINUTE - 1, 1, 5 * MINUTE - 1, 1, 10 * MINUTE]) {
      await bench.sandbox.advance(ms)
      seen.push(bench.shop.pushes().length)
    }
    expect(seen).toEqual([0, 1, 1, 2, 3])
  })

  it("is repeated after 5, 15, 30 and 60 minutes, then every 4 hours for 48, whatever is answered", async () => {
    await paidOrder(bench.client, order({}, bench.shop.url))
    const minutes: number[] = []
    let seen = 0
    for (let elapsed = 0; elapsed <= 60 * 60; elapsed += 1) {
      if (bench.shop.pushes().length > seen) minutes.push(elapsed - 2)
      seen = bench.shop.pushes().length
      await bench.sandbox.advance(MINUTE)
    }
    const everyFourHours = Array.from({ length: 11 }, (_, index) => 60 + (index + 1) * 240)
    expect(minutes).toEqual([0, 5, 15, 30, 60, ...everyFourHours])
  })

  it.each([
    ["acknowledged", "/acknowledge", undefined],
    ["captured", "/captures", { captured_amount: 100 }],
  ])("ends when the order is %s", async (_how, rest, body) => {
    const orderId = await paidOrder(bench.client, order({}, bench.shop.url))
    await bench.sandbox.advance(2 * MINUTE)
    await bench.client.call("POST", `/ordermanagement/v1/orders/${orderId}${rest}`, body)
    await bench.sandbox.advance(48 * HOUR)
    expect(bench.shop.pushes()).toHaveLength(1)
  })

  it("is sent for everything that became due when the clock is moved far", async () => {
    await paidOrder(bench.client, order({}, bench.shop.url))
    await bench.client.control("POST", "/clock", { advance_ms: 49 * HOUR })
    expect(bench.shop.pushes()).toHaveLength(16)
    expect((await bench.client.control("GET", "/callbacks?pending=1")).body).toEqual([])
  })

  it("comes when the setting says", async () => {
    await bench.client.control("POST", "/settings", { push_delay_ms: 0 })
    await paidOrder(bench.client, order({}, bench.shop.url))
    await bench.sandbox.settled()
    expect(bench.shop.pushes()).toHaveLength(1)
  })
})

describe("a callback sent once more", () => {
  it("is the same call, by the id of an attempt or of the callback", async () => {
    const { sessionId } = await session()
    await bench.client.consumer(sessionId, "open")
    await bench.sandbox.settled()
    const [first] = await attempts()
    for (const id of [first.id, first.callback_id]) {
      expect((await bench.client.control("POST", `/callbacks/${id}/replay`)).body).toMatchObject({
        status: 200,
        replay: true,
      })
    }
    expect(new Set(bench.shop.received.map(({ body }) => body)).size).toBe(1)
    expect(bench.shop.received).toHaveLength(3)
    expect((await bench.client.control("POST", "/callbacks/none/replay")).status).toBe(404)
  })
})

describe("the clock", () => {
  it("tells its time and moves only forward", async () => {
    expect((await bench.client.control("POST", "/clock", { advance_ms: HOUR })).body).toEqual({
      now: new Date(START + HOUR).toISOString(),
      now_ms: START + HOUR,
    })
    expect((await bench.client.control("GET", "/clock")).body.now_ms).toBe(START + HOUR)
    for (const advance_ms of [-1, 1.5, "1"]) {
      expect((await bench.client.control("POST", "/clock", { advance_ms })).status).toBe(400)
    }
  })
})
