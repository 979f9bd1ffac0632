import jsQR from "jsqr"
import type { Page } from "playwright-core"
import { PNG } from "pngjs"
import { pagesOf } from "./support/pages"
import { DESKTOP, inBrowser, withBrowser } from "./support/with-browser"
import { withSandbox } from "./support/with-sandbox"

const bench = withSandbox()
const { checkoutPage, readSession, managedOrder } = pagesOf(bench)
const open = withBrowser()

const inStore = { options: { acquiring_channel: "IN_STORE" } }
const outbox = async () => (await bench.client.control("GET", "/outbox")).body

/** What a telephone reads when it is held against the picture. */
async function scan(page: Page, picture: string): Promise<string | undefined> {
  const { data, width, height } = PNG.sync.read(await page.locator(picture).screenshot())
  return jsQR(new Uint8ClampedArray(data), width, height)?.data
}

inBrowser("a link that is sent", () => {
  const distribute = (sessionId: string, body: object) =>
    bench.client.call("POST", `/hpp/v1/sessions/${sessionId}/distribution`, body)

  it.each([
    ["email", { email: "astrid@example.com" }, ".mail a.main"],
    ["sms", { phone: "0701234567", phone_country: "SE" }, ".phone .bubble a"],
    ["token", { access_id: "klarna:1f0a" }, ".phone .bubble a"],
  ])(
    "by %s is found in the outbox, and the order is paid there",
    async (method, contact_information, link) => {
      const { orderId, sessionId } = await checkoutPage({ options: { acquiring_channel: "TELESALES" } })
      expect((await distribute(sessionId, { method, contact_information })).status).toBe(204)
      expect((await readSession(sessionId)).status).toBe("WAITING")
      const page = await open(`${bench.sandbox.url}/outbox`)
      await page.click(link)
      await page.waitForSelector(".pay")
      expect((await readSession(sessionId)).status).toBe("IN_PROGRESS")
      await page.click(".pay")
      expect(await page.innerText("h1")).toBe("Tack för ditt köp")
      expect(await readSession(sessionId)).toMatchObject({ status: "COMPLETED", order_id: orderId })
      expect((await managedOrder(orderId)).status).toBe("AUTHORIZED")
    }
  )
})

inBrowser("the distribution module", () => {
  const states = (page: Page) => page.getAttribute(".status", "data-status")

  async function module(changes: Record<string, unknown> = inStore, query: Record<string, string> = {}) {
    const made = await checkoutPage(changes)
    const address = new URL(made.created.distribution_module.standalone_url)
    for (const [name, value] of Object.entries(query)) address.searchParams.set(name, value)
    return { ...made, page: await open(address.href, DESKTOP) }
  }

  it("shows a seller a QR code that leads to the page; the seller sees it opened and paid", async () => {
    const { page, orderId, created } = await module()
    expect(await page.innerText("h1")).toBe("Skicka betalningslänken")
    expect(await states(page)).toBe("WAITING")
    const address = await scan(page, ".qr img")
    expect(address).toBe(created.redirect_url)
    const consumer = await open(address ?? "")
    await page.waitForSelector(".status[data-status=IN_PROGRESS]")
    await consumer.click(".pay")
    await page.waitForSelector(".status[data-status=COMPLETED]")
    expect(await page.locator("form, .qr").count()).toBe(0)
    expect((await managedOrder(orderId)).status).toBe("AUTHORIZED")
  })

  it("sends the seller's e-mail and SMS, and says to whom", async () => {
    const { page, created } = await module()
    await page.fill("#email", "astrid@example.com")
    await page.click("button[value=email]")
    expect(await page.innerText("[role=status]")).toBe("Länken är på väg till astrid@example.com.")
    await page.fill("#phone", "0701234567")
    await page.click("button[value=sms]")
    expect(await page.innerText("[role=status]")).toBe("Länken är på väg till 0701234567.")
    expect(await outbox()).toMatchObject([
      { channel: "email", to: "astrid@example.com", link: created.redirect_url },
      { channel: "sms", to: "0701234567", link: created.redirect_url },
    ])
  })

  it("says in the seller's language why nothing was sent", async () => {
    const { page } = await module()
    await page.selectOption("#phone_country", "NO")
    await page.fill("#phone", "12")
    await page.click("button[value=sms]")
    expect(await page.innerText("[role=alert]")).toBe("Kontrollera det du skrev.")
    expect(await outbox()).toEqual([])
  })

  it("does not lose what is being typed when the consumer opens the page meanwhile", async () => {
    const { page, url } = await module()
    await page.fill("#email", "astrid@exam")
    await open(url)
    // The first look after that may have begun before it; the second begins when the first has been dealt with.
    const look = () => page.waitForResponse((response) => response.url().endsWith("/events"))
    await look()
    await look()
    expect(await page.inputValue("#email")).toBe("astrid@exam")
    await page.fill("#email", "")
    await page.waitForSelector(".status[data-status=IN_PROGRESS]")
  })

  it.each([{ profile_id: "self-checkout" }, { profile_id: "seller", view_id: "consumer" }])(
    "speaks to the consumer at a kiosk with %j, and leads nowhere from there",
    async (query) => {
      const { page, created } = await module(inStore, query as Record<string, string>)
      expect(await page.innerText("h1")).toBe("Betala i din egen telefon")
      expect(await scan(page, ".qr img")).toBe(created.redirect_url)
      expect(await page.innerText("button[value=email]")).toBe("Få länken via e-post")
      // A shared device: nobody pays on it, nor sees what the next one buys.
      expect(await page.locator("main a").count()).toBe(0)
    }
  )

  it.each(["TELESALES", "MOTO"])("has no QR code where nobody is there to scan it: %s", async (channel) => {
    const { page } = await module({ options: { acquiring_channel: channel } })
    expect(await page.locator(".qr").count()).toBe(0)
    expect(await page.locator("#email, #phone").count()).toBe(2)
  })

  it.each([
    [
      "cancelled",
      "CANCELLED",
      async (url: string) => {
        const consumer = await open(url)
        await consumer.click("header button")
        await consumer.click("button[value=cancel]")
      },
    ],
    [
      "disabled",
      "DISABLED",
      async (_url: string, sessionId: string) => bench.client.call("DELETE", `/hpp/v1/sessions/${sessionId}`),
    ],
  ])("hands out nothing more once the session is %s", async (_title, status, end) => {
    const { page, url, sessionId } = await module()
    await end(url, sessionId)
    await page.waitForSelector(`.status[data-status=${status}]`)
    expect(await page.locator("form, .qr").count()).toBe(0)
  })
})
