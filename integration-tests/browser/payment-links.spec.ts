import type { Response, Route } from "playwright-core"
import { eventually } from "../support/eventually"
import type { ConsumerAction } from "../support/sandbox-control"
import { demoInBrowser } from "./support/demo-in-browser"
import { createLinkAgent, type LinkAgent, type MadeLink } from "./support/link-agent"
import { createLinkStaff } from "./support/link-staff"
import { BUYER_LIVES, NO_ADDRESSES, NO_PHONES } from "./support/typed-by-agents"
import { PHONE } from "./support/open-browser"
import { takeScreenshot } from "./support/screenshots"

jest.setTimeout(480_000)

const demo = demoInBrowser(".data/links-test")

const HOUR = 3_600_000
/** Staff see at once what Klarna told: on the reading that is under way, or on the next one. */
const READINGS = 2

describe("payment links in Admin", () => {
  let staff: ReturnType<typeof createLinkStaff>
  let agent: LinkAgent
  const problems: string[] = []

  beforeAll(async () => {
    agent = await createLinkAgent(demo.addresses)
    const { page } = await demo.logInStaff()
    page.on("pageerror", (error) => problems.push(error.message))
    staff = createLinkStaff(page, demo.addresses.admin.url)
  })

  afterEach(() => expect(problems.splice(0)).toEqual([]))

  /** The buyer, on the page that a link leads to. */
  async function buyerOn(address: string) {
    const page = await demo.openPage(PHONE)
    await page.goto(address)
    await page.locator(".pay").first().waitFor()
    return page
  }

  /**
   * @returns how often the page had read of it, worked off, until the agent saw it without a reload; how long a reading
   *   takes is the machine's matter
   */
  async function readingsUntilShown(link: MadeLink, action: ConsumerAction, status: string): Promise<number> {
    let readings = 0
    type Read = { session: { events: { status: string | null; processed_at: string | null }[] } }
    const onRead = async (answer: Response) => {
      if (!answer.url().endsWith(`/admin/klarna/sessions/${link.id}`)) return
      const { session } = (await answer.json()) as Read
      if (session.events.some((event) => event.status === status && event.processed_at)) readings += 1
    }
    staff.page.on("response", onRead)
    await demo.klarna.consumer(link.hpp_session_id, action)
    await staff.happened("signal", status)
    staff.page.off("response", onRead)
    return readings
  }

  const orderOf = (link: MadeLink) => agent.order(link.order_id)
  const madeFor = async (email: string, channel: Parameters<LinkAgent["link"]>[1]) =>
    agent.link(await agent.draft(email), channel)

  it("takes an order by phone: a draft on one screen, an e-mail, and an order when it is paid", async () => {
    await staff.page.goto(`${staff.links}/new`)
    await staff.pick("Name or e-mail", "astrid@example.com", /astrid@example.com/)
    await staff.choose("Region", /Sweden/)
    await staff.pick("Add a product", "LAMP-SKYMNING-FOREST", /Forest/)
    await staff.type("Quantity of Skymning table lamp", "2")
    await staff.fillIn(BUYER_LIVES)
    await staff.field("Home delivery").click()
    await staff.type("Promotion code", "NOPE")
    await staff.field("Promotion code").press("Enter")
    await staff.page.getByRole("alert").filter({ hasText: "NOPE" }).waitFor()
    await staff.type("Promotion code", "TENOFF")
    await staff.field("Promotion code").press("Enter")
    await eventually(async () => /2,380\.00/.test(await staff.total()), {
      what: "the total with tax and discount",
    })
    await takeScreenshot(staff.page, "links-1-order-by-phone")

    await staff.page.keyboard.press("Control+Enter")
    await staff.sees("waiting")
    const [message, ...more] = await agent.outbox("astrid@example.com")
    expect(more).toEqual([])
    await staff.happened("sent", "email")
    await takeScreenshot(staff.page, "links-2-sent")

    const buyer = await buyerOn(message?.link ?? "")
    await staff.sees("in_progress")
    await takeScreenshot(buyer, "links-3-buyer")
    await buyer.locator(".pay").first().click()
    await staff.sees("completed")
    await staff.happened("signal", "COMPLETED")
    await staff.page.getByRole("heading", { name: /^Order #/ }).waitFor()
    await takeScreenshot(staff.page, "links-4-paid")

    const { order_id } = await agent.session(staff.linkId())
    expect(await agent.order(order_id)).toEqual({
      is_draft_order: false,
      payment_status: "authorized",
      total: 2380,
    })
  })

  it("takes a draft to another region with its customer and products, and says what stays behind", async () => {
    const old = await agent.draft("moa@example.com")
    await staff.page.goto(`${staff.links}/new?draft=${old}`)
    await eventually(async () => /349\.50/.test(await staff.total()), { what: "the draft" })
    await staff.choose("Region", /Germany/)
    const notice = staff.page.locator("[data-part=moved]")
    await notice.getByText("it is in none of the region's countries").waitFor()
    await notice.getByText("Choose the delivery again").waitFor()
    await takeScreenshot(staff.page, "links-13-other-region")
    const made = new URL(staff.page.url()).searchParams.get("draft") ?? ""
    expect(made).not.toBe(old)
    const { email, currency_code, items } = await agent.draftOrder(made)
    expect([email, currency_code]).toEqual(["moa@example.com", "eur"])
    expect(items).toEqual([expect.objectContaining({ variant_sku: "LIGHT-GLIMT-MOSS", quantity: 1 })])
    expect(await agent.draftOrder(old)).toMatchObject({ currency_code: "sek", is_draft_order: true })
  })

  it("made the link without what was typed just before, and for an address that could not be one", async () => {
    const draft = await agent.draft("nils@example.com")
    await staff.page.goto(`${staff.links}/new?draft=${draft}`)
    await eventually(async () => /349\.50/.test(await staff.total()), { what: "the draft" })
    await staff.type("E-mail address", "nils@example")
    await staff.page.keyboard.press("Control+Enter")
    await staff.page.getByText("Check whom the link is sent to").waitFor()
    await staff.type("E-mail address", "nils@example.com")
    await staff.type("City", "Uppsala")
    await staff.type("Quantity of Glimt reading light", "2")
    await staff.page.keyboard.press("Control+Enter")
    await staff.sees("waiting")
    const { order_id, amount } = await agent.session(staff.linkId())
    expect(amount).toBe(699)
    expect(await agent.draftOrder(order_id)).toMatchObject({
      items: [{ quantity: 2 }],
      shipping_address: { city: "Uppsala" },
    })
  })

  it("cancels the order and frees its stock when a buyer on the phone cancels", async () => {
    const sku = "LANTERN-RISPAPPER-45"
    const before = await agent.reserved(sku)
    await staff.page.goto(`${staff.links}/new`)
    await staff.choose("Region", /Sweden/)
    // Where the demo shop's orders are placed at once.
    await staff.choose("Shop's sales channel", /Telephone/)
    await staff.pick("Name or e-mail", "jon@example.com", /jon@example.com/)
    await staff.pick("Add a product", sku, /45 cm/)
    await staff.type("Quantity of Rispapper lantern", "3")
    await staff.fillIn(BUYER_LIVES)
    await staff.field("Home delivery").click()
    await eventually(async () => /946\.00/.test(await staff.total()), { what: "the total with delivery" })
    await staff.page.keyboard.press("Control+Enter")
    await staff.sees("waiting")
    await staff.page.getByRole("heading", { name: /^Order #/ }).waitFor()
    const { order_id } = await agent.session(staff.linkId())
    expect(await agent.order(order_id)).toMatchObject({ is_draft_order: false, payment_status: "awaiting" })
    expect((await agent.reserved(sku)) - before).toBe(3)

    await staff.openOrder(order_id)
    await staff.order.getByText("Not opened").waitFor()
    const make = staff.order.getByRole("button", { name: "Make payment link" })
    await make.and(staff.page.locator(":enabled")).waitFor()
    const [message] = await agent.outbox("jon@example.com")
    const buyer = await buyerOn(message?.link ?? "")
    await buyer.locator('.plain-link[value="ask_cancel"]').click()
    await buyer.locator('button[value="cancel"]').click()
    // By itself: Medusa's own part of the page as well.
    await staff.order.getByText("This order is cancelled: nobody is to pay it.").waitFor()
    await staff.page.getByText("Canceled", { exact: true }).first().waitFor()
    await make.and(staff.page.locator(":disabled")).waitFor()
    await takeScreenshot(staff.page, "links-10-order-cancelled")
    await eventually(async () => (await agent.reserved(sku)) === before, { what: "the stock" })
  })

  it("says what Klarna refuses and what to do next, and sends once for two presses", async () => {
    const link = await madeFor("bo@example.com", "telesales")
    await agent.allowSms(false)
    await staff.open(link.id)
    await staff.choose("Send by", /Text message/)
    await staff.send().click()
    await staff.page.getByText("This Klarna account cannot send it this way").first().waitFor()
    await staff.page.getByText("Copy the link or show the QR code instead").waitFor()
    await takeScreenshot(staff.page, "links-5-sms-refused")
    await agent.allowSms(true)

    await staff.choose("Send by", /E-mail/)
    await staff.type("E-mail address", "bo@example.com")
    let asked = 0
    staff.page.on("request", (request) => (asked += request.url().endsWith("/distribute") ? 1 : 0))
    await staff.send().dblclick()
    await staff.happened("sent", "email")
    expect([asked, await agent.outbox("bo@example.com")]).toEqual([1, [expect.anything()]])
    await staff.send().click()
    await staff.page.getByText("sent to this contact a moment ago").waitFor()
    expect(await agent.outbox("bo@example.com")).toHaveLength(1)
  })

  it("sends nothing to what is no contact, and says what is wrong with it", async () => {
    const link = await madeFor("kim@example.com", "telesales")
    const before = (await agent.messages()).length
    await staff.open(link.id)
    for (const [typed, words] of NO_ADDRESSES) {
      await staff.type("E-mail address", typed)
      expect(await staff.refused()).toBe(400)
      await staff.page.getByRole("alert").filter({ hasText: words }).waitFor()
    }
    await staff.choose("Send by", /Text message/)
    for (const [typed, country, words] of NO_PHONES) {
      await staff.type("Mobile number", typed)
      await staff.type("Country", country)
      expect(await staff.refused()).toBe(400)
      await staff.page.getByRole("alert").filter({ hasText: words }).waitFor()
    }
    await takeScreenshot(staff.page, "links-11-contact-refused")
    expect(await agent.messages()).toHaveLength(before)
  })

  it("shows a code at the counter that turns into paid", async () => {
    const link = await madeFor("cia@example.com", "in_store")
    await staff.page.goto(`${staff.links}/${link.id}/qr`)
    const code = staff.page.getByRole("img", { name: "QR code of the payment link" })
    await eventually(async () => (await code.evaluate((image) => (image as any).naturalWidth)) > 100, {
      what: "the code",
    })
    await takeScreenshot(staff.page, "links-6-code")
    const buyer = await buyerOn(link.redirect_url)
    await staff.sees("in_progress")
    await buyer.locator(".pay").first().click()
    await staff.page.getByRole("heading", { name: "Paid" }).waitFor()
    await takeScreenshot(staff.page, "links-7-code-paid")
    await eventually(async () => !(await orderOf(link)).is_draft_order, { what: "the order" })
  })

  it("is over when a buyer on the phone cancels, and stays payable when one online goes back", async () => {
    const phoned = await madeFor("dan@example.com", "telesales")
    await staff.open(phoned.id)
    await demo.klarna.consumer(phoned.hpp_session_id, "open")
    await demo.klarna.consumer(phoned.hpp_session_id, "cancel")
    await staff.sees("cancelled")
    await staff.page.getByRole("button", { name: "Make a new link" }).click()
    await staff.sees("waiting")
    expect(staff.linkId()).not.toBe(phoned.id)
    expect((await orderOf(phoned)).is_draft_order).toBe(true)

    const online = await madeFor("eva@example.com", "ecommerce")
    await staff.open(online.id)
    const readings = [
      await readingsUntilShown(online, "open", "IN_PROGRESS"),
      await readingsUntilShown(online, "back", "BACK"),
    ]
    for (const count of readings) expect(count).toBeLessThanOrEqual(READINGS)
    await staff.sees("back")
    await staff.page.getByText("The link can still be paid").waitFor()
    await demo.klarna.consumer(online.hpp_session_id, "approve")
    await staff.sees("completed")
    await eventually(async () => !(await orderOf(online)).is_draft_order, { what: "the order" })
  })

  it("ends a link that the buyer has open, unless the money was taken first", async () => {
    const link = await madeFor("fia@example.com", "telesales")
    await staff.open(link.id)
    const buyer = await buyerOn(link.redirect_url)
    await staff.sees("in_progress")
    await staff.disable("The buyer pays by invoice")
    await staff.sees("disabled")
    await staff.page.getByText("The buyer pays by invoice").first().waitFor()
    const answered = buyer.waitForResponse((answer) => answer.request().method() === "POST")
    await buyer.locator(".pay").first().click()
    await answered
    expect((await demo.klarna.order(link.klarna_order_id).catch(() => undefined))?.status).not.toBe(
      "AUTHORIZED"
    )
    expect((await orderOf(link)).is_draft_order).toBe(true)
    await takeScreenshot(staff.page, "links-8-disabled")

    const late = await madeFor("gun@example.com", "telesales")
    await staff.open(late.id)
    for (const callback of ["status_update", "push"]) {
      await demo.klarna.fault({ kind: "drop", match: { callback }, times: 20 })
    }
    await demo.klarna.consumer(late.hpp_session_id, "approve")
    await staff.disable("Too slow")
    await staff.page.getByText("the money was taken already").first().waitFor()
    await demo.klarna.clearFaults()
    await staff.sees("completed")
    await eventually(async () => !(await orderOf(late)).is_draft_order, { what: "the order" })
  })

  it("finds links by buyer and state, keeps that in the address, and shows the draft's on its own page", async () => {
    const link = await madeFor("hed@example.com", "ecommerce")
    const rows = staff.page.locator("tbody tr")
    await staff.page.goto(staff.links)
    await staff.type("Search payment links", "hed@example.com")
    await eventually(async () => (await rows.count()) === 1, { what: "the one link" })
    await staff.choose("State", /Can be paid/)
    await staff.page.waitForURL(/q=hed.*state=open/)
    await staff.page.reload()
    await eventually(async () => (await rows.count()) === 1, { what: "the one link, after a reload" })
    await takeScreenshot(staff.page, "links-9-list")
    await staff.choose("State", /^Paid/)
    await staff.page.getByText("Nothing matches").waitFor()

    await staff.page.goto(`${demo.addresses.admin.url}/draft-orders/${link.order_id}`)
    const section = staff.page.locator("[data-part=payment-links]")
    await section.getByText("Outstanding").waitFor()
    await section.getByRole("button", { name: "Make payment link" }).click()
    await staff.page.getByRole("dialog").getByText("The buyer can no longer pay the old link").waitFor()
    await staff.page.getByRole("dialog").getByRole("button", { name: "Make payment link" }).click()
    await staff.sees("waiting")
    expect((await agent.session(link.id)).state).toBe("replaced")

    // The old one's page ended the new one without a question.
    const newer = staff.linkId()
    await staff.open(link.id)
    await staff.page.getByRole("button", { name: "Replace by a new link" }).click()
    await staff.page.getByRole("alertdialog").getByRole("button", { name: "Keep it" }).click()
    expect((await agent.session(newer)).state).toBe("waiting")
  })

  it("says so where somebody may not see links, or is logged out, on every page that has some", async () => {
    const link = await madeFor("leo@example.com", "telesales")
    const { admin } = demo.addresses
    const places = ["", `/${link.id}`, `/${link.id}/qr`].map((path) => staff.links + path)
    places.push(`${admin.url}/draft-orders/${link.order_id}`)
    let status = 403
    const refuse = (route: Route) =>
      route.fulfill({ status, contentType: "application/json", body: JSON.stringify({ message: "No" }) })
    await staff.page.route("**/admin/klarna/**", refuse)
    for (const place of places) {
      await staff.page.goto(place)
      await staff.page.getByRole("alert").filter({ hasText: "You may not see payment links" }).waitFor()
    }
    await takeScreenshot(staff.page, "links-12-forbidden")
    status = 401
    await staff.page.goto(staff.links)
    await staff.page.getByRole("alert").filter({ hasText: "You are no longer logged in" }).waitFor()
    await staff.page.unroute("**/admin/klarna/**", refuse)

    // A page that was open went on saying that it updates by itself.
    await staff.open(link.id)
    await staff.sees("waiting")
    await staff.page.route("**/admin/klarna/**", refuse)
    await staff.page.getByRole("alert").filter({ hasText: "You are no longer logged in" }).waitFor()
    await staff.page.unroute("**/admin/klarna/**", refuse)
  })

  it("expires by Klarna's clock", async () => {
    const link = await madeFor("ida@example.com", "telesales")
    await staff.open(link.id)
    await staff.sees("waiting")
    await demo.klarna.advance(49 * HOUR)
    await staff.readFromKlarna()
    await staff.sees("expired")
    expect((await orderOf(link)).is_draft_order).toBe(true)
  })
})
