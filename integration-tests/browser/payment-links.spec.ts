import { eventually } from "../support/eventually"
import { demoInBrowser } from "./support/demo-in-browser"
import { createLinkAgent, type LinkAgent, type MadeLink } from "./support/link-agent"
import { createLinkStaff } from "./support/link-staff"
import { PHONE } from "./support/open-browser"
import { takeScreenshot } from "./support/screenshots"

jest.setTimeout(240_000)

const demo = demoInBrowser(".data/links-test")

const HOUR = 3_600_000

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

  const orderOf = (link: MadeLink) => agent.order(link.order_id)
  const madeFor = async (email: string, channel: Parameters<LinkAgent["link"]>[1]) =>
    agent.link(await agent.draft(email), channel)

  it("takes an order by phone: a draft on one screen, an e-mail, and an order when it is paid", async () => {
    await staff.page.goto(`${staff.links}/new`)
    await staff.pick("Name or e-mail", "astrid@example.com", /astrid@example.com/)
    await staff.choose("Region", /Sweden/)
    await staff.pick("Add a product", "LAMP-SKYMNING-FOREST", /Forest/)
    await staff.type("Quantity of Skymning table lamp", "2")
    await staff.fillIn({
      "First name": "Astrid",
      "Last name": "Lind",
      "Street and number": "Storgatan 1",
      "Postal code": "11122",
      City: "Stockholm",
      Phone: "+46 70 123 45 67",
    })
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
    await staff.type("E-mail address", "bo@example")
    await staff.send().click()
    await staff.page.getByText("This is not an e-mail address").waitFor()
    expect(await agent.outbox("bo@example")).toEqual([])

    await staff.type("E-mail address", "bo@example.com")
    await staff.send().dblclick()
    await staff.happened("sent", "email")
    expect(await agent.outbox("bo@example.com")).toHaveLength(1)
    await staff.send().click()
    await staff.page.getByText("sent to this contact a moment ago").waitFor()
    expect(await agent.outbox("bo@example.com")).toHaveLength(1)
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
    await demo.klarna.consumer(online.hpp_session_id, "open")
    await demo.klarna.consumer(online.hpp_session_id, "back")
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
    await buyer.locator(".pay").first().click()
    await buyer.waitForLoadState()
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
