import { createOrder, createSession, order } from "./support/orders"
import { createPaymentsSession } from "./support/payments"
import { withSandbox } from "./support/with-sandbox"

const MINUTE = 60_000
const bench = withSandbox({
  merchants: [
    {
      username: "sandbox",
      key: "sandbox-secret",
      profiles: { kiosk: { page_title: "Pay at the kiosk", purchase_type: "ORDER" } },
    },
  ],
})

async function session(channel = "ECOMMERCE", more: Record<string, unknown> = {}) {
  const orderId = await createOrder(
    bench.client,
    order({
      options: { acquiring_channel: channel },
      billing_address: { given_name: "Astrid", family_name: "Ek" },
    })
  )
  const urls = {
    success: "https://shop.example/ok?o={{order_id}}",
    failure: "https://shop.example/no",
    status_update: `${bench.shop.url}/status`,
  }
  const { body } = await createSession(bench.client, bench.sandbox.url, orderId, urls, more)
  return { orderId, sessionId: body.session_id as string, url: body.redirect_url as string, created: body }
}

const read = async (sessionId: string) =>
  (await bench.client.call("GET", `/hpp/v1/sessions/${sessionId}`)).body
const setting = (changes: Record<string, unknown>) => bench.client.control("POST", "/settings", changes)
const told = () => bench.shop.statusUpdates().map(({ session: { status } }) => status)

describe("a page that is left alone", () => {
  beforeEach(() => setting({ page_timeout_ms: 10 * MINUTE }))

  it("tells of a TIMEOUT once, on the sandbox's clock, and stays IN_PROGRESS", async () => {
    const { sessionId } = await session()
    await bench.client.consumer(sessionId, "open")
    await bench.sandbox.advance(10 * MINUTE - 1)
    expect(told()).toEqual(["IN_PROGRESS"])
    await bench.sandbox.advance(1)
    await bench.sandbox.advance(60 * MINUTE)
    expect(told()).toEqual(["IN_PROGRESS", "TIMEOUT"])
    expect((await read(sessionId)).status).toBe("IN_PROGRESS")
    expect((await bench.client.consumer(sessionId, "approve")).body.status).toBe("COMPLETED")
  })

  it("counts from the last look at it", async () => {
    const { sessionId } = await session()
    await bench.client.consumer(sessionId, "open")
    await bench.sandbox.advance(6 * MINUTE)
    await bench.client.consumer(sessionId, "open")
    await bench.sandbox.advance(6 * MINUTE)
    expect(told()).toEqual(["IN_PROGRESS"])
    await bench.sandbox.advance(4 * MINUTE)
    expect(told()).toEqual(["IN_PROGRESS", "TIMEOUT"])
  })

  it.each(["approve", "decline", "back", "disable", "complete"])("tells nothing after %s", async (what) => {
    const { sessionId, orderId } = await session()
    await bench.client.consumer(sessionId, "open")
    if (what === "disable") await bench.client.call("DELETE", `/hpp/v1/sessions/${sessionId}`)
    else if (what === "complete") await bench.client.control("POST", `/orders/${orderId}/complete`)
    else await bench.client.consumer(sessionId, what)
    await bench.sandbox.advance(60 * MINUTE)
    expect(told()).not.toContain("TIMEOUT")
  })

  it("tells at once when a test says so, without any setting", async () => {
    await setting({ page_timeout_ms: 0 })
    const { sessionId } = await session()
    expect((await bench.client.consumer(sessionId, "timeout")).body).toEqual({
      status: "IN_PROGRESS",
      redirect_to: null,
    })
    await bench.sandbox.settled()
    expect(told()).toEqual(["IN_PROGRESS", "TIMEOUT"])
  })
})

describe("a manual identification check", () => {
  beforeEach(() => setting({ manual_identification: true }))

  it("waits between approval and completion, with a challenge for the seller", async () => {
    const { sessionId, orderId } = await session("IN_STORE")
    expect((await bench.client.consumer(sessionId, "approve")).body).toEqual({
      status: "MANUAL_ID_CHECK",
      redirect_to: null,
    })
    expect(await read(sessionId)).toMatchObject({
      status: "MANUAL_ID_CHECK",
      manual_identification: {
        challenge: expect.stringMatching(/^[A-Z]\d\d$/),
        customer: { given_name: "Astrid", family_name: "Ek" },
        customer_obfuscated: { given_name: "A*****", family_name: "E*" },
        expires_at: "2026-03-04T12:30:00.000Z",
      },
    })
    expect((await bench.client.call("GET", `/ordermanagement/v1/orders/${orderId}`)).status).toBe(404)
    expect((await bench.client.consumer(sessionId, "approve")).status).toBe(409)

    expect((await bench.client.consumer(sessionId, "identify")).body).toEqual({
      status: "COMPLETED",
      redirect_to: `https://shop.example/ok?o=${orderId}`,
    })
    expect(await read(sessionId)).not.toHaveProperty("manual_identification")
    await bench.sandbox.settled()
    expect(told()).toEqual(["IN_PROGRESS", "MANUAL_ID_CHECK", "COMPLETED"])
  })

  it("keeps what the consumer chose to pay with", async () => {
    const { sessionId, orderId } = await session("IN_STORE")
    await bench.client.consumer(sessionId, "approve", { payment_method_category: "pay_now" })
    await bench.client.consumer(sessionId, "identify")
    const managed = (await bench.client.control("GET", `/orders/${orderId}`)).body
    expect(managed.initial_payment_method.type).toBe("CARD")
  })

  it("fails the payment when the document does not fit; it can be tried again", async () => {
    const { sessionId } = await session("IN_STORE")
    await bench.client.consumer(sessionId, "approve")
    expect((await bench.client.consumer(sessionId, "refuse_identity")).body).toEqual({
      status: "FAILED",
      redirect_to: "https://shop.example/no",
    })
    expect((await bench.client.consumer(sessionId, "approve")).body.status).toBe("MANUAL_ID_CHECK")
  })

  it("leaves a payable page when the seller takes too long", async () => {
    const { sessionId } = await session("IN_STORE")
    await bench.client.consumer(sessionId, "approve")
    await bench.sandbox.advance(30 * MINUTE)
    expect((await bench.client.consumer(sessionId, "identify")).status).toBe(409)
    expect((await bench.client.consumer(sessionId, "open")).body.status).toBe("IN_PROGRESS")
  })

  it("is decided through its own address by the merchant alone", async () => {
    const { sessionId, created } = await session("IN_STORE")
    const decide = (body: unknown) => bench.client.call("POST", created.manual_identification_check_url, body)
    expect((await decide({ approved: true })).status).toBe(409)
    await bench.client.consumer(sessionId, "approve")
    expect((await decide({})).status).toBe(400)
    expect((await fetch(created.manual_identification_check_url, { method: "POST" })).status).toBe(401)
    expect((await decide({ approved: true })).status).toBe(204)
    expect((await read(sessionId)).status).toBe("COMPLETED")
  })

  it("shows the consumer a code until the seller has decided, then goes to the shop", async () => {
    const { sessionId, url, created } = await session("IN_STORE")
    const challenge = async () => (await read(sessionId)).manual_identification.challenge
    const approval = new URLSearchParams({ action: "approve" })
    const page = await (await fetch(url, { method: "POST", body: approval })).text()
    expect(page).toContain(await challenge())
    const seller = created.distribution_module.standalone_url
    expect(await (await fetch(seller)).text()).toContain("Astrid Ek")
    await fetch(seller, { method: "POST", body: new URLSearchParams({ action: "identify" }) })
    const after = await fetch(`${url}?after=identity`, { redirect: "manual" })
    expect(after.headers.get("location")).toContain("https://shop.example/ok?o=")
  })

  it("is asked for in a store only, and by the setting", async () => {
    const web = await session("ECOMMERCE")
    expect((await bench.client.consumer(web.sessionId, "approve")).body.status).toBe("COMPLETED")
    await setting({ manual_identification: false })
    const store = await session("IN_STORE")
    expect(store.created).not.toHaveProperty("manual_identification_check_url")
    expect((await bench.client.consumer(store.sessionId, "approve")).body.status).toBe("COMPLETED")
  })
})

describe("a profile", () => {
  it("brings options along, each of which a session may override", async () => {
    const { url } = await session("IN_STORE", { profile_id: "kiosk", options: { purchase_type: "PAY" } })
    const text = await (await fetch(url)).text()
    expect(text).toContain("Pay at the kiosk")
    expect(text).toMatch(/Betala\s+316,30/)
  })

  it("that nobody set up changes nothing", async () => {
    const { url } = await session("IN_STORE", { profile_id: "constructor" })
    expect(await (await fetch(url)).text()).toContain("Slutför ditt köp")
  })
})

describe("a page whose payment session ends elsewhere", () => {
  it("is completed with it, and a check in progress is over", async () => {
    await setting({ manual_identification: true })
    const { sessionId, orderId } = await session("IN_STORE")
    await bench.client.consumer(sessionId, "approve")
    await bench.client.control("POST", `/orders/${orderId}/complete`)
    expect(await read(sessionId)).toMatchObject({ status: "COMPLETED", order_id: orderId })
    expect(await read(sessionId)).not.toHaveProperty("manual_identification")
  })

  it("is cancelled with it", async () => {
    const { sessionId, orderId } = await session()
    await bench.client.call("POST", `/checkout/v3/orders/${orderId}/abort`)
    expect((await read(sessionId)).status).toBe("CANCELLED")
  })

  it("is gone an hour before it expires", async () => {
    const { sessionId, orderId } = await session()
    await bench.sandbox.advance(47 * 60 * MINUTE)
    expect((await bench.client.call("GET", `/hpp/v1/sessions/${sessionId}`)).status).toBe(404)
    expect((await bench.client.call("GET", `/checkout/v3/orders/${orderId}`)).status).toBe(200)
    await bench.sandbox.advance(60 * MINUTE)
    expect((await bench.client.call("GET", `/checkout/v3/orders/${orderId}`)).status).toBe(404)
  })
})

describe("a page over a KP session", () => {
  async function page(changes: Record<string, unknown> = {}, options: Record<string, unknown> = {}) {
    const id = await createPaymentsSession(bench.client, changes)
    const payment_session_url = `${bench.sandbox.url}/payments/v1/sessions/${id}`
    const { body } = await bench.client.call("POST", "/hpp/v1/sessions", { payment_session_url, options })
    return { sessionId: body.session_id as string, url: body.redirect_url as string }
  }
  const offered = async (url: string) =>
    [...(await (await fetch(url)).text()).matchAll(/value="((?:PAY|DIRECT|KLARNA)\w*)"/g)].map(
      ([, name]) => name
    )

  it("offers the session's categories, or those that the page's options leave", async () => {
    expect(await offered((await page()).url)).toEqual(["PAY_LATER", "PAY_OVER_TIME", "PAY_NOW"])
    const one = await page({}, { payment_method_category: "pay_now" })
    expect(await offered(one.url)).toEqual(["PAY_NOW"])
    const two = await page({}, { payment_method_categories: ["PAY_NOW", "pay_later"] })
    expect(await offered(two.url)).toEqual(["PAY_LATER", "PAY_NOW"])
  })

  it("is distributed as any other", async () => {
    const { sessionId, url } = await page({
      locale: "da-DK",
      purchase_country: "DK",
      purchase_currency: "DKK",
    })
    const contact_information = { email: "freja@example.com" }
    const path = `/hpp/v1/sessions/${sessionId}/distribution`
    const { status } = await bench.client.call("POST", path, { method: "email", contact_information })
    expect(status).toBe(204)
    const [message] = (await bench.client.control("GET", "/outbox")).body
    expect(message).toMatchObject({ subject: "Dit køb hos sandbox", link: url })
  })

  it("waits for the seller in a store, and is paid as was chosen", async () => {
    await setting({ manual_identification: true })
    const { sessionId } = await page({ acquiring_channel: "IN_STORE" }, { place_order_mode: "PLACE_ORDER" })
    const choice = { payment_method_category: "PAY_OVER_TIME" }
    expect((await bench.client.consumer(sessionId, "approve", choice)).body.status).toBe("MANUAL_ID_CHECK")
    expect((await bench.client.consumer(sessionId, "identify")).body.status).toBe("COMPLETED")
    const { order_id } = await read(sessionId)
    const managed = (await bench.client.control("GET", `/orders/${order_id}`)).body
    expect(managed.initial_payment_method.type).toBe("FIXED_AMOUNT")
  })
})
