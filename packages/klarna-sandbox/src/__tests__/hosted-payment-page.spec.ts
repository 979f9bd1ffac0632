import { startSandbox } from "../start-sandbox"
import { createClient } from "./support/client"
import { createOrder, createSession, order } from "./support/orders"
import { START, withSandbox } from "./support/with-sandbox"

const HOUR = 3_600_000
const bench = withSandbox()

const urls = {
  success: "https://shop.example/ok?s={{session_id}}&o={{order_id}}&t={{authorization_token}}",
  failure: "https://shop.example/declined?s={{session_id}}",
  error: "https://shop.example/error",
  back: "https://shop.example/back?s={{session_id}}",
  cancel: "https://shop.example/cancelled",
}

async function session(merchant_urls: Record<string, string> = urls, channel?: string) {
  const orderId = await createOrder(
    bench.client,
    order(channel ? { options: { acquiring_channel: channel } } : {})
  )
  const { body } = await createSession(bench.client, bench.sandbox.url, orderId, merchant_urls)
  return { orderId, sessionId: body.session_id as string, created: body }
}

const read = async (sessionId: string) =>
  (await bench.client.call("GET", `/hpp/v1/sessions/${sessionId}`)).body
const disable = (sessionId: string) => bench.client.call("DELETE", `/hpp/v1/sessions/${sessionId}`)

describe("creating a session", () => {
  it("answers every address, and an expiry one hour before the payment session's", async () => {
    const orderId = await createOrder(bench.client, order())
    await bench.sandbox.advance(10 * HOUR)
    const { status, body } = await createSession(bench.client, bench.sandbox.url, orderId, urls)
    const api = `${bench.sandbox.url}/hpp/v1/sessions/${body.session_id}`
    expect(status).toBe(201)
    expect(body).toMatchObject({
      session_url: api,
      distribution_url: `${api}/distribution`,
      qr_code_url: `${bench.sandbox.url}/eu/hpp/payments/${body.session_id}/qr`,
      redirect_url: expect.stringMatching(/\/eu\/hpp\/payments\/\w{7}$/),
      expires_at: new Date(START + 47 * HOUR).toISOString(),
      distribution_module: { generation_url: `${api}/distribution-module/token` },
    })
    expect(body.distribution_module.standalone_url).toContain("profile_id={{profile_id}}&view_id={{view_id}}")
    expect(await read(body.session_id)).toEqual({
      session_id: body.session_id,
      status: "WAITING",
      updated_at: new Date(START + 10 * HOUR).toISOString(),
      expires_at: body.expires_at,
    })
  })

  it.each([
    ["no payment session", { payment_session_url: undefined }, "payment_session_url"],
    [
      "someone else's address",
      { payment_session_url: "https://pay.example/checkout/v3/orders/x" },
      "payment_session_url",
    ],
    ["an unknown mode", { options: { place_order_mode: "LATER" } }, "options.place_order_mode"],
    [
      "both category fields",
      { options: { payment_method_category: "pay_now", payment_method_categories: ["PAY_LATER"] } },
      "options.payment_method_category",
    ],
    [
      "a status_update that is not https",
      { merchant_urls: { status_update: "http://shop.example/s" } },
      "merchant_urls.status_update (must be a valid https URI)",
    ],
    [
      "a success that is no address",
      { merchant_urls: { success: "shop" } },
      "merchant_urls.success (must be a valid http or https URI)",
    ],
  ])("is refused with %s", async (_what, more, message) => {
    const orderId = await createOrder(bench.client, order())
    const answer = await createSession(bench.client, bench.sandbox.url, orderId, {}, more)
    expect(answer).toMatchObject({
      status: 400,
      body: { error_code: "BAD_VALUE", error_messages: [`Bad value: ${message}`] },
    })
  })

  it("takes enums in any case, and empty addresses as none", async () => {
    const orderId = await createOrder(bench.client, order())
    const more = { options: { purchase_type: "rent", payment_method_categories: ["pay_later"] } }
    const answer = await createSession(
      bench.client,
      bench.sandbox.url,
      orderId,
      { success: "", back: "" },
      more
    )
    expect(answer.status).toBe(201)
  })

  it("answers 404 when the order is unknown, in its last hour, or complete", async () => {
    const nobodys = "00000000-0000-0000-0000-000000000000"
    const orderId = await createOrder(bench.client, order())
    await bench.sandbox.advance(47 * HOUR)
    const complete = await createOrder(bench.client, order())
    await bench.client.control("POST", `/orders/${complete}/complete`)
    for (const id of [nobodys, orderId, complete]) {
      expect(await createSession(bench.client, bench.sandbox.url, id)).toMatchObject({
        status: 404,
        body: { error_code: "NOT_FOUND" },
      })
    }
  })
})

describe("what the consumer does", () => {
  it("completes the session, fills the placeholders, and names the order", async () => {
    const { sessionId, orderId } = await session()
    const { body } = await bench.client.consumer(sessionId, "approve")
    expect(body).toEqual({
      status: "COMPLETED",
      redirect_to: `https://shop.example/ok?s=${sessionId}&o=${orderId}&t=`,
    })
    const managed = (await bench.client.call("GET", `/ordermanagement/v1/orders/${orderId}`)).body
    expect(await read(sessionId)).toMatchObject({
      status: "COMPLETED",
      order_id: orderId,
      klarna_reference: managed.klarna_reference,
    })
  })

  it.each([
    ["decline", "FAILED", "https://shop.example/declined?s=SESSION"],
    ["error", "ERROR", "https://shop.example/error"],
    ["back", "BACK", "https://shop.example/back?s=SESSION"],
  ])("can be %s, after which the page can be paid", async (action, status, address) => {
    const { sessionId } = await session()
    const { body } = await bench.client.consumer(sessionId, action)
    expect(body).toEqual({ status, redirect_to: address.replace("SESSION", sessionId) })
    expect((await bench.client.consumer(sessionId, "open")).body.status).toBe("IN_PROGRESS")
    expect((await bench.client.consumer(sessionId, "approve")).body.status).toBe("COMPLETED")
  })

  it("goes to failure on an error when there is no error address, and nowhere without either", async () => {
    const { sessionId } = await session({ failure: "https://shop.example/declined" })
    expect((await bench.client.consumer(sessionId, "error")).body.redirect_to).toBe(
      "https://shop.example/declined"
    )
    const bare = await session({})
    expect((await bench.client.consumer(bare.sessionId, "error")).body.redirect_to).toBeNull()
  })

  it("can pay and close the window before the browser goes back", async () => {
    const { sessionId } = await session()
    const { body } = await bench.client.consumer(sessionId, "approve", { close_window: true })
    expect(body).toEqual({ status: "COMPLETED", redirect_to: null })
  })

  it("puts changed addresses on the order", async () => {
    const { sessionId, orderId } = await session()
    await bench.client.consumer(sessionId, "approve", { address: { given_name: "Astrid", city: "Lund" } })
    const managed = (await bench.client.control("GET", `/orders/${orderId}`)).body
    expect(managed.billing_address).toMatchObject({ given_name: "Astrid", city: "Lund", country: "SE" })
    expect(managed.shipping_address).toMatchObject({ given_name: "Astrid", city: "Lund" })
  })

  it("leaves the parcel's address alone when it goes elsewhere", async () => {
    const billing_address = { city: "Lund", postal_code: "223 50" }
    const shipping_address = { city: "Malmö", postal_code: "211 22" }
    const orderId = await createOrder(bench.client, order({ billing_address, shipping_address }))
    const { body: created } = await createSession(bench.client, bench.sandbox.url, orderId)
    await bench.client.consumer(created.session_id, "approve", { address: { city: "Lomma" } })
    const managed = (await bench.client.control("GET", `/orders/${orderId}`)).body
    expect([managed.billing_address.city, managed.shipping_address.city]).toEqual(["Lomma", "Malmö"])
  })

  it("moves updated_at with every change, also when the clock stands still", async () => {
    const { sessionId } = await session()
    const moments = [(await read(sessionId)).updated_at]
    for (const action of ["open", "decline", "approve"]) {
      await bench.client.consumer(sessionId, action)
      moments.push((await read(sessionId)).updated_at)
    }
    expect([...new Set(moments)].sort()).toEqual(moments)
  })

  it("is refused once the session is final", async () => {
    const { sessionId } = await session()
    await bench.client.consumer(sessionId, "approve")
    for (const action of ["open", "approve", "decline", "error", "back"]) {
      expect((await bench.client.consumer(sessionId, action)).status).toBe(409)
    }
    expect((await read(sessionId)).status).toBe("COMPLETED")
  })

  it("is one purchase when the button is pressed five times at once", async () => {
    const { sessionId } = await session()
    const answers = await Promise.all(
      Array.from({ length: 5 }, () => bench.client.consumer(sessionId, "approve"))
    )
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409, 409])
  })
})

describe("leaving the page", () => {
  it.each([
    ["e-commerce", undefined, { cancel: urls.cancel }, "cancel", "BACK", urls.cancel],
    ["e-commerce", undefined, { back: urls.error, cancel: urls.cancel }, "cancel", "BACK", urls.error],
    ["e-commerce", undefined, {}, "cancel", "BACK", null],
    ["in-store", "IN_STORE", { cancel: urls.cancel }, "cancel", "CANCELLED", urls.cancel],
    ["in-store", "IN_STORE", { back: urls.error, cancel: urls.cancel }, "back", "BACK", urls.error],
    ["telesales", "TELESALES", {}, "cancel", "CANCELLED", null],
    ["telesales", "MOTO", { cancel: urls.cancel }, "cancel", "CANCELLED", urls.cancel],
  ])(
    "in %s (%s) with %j by %s gives %s",
    async (_name, channel, merchantUrls, action, status, redirect_to) => {
      const { sessionId } = await session(merchantUrls as Record<string, string>, channel)
      expect((await bench.client.consumer(sessionId, action)).body).toEqual({ status, redirect_to })
    }
  )

  it.each([
    ["back", { cancel: urls.cancel }],
    ["cancel", { back: urls.back }],
  ])("in a store is refused by %s with %j: the page has the other button", async (action, merchantUrls) => {
    const { sessionId } = await session(merchantUrls as unknown as Record<string, string>, "IN_STORE")
    expect((await bench.client.consumer(sessionId, action)).status).toBe(409)
  })
})

describe("disabling a session", () => {
  it("is final, can be repeated, and leaves the order payable elsewhere", async () => {
    const { sessionId, orderId } = await session()
    expect(await disable(sessionId)).toMatchObject({ status: 204, body: undefined })
    expect((await disable(sessionId)).status).toBe(204)
    expect((await read(sessionId)).status).toBe("DISABLED")
    expect((await bench.client.consumer(sessionId, "approve")).status).toBe(409)
    expect((await createSession(bench.client, bench.sandbox.url, orderId)).status).toBe(201)
  })

  it("is refused with 400 once completed or cancelled", async () => {
    const paid = await session()
    await bench.client.consumer(paid.sessionId, "approve")
    expect((await disable(paid.sessionId)).status).toBe(400)
    const cancelled = await session({}, "TELESALES")
    await bench.client.consumer(cancelled.sessionId, "cancel")
    expect((await disable(cancelled.sessionId)).status).toBe(400)
  })

  it("answers 404 for a session that is unknown or over", async () => {
    const { sessionId } = await session()
    await bench.sandbox.advance(47 * HOUR)
    expect((await disable(sessionId)).status).toBe(404)
    expect((await bench.client.call("GET", `/hpp/v1/sessions/${sessionId}`)).status).toBe(404)
    expect((await disable("unknown")).status).toBe(404)
    expect((await bench.client.consumer(sessionId, "approve")).status).toBe(404)
  })

  it("does not stop a purchase that was under way, when the setting says so", async () => {
    await bench.client.control("POST", "/settings", { completes_although_disabled: true })
    const open = await session()
    await bench.client.consumer(open.sessionId, "open")
    expect((await disable(open.sessionId)).status).toBe(204)
    expect((await bench.client.consumer(open.sessionId, "approve")).body).toEqual({
      status: "DISABLED",
      redirect_to: null,
    })
    expect((await bench.client.call("GET", `/checkout/v3/orders/${open.orderId}`)).body.status).toBe(
      "checkout_complete"
    )
    const unopened = await session()
    await disable(unopened.sessionId)
    expect((await bench.client.consumer(unopened.sessionId, "approve")).status).toBe(409)
  })

  it("does not stop a purchase that the test completes", async () => {
    const { sessionId, orderId } = await session()
    await disable(sessionId)
    expect((await bench.client.control("POST", `/orders/${orderId}/complete`)).body.status).toBe("AUTHORIZED")
    expect((await read(sessionId)).status).toBe("DISABLED")
    expect((await bench.client.control("POST", `/orders/${orderId}/complete`)).status).toBe(409)
  })
})

describe("a page that was open when the order changed", () => {
  const change = { order_amount: 4900, order_tax_amount: 980 }
  const smaller = { ...change, order_lines: [order().order_lines[1]] }

  it.each([
    ["current", 4900],
    ["as_shown", 31630],
  ])("with stale_page %s pays %d", async (stale_page, amount) => {
    await bench.client.control("POST", "/settings", { stale_page })
    const { sessionId, orderId } = await session()
    await bench.client.consumer(sessionId, "open")
    expect((await bench.client.call("POST", `/checkout/v3/orders/${orderId}`, smaller)).status).toBe(200)
    await bench.client.consumer(sessionId, "approve")
    expect((await bench.client.control("GET", `/orders/${orderId}`)).body.order_amount).toBe(amount)
  })
})

describe("http callback addresses on this machine", () => {
  it("are taken, also under localhost names, unless https is strict", async () => {
    const strict = await startSandbox({ port: 0, strictHttps: true })
    try {
      for (const [sandbox, expected] of [
        [bench.sandbox, 201],
        [strict, 400],
      ] as const) {
        const client = createClient(sandbox)
        const orderId = await createOrder(client, order())
        for (const host of ["localhost:9000", "shop.localhost", "127.0.0.1", "[::1]:9000"]) {
          const made = await createSession(client, sandbox.url, orderId, {
            status_update: `http://${host}/s`,
          })
          expect([host, made.status]).toEqual([host, expected])
        }
      }
    } finally {
      await strict.close()
    }
  })
})

describe("the QR code", () => {
  it("is a PNG that needs no credentials", async () => {
    const { created } = await session()
    const answer = await fetch(created.qr_code_url)
    expect(answer.headers.get("content-type")).toBe("image/png")
    expect(
      Buffer.from(await answer.arrayBuffer())
        .subarray(1, 4)
        .toString()
    ).toBe("PNG")
  })
})
