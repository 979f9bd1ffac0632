import type { Locator } from "playwright-core"
import { eventually } from "../support/eventually"
import { askAdmin, readOrder } from "./support/admin-api"
import { buyWithKlarna } from "./support/buy-with-klarna"
import { demoInBrowser } from "./support/demo-in-browser"
import { takeScreenshot } from "./support/screenshots"
import { KLARNA_PAYMENTS } from "./support/shopper"
import type { createStaff } from "./support/staff"

jest.setTimeout(480_000)

const demo = demoInBrowser(".data/browser-desk")

const NARROW = { width: 360, height: 2000 }
const WIDE = { width: 1360, height: 1320 }
const DAY_MS = 24 * 3_600_000
/** More failures than the client's own retries can outlast. */
const OUTLASTING = 9

type Part = {
  captured_amount?: number
  refunded_amount?: number
  description?: string
  order_lines: { type?: string; reference?: string; quantity: number; total_amount: number }[]
  shipping_info?: Record<string, string>[]
}

describe("the Klarna desk in Admin", () => {
  let staff: ReturnType<typeof createStaff>

  beforeAll(async () => {
    staff = await demo.logInStaff()
  })

  /** Two lamps at 1295.00, three bulbs at 59.90, delivery at 49.00. */
  const TOTAL = 2 * 129500 + 3 * 5990 + 4900
  const LAMP = "Skymning table lamp, Forest"

  async function bought(consumer?: Record<string, unknown>, provider?: string) {
    const order = await buyWithKlarna(
      demo.addresses,
      { "LAMP-SKYMNING-FOREST": 2, "BULB-GLOD-1": 3 },
      consumer,
      provider
    )
    const { url } = demo.addresses.admin
    return {
      ...order,
      page: `${url}/klarna/orders/${order.orderId}`,
      orderPage: `${url}/orders/${order.orderId}`,
    }
  }

  /** What Medusa's own edit of an order does. */
  async function edit(orderId: string, sku: string, quantity: number) {
    const ask = <Answer>(path: string, body?: unknown) => askAdmin<Answer>(demo.addresses, path, body)
    const { order } = await ask<{ order: { items: { id: string; variant_sku: string }[] } }>(
      `/admin/orders/${orderId}?fields=id,*items`
    )
    const item = order.items.find(({ variant_sku }) => variant_sku === sku)
    await ask("/admin/order-edits", { order_id: orderId })
    await ask(`/admin/order-edits/${orderId}/items/item/${item?.id}`, { quantity })
    await ask(`/admin/order-edits/${orderId}/request`, {})
    await ask(`/admin/order-edits/${orderId}/confirm`, {})
  }

  const atKlarna = async (klarnaOrderId: string) => {
    const { captures, refunds, ...order } = (await demo.klarna.order(klarnaOrderId)) as unknown as {
      status: string
      order_amount: number
      expires_at: string
      captured_amount: number
      remaining_authorized_amount: number
      captures: Part[]
      refunds: Part[]
    }
    return { ...order, captures, refunds }
  }

  const press = (name: string, inside: Locator | typeof staff.page = staff.page) =>
    inside.getByRole("button", { name, exact: true }).click()

  const drawer = () => staff.page.getByRole("dialog")
  const toast = (words: string | RegExp) => staff.page.getByText(words).first().waitFor()
  const choose = (name: string, quantity: number) =>
    drawer().getByLabel(`Quantity of ${name}`).fill(String(quantity))
  const totals = (words: string) =>
    drawer().getByTestId("klarna-part-total").filter({ hasText: words }).waitFor()
  const cannotSubmit = () => drawer().locator("button[type=submit]:disabled").waitFor()
  const submit = () => drawer().locator("button[type=submit]").click()
  /** An operator's capture is noted, and Klarna has not answered. */
  const isUnderWay = async (orderId: string) => {
    const { klarna_order } = await askAdmin<{
      klarna_order: { operations: { kind: string; status: string }[] }
    }>(demo.addresses, `/admin/klarna/orders/${orderId}`)
    return klarna_order.operations.some(({ kind, status }) => kind === "capture" && status === "sent")
  }

  it("captures a part with its tracking number, adds another one later, and releases the rest", async () => {
    const { page, orderId, klarnaOrderId } = await bought()
    await staff.page.goto(`${demo.addresses.admin.url}/orders/${orderId}`)
    await staff.reads("Klarna", "Authorized")
    await press("Capture", staff.section("Klarna"))
    await press("None", drawer())
    await cannotSubmit()
    await choose(LAMP, 1)
    await drawer()
      .getByLabel(/^Shipping: /)
      .check()
    await press("Add shipment", drawer())
    await drawer().getByLabel("Shipping company").fill("PostNord")
    await drawer().getByLabel("Tracking number").fill("PN1")
    await drawer()
      .getByLabel(/^Tracking link/)
      .fill("https://tracking.example/PN1")
    await totals("1,344.00")
    await takeScreenshot(staff.page, "desk-1-capture")
    await submit()
    await toast(/1,344\.00 captured/)
    await staff.reads("Klarna", "Partly captured")
    // Medusa's own section follows.
    await staff.reads("Payments", "Partially captured")

    const [parcel, ...others] = (await atKlarna(klarnaOrderId)).captures
    expect(others).toEqual([])
    expect(parcel).toMatchObject({
      captured_amount: 134400,
      order_lines: [{ reference: "LAMP-SKYMNING-FOREST", quantity: 1 }, { type: "shipping_fee" }],
      shipping_info: [
        {
          shipping_company: "PostNord",
          tracking_number: "PN1",
          tracking_uri: "https://tracking.example/PN1",
        },
      ],
    })

    await staff.page.goto(page)
    await press("Add tracking number")
    await drawer().getByLabel("Tracking number").fill("PN2")
    await submit()
    await toast("Shipment added")
    await staff.page.getByText("PN2").waitFor()
    expect((await atKlarna(klarnaOrderId)).captures[0]?.shipping_info).toMatchObject([
      { tracking_number: "PN1" },
      { tracking_number: "PN2" },
    ])

    await press("Release the rest")
    await staff.page.getByText(/gives the kr\s1,474\.70 that is not captured back/).waitFor()
    await takeScreenshot(staff.page, "desk-2-release")
    await press("Release the rest", staff.page.getByRole("alertdialog"))
    await toast("Rest released")
    expect(await atKlarna(klarnaOrderId)).toMatchObject({
      status: "CAPTURED",
      captured_amount: 134400,
      remaining_authorized_amount: 0,
    })
    await staff.page.getByText("Given back", { exact: true }).waitFor()
    await takeScreenshot(staff.page, "desk-3-released")
  })

  it("refunds by line and keeps a return fee back, which the shopper sees", async () => {
    const { page, klarnaOrderId } = await bought()
    await staff.page.goto(page)
    await press("Capture")
    await submit()
    await toast(/2,818\.70 captured/)
    await press("Refund")
    await choose(LAMP, 1)
    await totals("1,295.00")
    const fee = drawer().getByLabel(/^Return fee/)
    await fee.fill("1300")
    await drawer()
      .getByText(/The fee must be less than the refund of/)
      .waitFor()
    await cannotSubmit()
    await fee.fill("49")
    await totals("1,246.00")
    await drawer().getByLabel(/^Note/).fill("We keep the postage")
    await takeScreenshot(staff.page, "desk-4-refund")
    await submit()
    await toast(/1,246\.00 refunded/)
    const { refunds, captures } = await atKlarna(klarnaOrderId)
    expect(captures.map(({ captured_amount }) => captured_amount)).toEqual([TOTAL])
    expect(refunds).toMatchObject([
      {
        refunded_amount: 124600,
        description: "We keep the postage",
        order_lines: [
          { reference: "LAMP-SKYMNING-FOREST", quantity: 1, total_amount: 129500 },
          { type: "return_fee", total_amount: -4900 },
        ],
      },
    ])
    // What came back cannot come back again.
    await press("Refund")
    await drawer().getByText("1 of 2 left").waitFor()
    await press("Close", drawer())
  })

  it("shows why Klarna refuses with what to quote, and sends the same form again", async () => {
    const { page, klarnaOrderId, number } = await bought()
    await staff.page.goto(page)
    await demo.klarna.fault({
      match: { method: "POST", path: "/captures$" },
      times: 1,
      kind: "status",
      status: 403,
      error_code: "CAPTURE_NOT_ALLOWED",
    })
    await press("Capture")
    await drawer().getByLabel("An amount").check()
    await drawer().getByLabel("Amount in SEK").fill("1 000,50")
    await submit()
    const alert = drawer().getByRole("alert").first()
    await alert.getByText("Klarna refused to capture this.").waitFor()
    await takeScreenshot(staff.page, "desk-5-refused")
    const refused = (await demo.klarna.calls()).filter(
      ({ method, path, status }) => method === "POST" && path.endsWith("/captures") && status === 403
    )
    const { correlation_id } = refused.at(-1)?.response as { correlation_id: string }
    expect(await alert.innerText()).toContain(correlation_id)
    expect((await atKlarna(klarnaOrderId)).captures).toEqual([])

    await submit()
    await toast(/1,000\.50 captured/)
    expect((await atKlarna(klarnaOrderId)).captures.map(({ captured_amount }) => captured_amount)).toEqual([
      100050,
    ])
    expect(await readOrder(demo.addresses, number)).toMatchObject({ payment_status: "partially_captured" })
  })

  it("repairs Medusa's books after a capture whose answer was lost", async () => {
    const { page, klarnaOrderId, number } = await bought()
    await staff.page.goto(page)
    await demo.klarna.fault({
      match: { method: "POST", path: "/captures$" },
      times: OUTLASTING,
      kind: "lost_response",
    })
    await press("Capture")
    await submit()
    await drawer()
      .getByRole("alert")
      .first()
      .getByText(/it happens only once/)
      .waitFor()
    await demo.klarna.clearFaults()
    await press("Close", drawer())
    expect(await readOrder(demo.addresses, number)).toMatchObject({ payment_status: "authorized" })

    await press("Read from Klarna")
    await staff.page.getByText("Medusa's books differ from Klarna").waitFor()
    await takeScreenshot(staff.page, "desk-6-books")
    await press("Repair the books")
    await press("Repair the books", staff.page.getByRole("alertdialog"))
    await toast("The books agree with Klarna again")
    await staff.page.getByText("Medusa's books differ from Klarna").waitFor({ state: "detached" })
    expect((await atKlarna(klarnaOrderId)).captures.map(({ captured_amount }) => captured_amount)).toEqual([
      TOTAL,
    ])
    expect(await readOrder(demo.addresses, number)).toMatchObject({ payment_status: "captured" })
  })

  it("shows what an edited order costs now, and a link for what Klarna does not take", async () => {
    const { orderPage, page, orderId, klarnaOrderId } = await bought({ payment_method_category: "PAY_NOW" })
    await edit(orderId, "LAMP-SKYMNING-FOREST", 1)
    await eventually(async () => (await atKlarna(klarnaOrderId)).order_amount === TOTAL - 129500, {
      what: "the lower amount at Klarna",
    })
    await staff.page.goto(page)
    await staff.page
      .getByText(/1,523\.70/)
      .first()
      .waitFor()
    await eventually(async () => !(await staff.page.getByText(/2,818\.70/).count()), {
      what: "a page without the old amount",
    })
    await staff.page.getByRole("button", { name: "Examine: Update kr 1,523.70" }).click()
    await drawer().getByText("Nothing wrong found").waitFor()
    await press("Close", drawer())
    await takeScreenshot(staff.page, "desk-10-edited-down")

    // A bank account takes no more than it was asked for.
    await edit(orderId, "LAMP-SKYMNING-FOREST", 2)
    await staff.page.goto(orderPage)
    const links = staff.section("Klarna").locator('[data-part="payment-links"]')
    await eventually(
      async () => {
        await staff.page.reload()
        await links.getByText(/Outstanding: kr\s1,295\.00/).waitFor({ timeout: 5_000 })
        return true
      },
      { what: "the difference" }
    )
    await staff
      .section("Klarna")
      .getByText(/1,523\.70/)
      .first()
      .waitFor()
    await takeScreenshot(staff.page, "desk-11-edited-up")
    await press("Make payment link", links)
    await drawer()
      .getByText(/1,295\.00/)
      .waitFor()
    await press("Make payment link", drawer())
    await staff.page.waitForURL(/\/klarna\/payment-links\/klpag/)
    await staff.page
      .getByText(/1,295\.00/)
      .first()
      .waitFor()
    expect(await atKlarna(klarnaOrderId)).toMatchObject({
      order_amount: TOTAL - 129500,
      status: "AUTHORIZED",
    })
  })

  it("says that Kustom extends nothing, also where a page still offers it", async () => {
    const { page, orderId, klarnaOrderId } = await bought()
    const before = await atKlarna(klarnaOrderId)
    await staff.page.goto(page)
    const refusal = "Kustom does not extend the authorization of a single order."
    await staff.page.getByText(refusal).waitFor()
    // As it was read before the shop's account moved to Kustom.
    const route = `**/admin/klarna/orders/${orderId}`
    await staff.page.route(route, async (request) => {
      const answer = await request.fetch()
      const { klarna_order } = (await answer.json()) as { klarna_order: { possible: object } }
      const possible = { ...klarna_order.possible, extend: { allowed: true, reason: null } }
      await request.fulfill({ response: answer, json: { klarna_order: { ...klarna_order, possible } } })
    })
    await press("Read from Klarna")
    await press("Extend")
    const dialog = staff.page.getByRole("alertdialog")
    await dialog.getByText(/Klarna holds kr\s2,818\.70 for a whole new period/).waitFor()
    await press("Extend", dialog)
    await dialog.getByText(refusal).waitFor()
    await takeScreenshot(staff.page, "desk-12-extend")
    await staff.page.unroute(route)
    await press("Do nothing", dialog)
    expect((await atKlarna(klarnaOrderId)).expires_at).toBe(before.expires_at)
  })

  it("extends an authorization for a whole new period where Klarna itself holds it", async () => {
    // Klarna counts in days: none is to end in between.
    const { now_ms } = await demo.klarna.advance(0)
    await demo.klarna.advance(1.5 * DAY_MS - (now_ms % DAY_MS))
    const { page, klarnaOrderId } = await bought({}, KLARNA_PAYMENTS)
    const before = await atKlarna(klarnaOrderId)
    await demo.klarna.advance(2 * DAY_MS)
    await staff.page.goto(page)
    await press("Extend")
    const dialog = staff.page.getByRole("alertdialog")
    await dialog.getByText(/Klarna holds kr\s2,818\.70 for a whole new period/).waitFor()
    await press("Extend", dialog)
    await toast("Authorization extended")
    await takeScreenshot(staff.page, "desk-18-extended")
    const after = await atKlarna(klarnaOrderId)
    expect(Date.parse(after.expires_at)).toBe(Date.parse(before.expires_at) + 2 * DAY_MS)
    expect(after).toMatchObject({ status: "AUTHORIZED", remaining_authorized_amount: TOTAL })
  })

  it("cancels a payment, and marks what must not be sent then", async () => {
    const { page, klarnaOrderId } = await bought()
    await staff.page.goto(page)
    await press("Cancel payment")
    await staff.page.getByText(/gives the whole authorization of kr\s2,818\.70 back/).waitFor()
    await press("Cancel payment", staff.page.getByRole("alertdialog"))
    await toast("Payment cancelled")
    expect(await atKlarna(klarnaOrderId)).toMatchObject({
      status: "CANCELLED",
      remaining_authorized_amount: 0,
    })
    const mark = staff.page.getByText(
      "Klarna's authorization was cancelled, and nothing was captured: do not ship"
    )
    await mark.waitFor()
    await takeScreenshot(staff.page, "desk-13-cancelled")
    await staff.page.getByRole("link", { name: "To the order" }).click()
    await staff
      .section("Klarna")
      .getByText(/do not ship$/)
      .waitFor()
  })

  it("tells the second of two operators what happens, and then shows them what happened", async () => {
    const { page, orderId, klarnaOrderId } = await bought()
    const other = await demo.logInStaff()
    for (const { page: tab } of [staff, other]) {
      await tab.goto(page)
      await tab.getByRole("button", { name: "Capture", exact: true }).click()
    }
    const second = other.page.getByRole("dialog")
    await second.locator("button[type=submit]").waitFor()
    await demo.klarna.fault({
      match: { method: "POST", path: "/captures$" },
      times: 1,
      kind: "latency",
      ms: 15_000,
    })
    await submit()
    await eventually(() => isUnderWay(orderId), { what: "the capture that is under way" })
    await second.locator("button[type=submit]").click()
    await second.getByText("A colleague, or the system, is working on this payment.").waitFor()
    await takeScreenshot(other.page, "desk-14-second-operator")

    await toast(/2,818\.70 captured/)
    await other.page.getByRole("button", { name: "Close", exact: true }).last().click()
    await other.page.getByText("Captured", { exact: true }).first().waitFor()
    await eventually(
      async () => (await other.page.getByRole("button", { name: "Capture", exact: true }).count()) === 0,
      { what: "the second operator's fresh page" }
    )
    expect((await atKlarna(klarnaOrderId)).captures.map(({ captured_amount }) => captured_amount)).toEqual([
      TOTAL,
    ])
    await other.page.context().close()
  })

  it("says to those who may not see it that they may not, on its page and on the order's", async () => {
    const { page, orderPage, orderId } = await bought()
    const route = `**/admin/klarna/orders/${orderId}`
    const forbid = { status: 403, contentType: "application/json", body: '{"message":"Forbidden"}' }
    await staff.page.route(route, (request) => request.fulfill(forbid))
    await staff.page.goto(page)
    await staff.page.getByRole("heading", { name: "You may not see this" }).waitFor()
    expect(await staff.page.getByRole("button", { name: "Try again" }).count()).toBe(0)
    await takeScreenshot(staff.page, "desk-15-forbidden")
    await staff.page.goto(orderPage)
    await staff.section("Klarna").getByText("You may not see this").waitFor()
    await takeScreenshot(staff.page, "desk-16-forbidden-on-order")
    await staff.page.unroute(route)
    await staff.page.reload()
    await staff.reads("Klarna", "Authorized")
  })

  it("examines what staff paste, also on a phone", async () => {
    await staff.page.goto(`${demo.addresses.admin.url}/klarna/examinations`)
    const payload = staff.page.getByRole("textbox", { name: "Payload" })
    await payload.fill("order_amount: 1")
    await press("Examine")
    await staff.page.getByText("This is no JSON.").waitFor()
    const line = { name: "Lamp", reference: "L1", quantity: 2, unit_price: 1000, total_amount: 1999 }
    await payload.fill(
      JSON.stringify({ order_amount: 1999, order_lines: [line, { ...line, quantity: "2" }] })
    )
    await press("Examine")
    const findings = staff.page.getByTestId("klarna-findings")
    await findings.getByText("2 findings").waitFor()
    const [first, second] = await findings.getByRole("listitem").allInnerTexts()
    const wordsOf = (text = "") => text.split("\n").filter(Boolean)
    expect(wordsOf(first)).toEqual([
      "order_lines[0].total_amount",
      ...["Where", "Line 1 · L1", "Rule", "quantity * unit_price - total_discount_amount"],
      ...["Expected", "2000", "Sent", "1999"],
    ])
    expect(wordsOf(second)).toEqual([
      "order_lines[1].quantity",
      ...["Where", "Line 2 · L1", "Rule", "A whole number", "Sent", '"2"'],
    ])
    await staff.page.setViewportSize(NARROW)
    await takeScreenshot(staff.page, "desk-17-examined-360")
    expect(await staff.page.evaluate("document.documentElement.scrollWidth")).toBe(NARROW.width)
    await staff.page.setViewportSize(WIDE)
    // What was found before stood under it.
    await payload.fill("order_amount: 1")
    await press("Examine")
    await staff.page.getByText("This is no JSON.").waitFor()
    expect(await findings.count()).toBe(0)
  })

  it("works from its own records while Klarna does not answer, also on a phone, and lists what is at risk", async () => {
    const { page, klarnaOrderId, number } = await bought()
    await staff.page.goto(page)
    await staff.page.getByRole("heading", { name: `Klarna payment of order #${number}` }).waitFor()
    await demo.klarna.fault({
      match: { method: "GET", path: `/ordermanagement/v1/orders/${klarnaOrderId}$` },
      times: 50,
      kind: "status",
      status: 503,
    })
    await press("Read from Klarna")
    await staff.page.getByText("Klarna could not be read").waitFor()
    await staff.page.getByText("Klarna has not said whether it accepts this purchase.").waitFor()
    await staff.page.setViewportSize(NARROW)
    await takeScreenshot(staff.page, "desk-7-unread-360")
    expect(await staff.page.evaluate("document.documentElement.scrollWidth")).toBe(NARROW.width)
    await demo.klarna.clearFaults()

    await demo.klarna.advance(26 * DAY_MS)
    const warning = staff.page.getByText(/authorization ends soon: capture what is sent/)
    // The shop asks for the sandbox's time once a second.
    const isWarned = async () => {
      await press("Read from Klarna")
      await warning.waitFor({ timeout: 3_000 })
      return true
    }
    await eventually(isWarned, { what: "the warning" })
    await staff.page.goto(`${demo.addresses.admin.url}/klarna/orders`)
    const row = staff.page.getByRole("listitem").filter({ hasText: `#${number}` })
    await row.getByText(/1 day left|Last day/).waitFor()
    await takeScreenshot(staff.page, "desk-8-risk-360")
    await staff.page.setViewportSize(WIDE)
    await takeScreenshot(staff.page, "desk-9-risk")
    await staff.page
      .getByRole("row")
      .getByRole("link", { name: `#${number}`, exact: true })
      .click()
    await staff.page.waitForURL(`${page}?klarna_order_id=${klarnaOrderId}`)

    await press("Capture")
    await submit()
    await toast(/2,818\.70 captured/)
    await staff.page.goto(`${demo.addresses.admin.url}/klarna/orders`)
    await eventually(async () => (await staff.page.getByRole("link", { name: `#${number}` }).count()) === 0)
    expect((await atKlarna(klarnaOrderId)).captured_amount).toBe(TOTAL)
  })
})
