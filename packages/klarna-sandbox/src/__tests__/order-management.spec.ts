import { startSandbox } from "../start-sandbox"
import { basic, createClient } from "./support/client"
import { createOrder, createSession, delivery, lamps, order, paidOrder } from "./support/orders"
import { START, withSandbox } from "./support/with-sandbox"

const DAY = 86_400_000
const bench = withSandbox()

const om = (orderId: string, rest = "") => `/ordermanagement/v1/orders/${orderId}${rest}`
const read = async (orderId: string) => (await bench.client.call("GET", om(orderId))).body
const capture = (orderId: string, captured_amount: number, more: Record<string, unknown> = {}) =>
  bench.client.call("POST", om(orderId, "/captures"), { captured_amount, ...more })
const refund = (orderId: string, refunded_amount: number, more: Record<string, unknown> = {}) =>
  bench.client.call("POST", om(orderId, "/refunds"), { refunded_amount, ...more })

const refused = (code: string, message?: RegExp) => ({
  status: 403,
  body: { error_code: code, error_messages: [message ? expect.stringMatching(message) : expect.any(String)] },
})

describe("an order in Order Management", () => {
  it("has the id, lines and references of the Checkout order, and blanks where there is nothing", async () => {
    const orderId = await paidOrder(bench.client, {
      merchant_reference1: "1001",
      billing_address: { city: "Lund" },
    })
    expect(await read(orderId)).toMatchObject({
      order_id: orderId,
      status: "AUTHORIZED",
      fraud_status: "ACCEPTED",
      order_amount: 31630,
      original_order_amount: 31630,
      remaining_authorized_amount: 31630,
      captured_amount: 0,
      refunded_amount: 0,
      merchant_reference1: "1001",
      merchant_reference2: "",
      klarna_reference: expect.stringMatching(/^[A-Z0-9]{8}$/),
      billing_address: { city: "Lund", title: "" },
      shipping_address: { city: "Lund" },
      captures: [],
      refunds: [],
      expires_at: "2026-04-01T00:00:00.000Z",
    })
    expect((await read(orderId)).order_lines).toHaveLength(2)
  })

  it("is captured at once when the Checkout order asked for it", async () => {
    const orderId = await paidOrder(bench.client, { options: { auto_capture: true } })
    expect(await read(orderId)).toMatchObject({ status: "CAPTURED", captured_amount: 31630 })
  })

  it("appears only after the lag, while the sandbox's own view has it at once", async () => {
    await bench.client.control("POST", "/settings", { om_lag_ms: 60_000 })
    const orderId = await paidOrder(bench.client)
    expect(await bench.client.call("GET", om(orderId))).toMatchObject({
      status: 404,
      body: { error_code: "NO_SUCH_ORDER", error_messages: [`Order ${orderId} cannot be found`] },
    })
    expect((await bench.client.control("GET", `/orders/${orderId}`)).body.status).toBe("AUTHORIZED")
    await bench.sandbox.advance(60_000)
    expect((await read(orderId)).status).toBe("AUTHORIZED")
  })

  it("is unknown under an id that is not a UUID, or nobody's", async () => {
    expect(await bench.client.call("GET", om("42"))).toMatchObject({
      status: 400,
      body: { error_code: "INVALID_ORDER_ID", error_messages: ["Order ID must be a valid UUID."] },
    })
    const nobodys = "00000000-0000-0000-0000-000000000000"
    const acknowledged = await bench.client.call("POST", om(nobodys, "/acknowledge"))
    expect(acknowledged.body.error_messages).toEqual([
      `Order ${nobodys} cannot be found. Acknowledgement not possible.`,
    ])
    expect((await refund(nobodys, 1)).body.error_code).toBe("NOT_FOUND")
  })
})

describe("the documented sequence of captures and refunds", () => {
  it("gives the documented amounts, statuses and refusals", async () => {
    const id = await paidOrder(bench.client)
    await capture(id, 26730)
    expect(await read(id)).toMatchObject({ status: "PART_CAPTURED", remaining_authorized_amount: 4900 })
    expect(await capture(id, 5000)).toMatchObject(refused("CAPTURE_NOT_ALLOWED", /higher than the remaining/))
    expect(await bench.client.call("POST", om(id, "/cancel"))).toMatchObject(
      refused("CANCEL_NOT_ALLOWED", /previous captures/)
    )
    const patch = (order_amount: number) =>
      bench.client.call("PATCH", om(id, "/authorization"), { order_amount })
    expect(await patch(26000)).toMatchObject(
      refused("NOT_ALLOWED", /26000 cannot be less than the captured amount 26730/)
    )
    expect((await patch(28000)).status).toBe(204)
    expect(await read(id)).toMatchObject({ remaining_authorized_amount: 1270, original_order_amount: 31630 })
    const release = () => bench.client.call("POST", om(id, "/release-remaining-authorization"))
    expect((await release()).status).toBe(204)
    expect(await read(id)).toMatchObject({ status: "CAPTURED", remaining_authorized_amount: 0 })
    expect(await release()).toMatchObject(refused("NOT_ALLOWED", /fully captured/))
    expect((await refund(id, 8910)).status).toBe(201)
    expect(await refund(id, 18000)).toMatchObject(refused("REFUND_NOT_ALLOWED", /Over refund is not allowed/))
    expect((await refund(id, 17820)).status).toBe(201)
    expect(await read(id)).toMatchObject({
      status: "CAPTURED",
      captured_amount: 26730,
      refunded_amount: 26730,
    })
  })
})

describe("a capture", () => {
  it("answers 201 without a body, names itself in headers, and is kept whole", async () => {
    const id = await paidOrder(bench.client)
    const sent = {
      reference: "op-1",
      description: "First parcel",
      order_lines: [lamps],
      shipping_info: [{ shipping_company: "Postnord", shipping_method: "Home", tracking_number: "1Z" }],
    }
    const { status, headers, body } = await capture(id, 26730, sent)
    const captureId = headers.get("capture-id")
    expect({ status, body }).toEqual({ status: 201, body: undefined })
    expect(headers.get("location")).toBe(`${bench.sandbox.url}${om(id, `/captures/${captureId}`)}`)
    const kept = { capture_id: captureId, captured_amount: 26730, refunded_amount: 0, ...sent }
    const { klarna_reference } = await read(id)
    expect((await bench.client.call("GET", om(id, `/captures/${captureId}`))).body).toMatchObject({
      ...kept,
      klarna_reference: `${klarna_reference}-1`,
    })
    expect((await bench.client.call("GET", om(id, "/captures"))).body).toMatchObject([kept])
    expect((await read(id)).captures).toMatchObject([kept])
    expect(await bench.client.call("GET", om(id, "/captures/none"))).toMatchObject({
      status: 404,
      body: { error_code: "NO_SUCH_ORDER" },
    })
  })

  it("is refused with 422 when a field is too long", async () => {
    const id = await paidOrder(bench.client)
    const shipping_info = [{ shipping_company: "x".repeat(101) }]
    expect(await capture(id, 1, { shipping_info })).toMatchObject({
      status: 422,
      body: {
        error_code: "UNPROCESSABLE_ENTITY",
        error_messages: ["The size of the shipping_info/shipping_company value must be between 0 and 100"],
      },
    })
    expect((await capture(id, 1.5)).status).toBe(422)
    expect((await read(id)).captured_amount).toBe(0)
  })

  it("is refused while the fraud decision is open", async () => {
    const id = await paidOrder(bench.client)
    await bench.client.control("POST", `/orders/${id}/patch`, { fraud_status: "PENDING" })
    expect(await capture(id, 100)).toMatchObject(refused("CAPTURE_NOT_ALLOWED"))
  })
})

describe("a refund", () => {
  it("needs a capture", async () => {
    const id = await paidOrder(bench.client)
    expect(await refund(id, 100)).toMatchObject(refused("REFUND_NOT_ALLOWED", /no captures/))
  })

  it("is kept whole and pays back the oldest capture first", async () => {
    const id = await paidOrder(bench.client)
    await capture(id, 26730)
    await capture(id, 4900)
    const { headers } = await refund(id, 27000, {
      reference: "op-2",
      description: "Broken",
      order_lines: [lamps],
    })
    const refundId = headers.get("refund-id")
    expect(headers.get("location")).toBe(`${bench.sandbox.url}${om(id, `/refunds/${refundId}`)}`)
    expect((await bench.client.call("GET", om(id, `/refunds/${refundId}`))).body).toMatchObject({
      refund_id: refundId,
      refunded_amount: 27000,
      reference: "op-2",
      description: "Broken",
      order_lines: [{ name: "Lamp" }],
    })
    expect((await read(id)).captures).toMatchObject([{ refunded_amount: 26730 }, { refunded_amount: 270 }])
    expect(await bench.client.call("GET", om(id, "/refunds/none"))).toMatchObject({
      status: 404,
      body: { error_code: "NOT_FOUND", error_messages: [`Refund none cannot be found for order ${id}`] },
    })
  })

  it("takes a return fee only from an order with one capture, and when its lines add up", async () => {
    const fee = { type: "return_fee", name: "Return", quantity: 1, unit_price: -500, total_amount: -500 }
    const id = await paidOrder(bench.client)
    await capture(id, 31630)
    const order_lines = [lamps, fee]
    expect(await refund(id, 26730, { order_lines })).toMatchObject(
      refused("REFUND_NOT_ALLOWED", /does not add up/)
    )
    expect((await refund(id, 26230, { order_lines })).status).toBe(201)
    const parted = await paidOrder(bench.client)
    await capture(parted, 26730)
    await capture(parted, 4900)
    expect(await refund(parted, 26230, { order_lines })).toMatchObject(refused("REFUND_NOT_ALLOWED"))
  })

  it("of everything closes the order only when the setting says so", async () => {
    const id = await paidOrder(bench.client)
    await capture(id, 31630)
    await refund(id, 31630)
    expect((await read(id)).status).toBe("CAPTURED")
    await bench.client.control("POST", "/settings", { closes_when_refunded: true })
    expect((await read(id)).status).toBe("CLOSED")
  })
})

describe("a cancelled order", () => {
  it("releases everything and takes nothing more", async () => {
    const id = await paidOrder(bench.client)
    expect((await bench.client.call("POST", om(id, "/cancel"))).status).toBe(204)
    expect(await read(id)).toMatchObject({ status: "CANCELLED", remaining_authorized_amount: 0 })
    expect(await capture(id, 1)).toMatchObject(refused("CAPTURE_NOT_ALLOWED"))
    expect(await bench.client.call("POST", om(id, "/cancel"))).toMatchObject(refused("CANCEL_NOT_ALLOWED"))
    expect(
      await bench.client.call("PATCH", om(id, "/merchant-references"), { merchant_reference1: "x" })
    ).toMatchObject(refused("NOT_ALLOWED"))
    expect(await bench.client.call("PATCH", om(id, "/authorization"), { order_amount: 1 })).toMatchObject(
      refused("NOT_ALLOWED", /Update not allowed/)
    )
  })
})

describe("the end of a reservation", () => {
  it("comes at midnight 28 days later", async () => {
    const id = await paidOrder(bench.client)
    const left = Date.parse("2026-04-01T00:00:00Z") - START
    await bench.sandbox.advance(left - 1)
    expect((await read(id)).status).toBe("AUTHORIZED")
    await bench.sandbox.advance(1)
    expect(await read(id)).toMatchObject({ status: "EXPIRED", remaining_authorized_amount: 0 })
    expect(await capture(id, 1)).toMatchObject(refused("CAPTURE_NOT_ALLOWED", /is expired/))
  })

  it("takes the remainder of a partly captured order, which can still be refunded", async () => {
    const id = await paidOrder(bench.client)
    await capture(id, 26730)
    await bench.sandbox.advance(28 * DAY)
    expect(await read(id)).toMatchObject({ status: "PART_CAPTURED", remaining_authorized_amount: 0 })
    expect((await refund(id, 26730)).status).toBe(201)
  })

  it("is put off by an extension, counted from today, but not once it has come", async () => {
    const id = await paidOrder(bench.client)
    const extend = () => bench.client.call("POST", om(id, "/extend-authorization-time"))
    await bench.sandbox.advance(10 * DAY)
    expect((await extend()).status).toBe(204)
    expect((await read(id)).expires_at).toBe("2026-04-11T00:00:00.000Z")
    await bench.sandbox.advance(28 * DAY)
    expect(await extend()).toMatchObject(refused("NOT_ALLOWED", /is expired/))
  })

  it("cannot be put off with Kustom", async () => {
    const kustom = await startSandbox({
      port: 0,
      merchants: [{ username: "k", key: "k", provider: "kustom" }],
    })
    try {
      const client = createClient(kustom, basic("k", "k"))
      const id = await paidOrder(client)
      expect((await client.call("POST", om(id, "/extend-authorization-time"))).status).toBe(404)
    } finally {
      await kustom.close()
    }
  })
})

describe("merchant references", () => {
  it("are overwritten when sent, cleared when empty, and kept when left out", async () => {
    const id = await paidOrder(bench.client, { merchant_reference1: "a", merchant_reference2: "b" })
    const patch = (body: object) => bench.client.call("PATCH", om(id, "/merchant-references"), body)
    expect((await patch({ merchant_reference1: "#42" })).status).toBe(204)
    expect(await read(id)).toMatchObject({ merchant_reference1: "#42", merchant_reference2: "b" })
    await patch({ merchant_reference2: "" })
    expect(await read(id)).toMatchObject({ merchant_reference1: "#42", merchant_reference2: "" })
    expect((await patch({ merchant_reference1: "x".repeat(256) })).status).toBe(422)
  })
})

describe("updating the authorization", () => {
  it("deletes the lines that are not sent again", async () => {
    const id = await paidOrder(bench.client)
    await bench.client.call("PATCH", om(id, "/authorization"), {
      order_amount: 4900,
      order_lines: [delivery],
    })
    expect(await read(id)).toMatchObject({ order_amount: 4900, order_lines: [{ name: "Standard" }] })
    await bench.client.call("PATCH", om(id, "/authorization"), { order_amount: 4900 })
    expect((await read(id)).order_lines).toEqual([])
  })
})

describe("a mismatch made for a test", () => {
  it("shows in Checkout and in Order Management", async () => {
    const orderId = await createOrder(bench.client, order())
    const { body: session } = await createSession(bench.client, bench.sandbox.url, orderId)
    await bench.client.control("POST", `/orders/${orderId}/patch`, { order_amount: 1 })
    await bench.client.consumer(session.session_id, "approve")
    expect((await bench.client.call("GET", `/checkout/v3/orders/${orderId}`)).body.order_amount).toBe(1)
    expect((await read(orderId)).order_amount).toBe(1)
    const unknown = await bench.client.control("POST", `/orders/${orderId}/patch`, { order_id: "x" })
    expect(unknown).toMatchObject({ status: 400, body: { error: "These cannot be patched: order_id" } })
  })
})
