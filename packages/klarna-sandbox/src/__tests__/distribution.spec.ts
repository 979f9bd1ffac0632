import jsQR from "jsqr"
import { PNG } from "pngjs"
import { createClient, basic } from "./support/client"
import { createOrder, createSession, order } from "./support/orders"
import { withSandbox } from "./support/with-sandbox"

const HOUR = 3_600_000

const bench = withSandbox({
  merchants: [
    { username: "sandbox", key: "sandbox-secret", name: "Lamps & Co" },
    { username: "quiet", key: "quiet-secret", sms: false },
  ],
})

async function session(changes: Record<string, unknown> = {}, more: Record<string, unknown> = {}) {
  const orderId = await createOrder(bench.client, order(changes))
  const { body } = await createSession(bench.client, bench.sandbox.url, orderId, {}, more)
  return { orderId, sessionId: body.session_id as string, created: body }
}

const distribute = (sessionId: string, body: unknown, client = bench.client) =>
  client.call("POST", `/hpp/v1/sessions/${sessionId}/distribution`, body)

const byEmail = (email = "astrid@example.com") => ({ method: "email", contact_information: { email } })
const bySms = (phone = "0701234567", phone_country = "SE") => ({
  method: "sms",
  contact_information: { phone, phone_country },
})

const outbox = async (query = "") => (await bench.client.control("GET", `/outbox${query}`)).body

const look = async (url: string) => {
  const response = await fetch(url)
  return { status: response.status, text: (await response.text()).replace(/\s+/g, " ") }
}

describe("distributing a link", () => {
  it("by e-mail puts a message in the session's language into the outbox, and leaves the session waiting", async () => {
    const { sessionId, created } = await session()
    expect(await distribute(sessionId, byEmail())).toMatchObject({ status: 204, body: undefined })
    const [message, ...others] = await outbox()
    expect(others).toEqual([])
    expect(message).toMatchObject({
      at: "2026-03-04T12:00:00.000Z",
      channel: "email",
      to: "astrid@example.com",
      subject: "Ditt köp hos Lamps & Co",
      link: created.redirect_url,
      hpp_session_id: sessionId,
    })
    expect(message.body).toMatch(/Din beställning hos Lamps & Co på 316,30\skr/)
    expect(message.body).toContain(created.redirect_url)
    const { body } = await bench.client.call("GET", `/hpp/v1/sessions/${sessionId}`)
    expect(body.status).toBe("WAITING")
  })

  it("by SMS is one line with the link", async () => {
    const { sessionId, created } = await session({ locale: "fi-FI", purchase_currency: "EUR" })
    expect((await distribute(sessionId, bySms("07000212345"))).status).toBe(204)
    const [message] = await outbox("?channel=sms")
    expect(message).toMatchObject({ to: "07000212345", subject: "", channel: "sms" })
    expect(message.body).toMatch(/^Lamps & Co: maksa 316,30\s€ tästä: http/)
    expect(message.body.endsWith(created.redirect_url)).toBe(true)
  })

  it("by token hands it to whoever has the access id, passed on unchanged", async () => {
    const { sessionId, created } = await session()
    const access_id = 'klarna:"09f4\\a78d"'
    const body = { method: "token", contact_information: { access_id }, template: "INSTORE_PURCHASE" }
    expect((await distribute(sessionId, body)).status).toBe(204)
    expect((await outbox())[0]).toMatchObject({ channel: "token", to: access_id, link: created.redirect_url })
  })

  it("twice sends two messages", async () => {
    const { sessionId } = await session()
    await distribute(sessionId, byEmail())
    await distribute(sessionId, byEmail())
    expect(await outbox()).toHaveLength(2)
  })

  it.each([
    ["an unknown method", { method: "pigeon", contact_information: {} }, "CONSTRAINT_VIOLATION", "method"],
    ["no method", { contact_information: { email: "a@b.se" } }, "CONSTRAINT_VIOLATION", "method"],
    ["an unknown template", { ...byEmail(), template: "X" }, "CONSTRAINT_VIOLATION", "template"],
    ["no contact", { method: "email" }, "MISSING_CONTACT_DATA", "contact_information"],
    [
      "no address",
      { method: "email", contact_information: { phone: "070" } },
      "MISSING_CONTACT_DATA",
      "contact_information.email",
    ],
    ["an address that is none", byEmail("astrid"), "CONSTRAINT_VIOLATION", "contact_information.email"],
    ["no country", bySms("0701234567", ""), "MISSING_CONTACT_DATA", "contact_information.phone_country"],
    ["a country that is none", bySms("0701234567", "SWE"), "CONSTRAINT_VIOLATION", "phone_country"],
    ["a number that is none", bySms("call me"), "CONSTRAINT_VIOLATION", "contact_information.phone"],
    ["a country of another region", bySms("0701234567", "BR"), "UNSUPPORTED_COUNTRY", "BR"],
    ["no access id", { method: "token", contact_information: {} }, "MISSING_CONTACT_DATA", "access_id"],
    ["an address Klarna knows nothing about", byEmail("a+unknown@b.se"), "UNKNOWN", ""],
    ["a blocked address", byEmail("a+blocked@b.se"), "BLACKLISTED_CONTACT", ""],
    ["a blocked number", bySms("0700000002"), "BLACKLISTED_CONTACT", ""],
  ])("with %s is refused with 400 and sends nothing", async (_what, body, error_code, message) => {
    const { sessionId } = await session()
    const answer = await distribute(sessionId, body)
    expect(answer).toMatchObject({ status: 400, body: { error_code } })
    expect(answer.body.error_messages.join()).toContain(message)
    expect(await outbox()).toEqual([])
  })

  it("answers 404 for an access id that nobody has, and 503 when it may be tried again", async () => {
    const { sessionId } = await session()
    const unknown = { method: "token", contact_information: { access_id: "unknown" } }
    expect(await distribute(sessionId, unknown)).toMatchObject({
      status: 404,
      body: { error_code: "NOT_FOUND" },
    })
    expect((await distribute(sessionId, byEmail("a+unavailable@b.se"))).status).toBe(503)
  })

  it("is refused with 400 once the session is disabled or paid, and 404 once it is over", async () => {
    const disabled = await session()
    await bench.client.call("DELETE", `/hpp/v1/sessions/${disabled.sessionId}`)
    expect((await distribute(disabled.sessionId, byEmail())).status).toBe(400)
    const paid = await session()
    await bench.client.consumer(paid.sessionId, "approve")
    expect((await distribute(paid.sessionId, byEmail())).status).toBe(400)
    const late = await session()
    await bench.sandbox.advance(47 * HOUR)
    expect((await distribute(late.sessionId, byEmail())).status).toBe(404)
    expect((await distribute("nobodys", byEmail())).status).toBe(404)
  })

  it("is refused for another merchant's session, and without credentials", async () => {
    const { sessionId } = await session()
    const other = createClient(bench.sandbox, basic("quiet", "quiet-secret"))
    expect((await distribute(sessionId, byEmail(), other)).status).toBe(403)
    expect((await distribute(sessionId, byEmail(), createClient(bench.sandbox, "Basic wrong"))).status).toBe(
      401
    )
  })

  it("by SMS is refused with 403 where the account has none; e-mail stays possible", async () => {
    const quiet = createClient(bench.sandbox, basic("quiet", "quiet-secret"))
    const orderId = await createOrder(quiet, order())
    const { body } = await createSession(quiet, bench.sandbox.url, orderId)
    expect(await distribute(body.session_id, bySms(), quiet)).toMatchObject({
      status: 403,
      body: { error_code: "INVALID_OPERATION" },
    })
    expect((await distribute(body.session_id, byEmail(), quiet)).status).toBe(204)
    expect((await look(body.distribution_module.standalone_url)).text).not.toContain('name="phone"')
  })
})

describe("the outbox page", () => {
  it("shows each message as its consumer sees it; its link leads to the order, which is paid there", async () => {
    const { sessionId } = await session()
    await distribute(sessionId, byEmail())
    await distribute(sessionId, bySms())
    const { text } = await look(`${bench.sandbox.url}/outbox`)
    for (const shown of [
      "Ditt köp hos Lamps &#38; Co",
      "astrid@example.com",
      "0701234567",
      "Till betalningen",
    ]) {
      expect(text).toContain(shown)
    }
    const [link = ""] = [...text.matchAll(/href="(http[^"]+)"/g)].map(([, href]) => href)
    expect((await look(link)).text).toContain("Lamp")
    const form = { method: "POST", body: new URLSearchParams({ action: "approve" }) }
    await fetch(link, { ...form, redirect: "manual" })
    const { body } = await bench.client.call("GET", `/hpp/v1/sessions/${sessionId}`)
    expect(body.status).toBe("COMPLETED")
  })

  it("is empty after a reset", async () => {
    await distribute((await session()).sessionId, byEmail())
    await bench.client.control("POST", "/reset")
    expect(await outbox()).toEqual([])
    expect((await look(`${bench.sandbox.url}/outbox`)).text).toContain("No e-mail and no SMS yet")
  })
})

describe("the QR code", () => {
  it("is read as the address of the payment page", async () => {
    const { created } = await session()
    const image = PNG.sync.read(Buffer.from(await (await fetch(created.qr_code_url)).arrayBuffer()))
    const read = jsQR(new Uint8ClampedArray(image.data), image.width, image.height)
    expect(read?.data).toBe(created.redirect_url)
  })
})

describe("the distribution module", () => {
  const open = (created: { distribution_module: { standalone_url: string } }, profile = "", view = "") =>
    look(
      created.distribution_module.standalone_url
        .replace("{{profile_id}}", profile)
        .replace("{{view_id}}", view)
    )

  it("has an unsigned token with the claims that were recorded", async () => {
    const { created } = await session()
    const { token, standalone_url } = created.distribution_module
    const [header, claims, signature] = token.split(".")
    const read = (part: string) => JSON.parse(Buffer.from(part, "base64url").toString())
    const page = standalone_url.split("?")[0]
    expect(read(header)).toEqual({ alg: "none" })
    expect(read(claims)).toEqual({
      session_id: page.split("/").at(-1),
      iframe_url: page,
      iframe_origin: bench.sandbox.url,
      event_url: `${page}/events`,
    })
    expect(signature).toBe("")
  })

  it("gives a token again, until the session is over", async () => {
    const { created, sessionId } = await session()
    const generate = () => bench.client.call("POST", created.distribution_module.generation_url)
    expect(await generate()).toMatchObject({ status: 201, body: created.distribution_module })
    await bench.client.call("DELETE", `/hpp/v1/sessions/${sessionId}`)
    expect((await generate()).status).toBe(400)
  })

  it("shows a seller the QR code, both ways to send the link, and the status", async () => {
    const { created, sessionId } = await session({ options: { acquiring_channel: "IN_STORE" } })
    const { text } = await open(created)
    for (const shown of [
      "Skicka betalningslänken",
      `/eu/hpp/payments/${sessionId}/qr`,
      'name="email"',
      'name="phone"',
      "Länken är inte öppnad än",
      "Öppna betalningssidan",
    ]) {
      expect(text).toContain(shown)
    }
  })

  it.each([
    ["of a profile", "self-checkout", ""],
    ["of a view", "", "consumer"],
  ])(
    "shows the consumer's side %s, without a page to open on the shared screen",
    async (_why, profile, view) => {
      const { created } = await session()
      const { text } = await open(created, profile, view)
      expect(text).toContain("Betala i din egen telefon")
      expect(text).not.toContain("Öppna betalningssidan")
    }
  )

  it("takes the session's own profile when its address names none", async () => {
    const { created } = await session({}, { profile_id: "self-checkout" })
    expect((await look(created.distribution_module.standalone_url)).text).toContain(
      "Betala i din egen telefon"
    )
  })

  it("shows no QR code to somebody on the phone", async () => {
    const { created } = await session({ options: { acquiring_channel: "TELESALES" } })
    expect((await open(created)).text).not.toContain("/qr")
  })

  it("sends the link and says so, or says what is wrong", async () => {
    const { created, sessionId } = await session()
    const url = created.distribution_module.standalone_url
    const send = (fields: Record<string, string>) =>
      fetch(url, { method: "POST", body: new URLSearchParams(fields) })
    const good = await send({ method: "email", email: "astrid@example.com" })
    expect(await good.text()).toContain("Länken är på väg till astrid@example.com.")
    const bad = await send({ method: "sms", phone: "070", phone_country: "SE" })
    expect(await bad.text()).toContain("Kontrollera det du skrev.")
    expect(await outbox(`?hpp_session_id=${sessionId}`)).toHaveLength(1)
  })

  it("follows the consumer, and offers nothing more once paid", async () => {
    const { created, sessionId } = await session()
    const page = created.distribution_module.standalone_url.split("?")[0]
    const status = async () => (await bench.client.call("GET", `${page}/events`)).body.status
    expect(await status()).toBe("WAITING")
    await bench.client.consumer(sessionId, "open")
    expect(await status()).toBe("IN_PROGRESS")
    await bench.client.consumer(sessionId, "approve")
    expect(await status()).toBe("COMPLETED")
    const { text } = await open(created)
    expect(text).toContain("Betalt")
    expect(text).not.toContain('name="email"')
  })

  it("is not found when it never was or is over", async () => {
    const { created } = await session()
    expect((await look(`${bench.sandbox.url}/eu/hpp/distributions/nobodys`)).status).toBe(404)
    await bench.sandbox.advance(47 * HOUR)
    expect((await open(created)).status).toBe(404)
  })
})
