import { startSandbox } from "../start-sandbox"
import { basic, createClient } from "./support/client"
import { paidOrder } from "./support/orders"
import { withSandbox } from "./support/with-sandbox"

const bench = withSandbox()

const NOBODYS = "00000000-0000-0000-0000-000000000000"

const om = (orderId: string, rest = "") => `/ordermanagement/v1/orders/${orderId}${rest}`
const read = async (orderId: string) => (await bench.client.call("GET", om(orderId))).body
const inside = async (orderId: string) => (await bench.client.control("GET", `/orders/${orderId}`)).body

async function captured(changes: Record<string, unknown> = {}, amount = 31630) {
  const orderId = await paidOrder(bench.client, changes)
  const { headers } = await bench.client.call("POST", om(orderId, "/captures"), { captured_amount: amount })
  return { orderId, capture: om(orderId, `/captures/${headers.get("capture-id")}`) }
}

const home = { given_name: "Alva", street_address: "Storgatan 1", city: "Lund", country: "SE" }

describe("customer details", () => {
  const patch = (orderId: string, body: unknown) =>
    bench.client.call("PATCH", om(orderId, "/customer-details"), body)

  it("change what is present, clear what is empty and leave the bill's address alone", async () => {
    const orderId = await paidOrder(bench.client, { billing_address: home })
    const { status, body } = await patch(orderId, { shipping_address: { city: "Malmö", given_name: "" } })
    expect([status, body]).toEqual([204, undefined])
    const { shipping_address, billing_address } = await read(orderId)
    expect(shipping_address).toMatchObject({ city: "Malmö", given_name: "", street_address: "Storgatan 1" })
    expect(billing_address).toMatchObject(home)
  })

  it.each([
    [{ country: "Sweden" }, "INVALID_ADDRESS", "The shipping and/or billing address is invalid"],
    [{ country: "US" }, "INVALID_ADDRESS", "The shipping and/or billing address is invalid"],
    [
      { postal_code: "1".repeat(11) },
      "UNPROCESSABLE_ENTITY",
      "The size of the shipping_address/postal_code value must be between 0 and 10",
    ],
    [
      { title: "x".repeat(21) },
      "UNPROCESSABLE_ENTITY",
      "The size of the shipping_address/title value must be between 0 and 20",
    ],
  ])("are refused with 422 when they are %j", async (shipping_address, error_code, message) => {
    const orderId = await paidOrder(bench.client, { billing_address: home })
    expect(await patch(orderId, { shipping_address })).toMatchObject({
      status: 422,
      body: { error_code, error_messages: [message] },
    })
    expect((await read(orderId)).shipping_address).toMatchObject(home)
  })

  it("cannot change once nothing is left to deliver, nor the bill, nor where the risk is refused", async () => {
    const refused = { status: 403, body: { error_code: "NOT_ALLOWED" } }
    const orderId = await paidOrder(bench.client)
    expect(await patch(orderId, { billing_address: home })).toMatchObject(refused)
    expect(
      await patch(orderId, { shipping_address: { email: "a+denied@shop.example", country: "SE" } })
    ).toMatchObject(refused)
    await bench.client.call("POST", om(orderId, "/cancel"))
    expect(await patch(orderId, { shipping_address: home })).toMatchObject(refused)
    expect(await patch((await captured()).orderId, { shipping_address: home })).toMatchObject(refused)
    expect(await patch(NOBODYS, { shipping_address: home })).toMatchObject({
      status: 404,
      body: { error_code: "NO_SUCH_ORDER" },
    })
  })
})

describe("shipping info", () => {
  const first = { shipping_company: "PostNord", shipping_method: "Home", tracking_number: "1" }
  const second = { tracking_uri: "https://parcels.example/2" }

  it("is appended to an order", async () => {
    const orderId = await paidOrder(bench.client)
    const path = om(orderId, "/shipping-info")
    expect((await bench.client.call("POST", path, { shipping_info: [first] })).status).toBe(204)
    expect((await bench.client.call("POST", path, { shipping_info: [second] })).status).toBe(204)
    expect((await read(orderId)).shipping_info).toEqual([first, second])
    expect((await inside(orderId)).shipping_info).toEqual([first, second])
  })

  it("is appended to a capture, once per key", async () => {
    const orderId = await paidOrder(bench.client)
    const { headers } = await bench.client.call("POST", om(orderId, "/captures"), {
      captured_amount: 100,
      shipping_info: [first],
    })
    const path = om(orderId, `/captures/${headers.get("capture-id")}`)
    const add = () =>
      bench.client.call(
        "POST",
        `${path}/shipping-info`,
        { shipping_info: [second] },
        { "Klarna-Idempotency-Key": "1" }
      )
    expect([(await add()).status, (await add()).status]).toEqual([204, 204])
    expect((await bench.client.call("GET", path)).body.shipping_info).toEqual([first, second])
    expect((await read(orderId)).shipping_info).toEqual([])
  })

  it.each([
    [
      [{ shipping_company: "x".repeat(101) }],
      "The size of the shipping_info/shipping_company value must be between 0 and 100",
    ],
    [[{ shipping_method: "Drone" }], "The shipping_info/shipping_method value is missing or not valid"],
    [
      [{ tracking_uri: "x".repeat(1025) }],
      "The size of the shipping_info/tracking_uri value must be between 0 and 1024",
    ],
    [[], "The size of the shipping_info value must be between 1 and 500"],
    [
      Array.from({ length: 501 }, () => first),
      "The size of the shipping_info value must be between 1 and 500",
    ],
    [undefined, "The shipping_info value is missing or not valid"],
  ])("is refused with 422 outside its limits (%#)", async (shipping_info, message) => {
    const { orderId, capture } = await captured()
    for (const path of [om(orderId), capture]) {
      expect(await bench.client.call("POST", `${path}/shipping-info`, { shipping_info })).toMatchObject({
        status: 422,
        body: { error_code: "UNPROCESSABLE_ENTITY", error_messages: [message] },
      })
    }
  })

  it("tells what is missing: the order, its captures, or this capture", async () => {
    const body = { shipping_info: [first] }
    const post = async (path: string) => {
      const answer = await bench.client.call("POST", `${path}/shipping-info`, body)
      return [answer.status, answer.body.error_code, answer.body.error_messages[0]]
    }
    expect(await post(om(NOBODYS))).toEqual([
      404,
      "NO_SUCH_ORDER",
      `Order ${NOBODYS} cannot be found. Shipping info cannot be added to order ${NOBODYS}.`,
    ])
    expect(await post(om(NOBODYS, "/captures/c"))).toEqual([
      404,
      "NO_SUCH_ORDER",
      `Order ${NOBODYS} cannot be found. Shipping info cannot be added to capture c.`,
    ])
    const orderId = await paidOrder(bench.client)
    expect((await post(om(orderId, "/captures/c"))).slice(0, 2)).toEqual([403, "NOT_ALLOWED"])
    expect(await post(om((await captured()).orderId, "/captures/c"))).toEqual([
      404,
      "NO_SUCH_CAPTURE",
      "Capture could not be found. Shipping info cannot be added to capture c",
    ])
    await bench.client.call("POST", om(orderId, "/cancel"))
    expect((await post(om(orderId))).slice(0, 2)).toEqual([403, "NOT_ALLOWED"])
  })
})

describe("the consumer's bill", () => {
  it("is sent again, which the sandbox's own view tells", async () => {
    const { orderId, capture } = await captured()
    expect((await bench.client.call("POST", `${capture}/trigger-send-out`)).status).toBe(204)
    expect((await inside(orderId)).captures[0].sent_again_at).toEqual(["2026-03-04T12:00:00.000Z"])
    expect((await read(orderId)).captures[0]).not.toHaveProperty("sent_again_at")
  })

  it("is not sent again where nothing is captured, or under an unknown capture", async () => {
    const orderId = await paidOrder(bench.client)
    expect(await bench.client.call("POST", om(orderId, "/captures/c/trigger-send-out"))).toMatchObject({
      status: 403,
      body: { error_code: "NOT_ALLOWED" },
    })
    const paid = om((await captured()).orderId, "/captures/c/trigger-send-out")
    expect(await bench.client.call("POST", paid)).toMatchObject({
      status: 404,
      body: { error_code: "NO_SUCH_CAPTURE" },
    })
  })

  it("falls due later by one of the options, and by nothing else", async () => {
    const { orderId, capture } = await captured()
    const { body } = await bench.client.call("GET", `${capture}/extend-due-date-options`)
    expect(body).toEqual({
      currency: "SEK",
      options: expect.arrayContaining([{ number_of_days: 10, amount: expect.any(Number) }]),
    })
    const extend = (number_of_days: unknown) =>
      bench.client.call("PATCH", `${capture}/extend-due-date`, { number_of_days })
    expect((await extend(10)).status).toBe(204)
    expect((await extend(20)).status).toBe(204)
    expect(await extend(11)).toMatchObject({ status: 403, body: { error_code: "NOT_ALLOWED" } })
    expect(await extend("ten")).toMatchObject({ status: 422 })
    expect((await inside(orderId)).captures[0].due_date_extended_days).toBe(30)
  })

  it("cannot fall due later when it is paid back", async () => {
    const { orderId, capture } = await captured()
    await bench.client.call("POST", om(orderId, "/refunds"), { refunded_amount: 31630 })
    expect((await bench.client.call("GET", `${capture}/extend-due-date-options`)).body.options).toEqual([])
    const answer = await bench.client.call("PATCH", `${capture}/extend-due-date`, { number_of_days: 10 })
    expect(answer).toMatchObject({ status: 403 })
  })

  it("is out of reach at Kustom, which withdrew these calls and the extension of a reservation", async () => {
    const kustom = await startSandbox({
      port: 0,
      merchants: [{ username: "k", key: "k", provider: "kustom" }],
    })
    try {
      const client = createClient(kustom, basic("k", "k"))
      const orderId = await paidOrder(client, { options: { auto_capture: true } })
      const { capture_id } = (await client.call("GET", om(orderId))).body.captures[0]
      const capture = om(orderId, `/captures/${capture_id}`)
      const answers = [
        await client.call("POST", om(orderId, "/extend-authorization-time")),
        await client.call("POST", `${capture}/trigger-send-out`),
        await client.call("PATCH", `${capture}/extend-due-date`, { number_of_days: 10 }),
        await client.call("GET", `${capture}/extend-due-date-options`),
      ]
      expect(answers.map(({ status }) => status)).toEqual([404, 404, 404, 404])
      const shipped = { shipping_info: [{ tracking_number: "1" }] }
      expect((await client.call("POST", `${capture}/shipping-info`, shipped)).status).toBe(204)
    } finally {
      await kustom.close()
    }
  })
})
