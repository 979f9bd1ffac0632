import type { Page } from "playwright-core"
import { eventually } from "../support/eventually"
import { askAdmin, readKlarnaOrderId, readOrder } from "./support/admin-api"
import { demoInBrowser } from "./support/demo-in-browser"
import { openSample } from "./support/guide"
import { DESKTOP, PHONE, TALL_DESKTOP } from "./support/open-browser"
import { orderPlacedBy } from "./support/orders-at-klarna"
import { takeScreenshot } from "./support/screenshots"
import { createShopper, KLARNA_PAYMENTS } from "./support/shopper"

jest.setTimeout(480_000)

const AUTHORIZE = "**/store/klarna/sessions/*/authorize"
const SCRIPT = "**/lib/v1/api.js"

const demo = demoInBrowser(".data/browser-payments-test")
const { newShopper } = demo
const placedBy = (work: () => Promise<unknown>) => orderPlacedBy(demo, work)

/** Every address the browser was sent to, by whomever. */
function followPage(page: Page): string[] {
  const visited: string[] = []
  page.on("request", (request) => request.isNavigationRequest() && visited.push(request.url()))
  page.on("framenavigated", (frame) => visited.push(frame.url()))
  return visited
}

describe("Klarna's widget on the shop's page", () => {
  it("is paid in, leads over Klarna's own address to the confirmation, and stands in Admin", async () => {
    const shopper = await newShopper(PHONE)
    const visited = followPage(shopper.page)
    await shopper.comeToWidget("de")
    await takeScreenshot(shopper.page, "widget-phone-1-checkout", { fullPage: true })
    expect(await shopper.categories()).toEqual(["pay_later", "pay_over_time", "pay_now"])
    await shopper.chooseCategory("pay_over_time")
    const order = await placedBy(async () => {
      await shopper.payInWidget("approve")
      await shopper.readConfirmation()
    })
    const confirmed = await shopper.readConfirmation()
    await takeScreenshot(shopper.page, "widget-phone-2-confirmation", { fullPage: true })

    expect(visited.filter((url) => url.includes("/kp/redirect/"))).toHaveLength(1)
    expect(order).toMatchObject({
      status: "AUTHORIZED",
      fraud_status: "ACCEPTED",
      purchase_currency: "EUR",
      billing_address: { given_name: "Jonas", email: "jonas.becker@example.com" },
      merchant_reference1: confirmed.orderNumber,
      klarna_reference: confirmed.klarnaReference,
    })
    expect(shopper.problems).toEqual([])

    const staff = await demo.logInStaff()
    await staff.openOrder(confirmed.orderNumber)
    await staff.reads("Klarna", "Authorized")
    await staff.section("Klarna").getByText(confirmed.klarnaReference).waitFor()
    await staff.section("Klarna").getByText("Klarna Payments").waitFor()
    await staff.section("Klarna").getByText("Instalments, 3 parts").waitFor()
    await takeScreenshot(staff.page, "widget-admin-1-authorized")
  })

  it("gives Klarna no name or address before the shopper pays", async () => {
    const shopper = await newShopper(DESKTOP)
    const sent: string[] = []
    shopper.page.on("request", (request) => {
      if (request.url().includes("/kp/widget/")) sent.push(`${request.url()} ${request.postData()}`)
    })
    await shopper.comeToWidget("de")
    const created = (await demo.klarna.calls()).filter(({ path }) => path.startsWith("/payments/v1/sessions"))
    expect(sent.filter((each) => each.includes("/kp/widget/load"))).not.toEqual([])
    expect([...sent, ...created.map(({ request }) => JSON.stringify(request))].join()).not.toMatch(
      /Becker|jonas\.becker|Schönhauser/
    )

    await shopper.payInWidget("approve")
    await shopper.readConfirmation()
    expect(sent.find((each) => each.includes("/kp/widget/authorize"))).toMatch(/Becker.*Schönhauser/)
  })

  it("lets a declined shopper pay in another category", async () => {
    const shopper = await newShopper(DESKTOP)
    await shopper.comeToWidget("de")
    await takeScreenshot(shopper.page, "widget-desktop-1-checkout", { fullPage: true })
    const order = await placedBy(async () => {
      await shopper.payInWidget("decline")
      await shopper.said(/does not offer “Später bezahlen”/)
      expect(await shopper.categories()).toEqual(["pay_over_time", "pay_now"])
      await takeScreenshot(shopper.page, "widget-desktop-2-declined", { fullPage: true })

      await shopper.chooseCategory("pay_now")
      await shopper.payInWidget("approve")
      await shopper.readConfirmation()
    })
    expect(order).toMatchObject({ initial_payment_method: { type: "CARD" } })
    expect(shopper.problems).toEqual([])
  })

  it("can still be paid in after the shopper closed Klarna's window", async () => {
    const shopper = await newShopper(PHONE)
    await shopper.comeToWidget("de")
    await shopper.payInWidget("close")
    await shopper.said(/closed Klarna's window/)
    await takeScreenshot(shopper.page, "widget-phone-3-closed", { fullPage: true })
    expect(await shopper.categories()).toContain("pay_later")
    await placedBy(async () => {
      await shopper.payInWidget("approve")
      await shopper.readConfirmation()
    })
  })

  it("marks the fields that Klarna does not take, and pays with them mended", async () => {
    const shopper = await newShopper(PHONE)
    await shopper.comeToWidget("de", { first_name: "J4!" })
    await shopper.payInWidget("approve")
    const field = shopper.page.getByLabel("First name")
    await field.and(shopper.page.locator("[aria-invalid=true]:focus")).waitFor()
    await shopper.page.getByText("Klarna does not take this as it is").waitFor()
    expect(await shopper.page.locator("[aria-invalid=true]").count()).toBe(1)
    await takeScreenshot(shopper.page, "widget-phone-4-invalid", { fullPage: true })

    await field.fill("Jonas")
    await shopper.page.getByTestId("save-address").click()
    const order = await placedBy(async () => {
      await shopper.payInWidget("approve")
      await shopper.readConfirmation()
    })
    expect(order).toMatchObject({ billing_address: { given_name: "Jonas" } })
  })

  it("does not pay for a cart that was changed in another tab, and pays the new total without asking twice", async () => {
    const shopper = await newShopper(DESKTOP)
    await shopper.comeToWidget("de")
    const before = await shopper.total()

    const otherTab = await shopper.page.context().newPage()
    await otherTab.goto(`${demo.addresses.storefront}/cart`)
    await otherTab.getByRole("button", { name: "One more" }).click()
    await otherTab.locator("output").filter({ hasText: "2" }).waitFor()
    await eventually(async () => !(await otherTab.locator("[aria-busy=true]").count()))

    const order = await placedBy(async () => {
      await shopper.payInWidget("approve")
      await shopper.problem(/Your cart has changed/)
      await shopper.untilPayable()
      expect(await shopper.total()).not.toBe(before)
      await takeScreenshot(shopper.page, "widget-desktop-3-cart-changed", { fullPage: true })
      await shopper.payWithoutWindow()
      await shopper.readConfirmation()
    })
    expect(order).toMatchObject({ order_amount: 24290, order_lines: [{ quantity: 2 }, { quantity: 1 }] })
    expect(await shopper.page.locator(".totals-total").innerText()).toContain("242,90")
  })

  it("leaves a paid cart behind in a tab that does not know it yet", async () => {
    const shopper = await newShopper(DESKTOP)
    await shopper.comeToWidget("de")
    const otherTab = createShopper(await shopper.page.context().newPage(), demo.addresses)
    await otherTab.page.goto(`${demo.addresses.storefront}/checkout`)
    await otherTab.untilPayable()
    await placedBy(async () => {
      await shopper.payInWidget("approve")
      await shopper.readConfirmation()
      await otherTab.payInWidget("approve")
      await otherTab.page.getByText("This cart has become an order").waitFor()
    })
  })

  it("becomes an order when the browser is closed right after the approval", async () => {
    const shopper = await newShopper(PHONE)
    await shopper.comeToWidget("de", { email: "closed.early@example.com" })
    await shopper.page.route(AUTHORIZE, () => shopper.page.close())
    const order = await placedBy(async () => {
      await shopper.payInWidget("approve")
      await shopper.page.waitForEvent("close").catch(() => undefined) // it may be gone already
    })
    expect(await readOrder(demo.addresses, order.merchant_reference1)).toMatchObject({
      email: "closed.early@example.com",
      payment_status: "authorized",
    })
  })

  it("finds its order on the waiting page when the connection is lost after the approval", async () => {
    const shopper = await newShopper(PHONE)
    await shopper.comeToWidget("de")
    await shopper.page.route(AUTHORIZE, (route) => route.abort("internetdisconnected"))
    const visited = followPage(shopper.page)
    await placedBy(async () => {
      await shopper.payInWidget("approve")
      await shopper.readConfirmation()
    })
    expect(visited.some((url) => url.includes("/checkout/pending?session="))).toBe(true)
  })

  it("asks for the last step where a category has to be finalized, and Klarna always within the click", async () => {
    const shopper = await newShopper(PHONE)
    // The shop asks at once by default; here it is one that wants a last look.
    await shopper.page.route(SCRIPT, async (route) => {
      const answer = await route.fetch()
      const body = `${await answer.text()}
        ;{
          const { authorize, finalize } = Klarna.Payments
          window.calledIn = []
          const note = (call) => (...all) => (window.calledIn.push(window.event?.type), call(...all))
          Klarna.Payments.authorize = note((options, ...rest) =>
            authorize({ ...options, auto_finalize: false }, ...rest))
          Klarna.Payments.finalize = note(finalize)
        }`
      await route.fulfill({ response: answer, body })
    })
    await shopper.comeToWidget("de")
    await shopper.chooseCategory("pay_now")
    await placedBy(async () => {
      await shopper.payInWidget("approve")
      const confirm = shopper.page.getByRole("button", { name: "Confirm the payment" })
      await confirm.waitFor()
      await takeScreenshot(shopper.page, "widget-phone-5-finalize", { fullPage: true })
      await confirm.click()
      await shopper.flow.locator("[data-result=approve]").click()
      // Browsers block a window that is opened later.
      expect(await shopper.page.evaluate("window.calledIn")).toEqual(["click", "click"])
      await shopper.readConfirmation()
    })
  })

  it("says that Klarna's script was kept out, and loads it when asked again", async () => {
    const shopper = await newShopper(PHONE)
    await shopper.page.route(SCRIPT, (route) => route.abort("blockedbyclient"))
    await shopper.comeToPayment("de")
    await shopper.page.locator(`input[value=${KLARNA_PAYMENTS}]`).check()
    await shopper.problem(/Klarna did not load/)
    await takeScreenshot(shopper.page, "widget-phone-6-blocked", { fullPage: true })
    expect(await shopper.page.getByTestId("pay-with-klarna").isEnabled()).toBe(false)

    await shopper.page.unroute(SCRIPT)
    await shopper.page.getByRole("button", { name: "Try again" }).click()
    await placedBy(async () => {
      await shopper.payInWidget("approve")
      await shopper.readConfirmation()
    })
  })

  it("offers nothing to those whom Klarna would refuse, and the other ways to pay remain", async () => {
    const shopper = await newShopper(PHONE)
    await shopper.comeToWidget("de", { email: "jonas+denied@example.com" })
    for (const refused of ["Später", "In Raten", "Sofort"]) {
      await shopper.payInWidget("approve")
      await shopper.said(new RegExp(`does not offer “${refused} bezahlen”`))
    }
    await shopper.said(/nothing to offer/)
    await takeScreenshot(shopper.page, "widget-phone-7-nothing", { fullPage: true })
    await shopper.page.locator("input[value=pp_system_default]").check()
    await shopper.page.getByTestId("place-order").click()
    await shopper.page.waitForURL("**/order/*/confirmed")
  })
})

describe("a payment that Klarna still checks", () => {
  const pending = { email: "nell.ashworth+pend-accept-99@example.com" }

  it("is confirmed as such, must not be shipped, and is released when Klarna accepts it", async () => {
    const shopper = await newShopper(PHONE)
    await shopper.comeToWidget("gb", pending)
    const order = await placedBy(async () => {
      await shopper.payInWidget("approve")
      await shopper.readConfirmation()
    })
    expect(order).toMatchObject({ fraud_status: "PENDING" })
    await shopper.page.getByText("Klarna is still checking this payment").waitFor()
    await takeScreenshot(shopper.page, "pending-phone-1-confirmation", { fullPage: true })

    const staff = await demo.logInStaff()
    await staff.openOrder(order.merchant_reference1)
    await staff.reads("Klarna", "Under review")
    await staff.section("Klarna").getByText("Klarna is still checking this payment: do not ship").waitFor()
    await takeScreenshot(staff.page, "pending-admin-1-review")

    await demo.klarna.decideFraud(order.order_id, "accept")
    await shopper.page.locator('[data-testid=klarna-decision][data-state="completed"]').waitFor({
      state: "attached",
    })
    await shopper.page.getByText("still checking").first().waitFor({ state: "detached" })
    await staff.page.reload()
    await staff.reads("Klarna", "Authorized")
    await staff.reads("Payments", "Authorized")
  })

  it("ends the order when Klarna rejects it, and says so to shopper and staff", async () => {
    const shopper = await newShopper(DESKTOP)
    await shopper.comeToWidget("gb", pending)
    const order = await placedBy(async () => {
      await shopper.payInWidget("approve")
      await shopper.readConfirmation()
    })
    await demo.klarna.decideFraud(order.order_id, "reject")
    await shopper.page.getByText("Klarna did not approve this payment").waitFor()
    await takeScreenshot(shopper.page, "pending-desktop-2-rejected", { fullPage: true })

    const staff = await demo.logInStaff()
    await staff.openOrder(order.merchant_reference1)
    await staff.reads("Klarna", "Rejected")
    await takeScreenshot(staff.page, "pending-admin-2-rejected")
    // Klarna's word is shown before Medusa has drawn the conclusion.
    await eventually(
      async () => (await readOrder(demo.addresses, order.merchant_reference1)).status === "canceled",
      { what: "the cancelled order" }
    )
  })
})

describe("Klarna Payments on Klarna's page", () => {
  it("is paid like Klarna Checkout, by going there and coming back", async () => {
    const shopper = await newShopper(PHONE)
    await shopper.comeToPayment("se")
    await shopper.choosePayment(KLARNA_PAYMENTS)
    await takeScreenshot(shopper.page, "hosted-phone-1-checkout", { fullPage: true })
    const klarnasPage = await shopper.goToKlarna("pay-with-klarna")
    await takeScreenshot(shopper.page, "hosted-phone-2-klarna", { fullPage: true })
    await shopper.page.locator("button[name=action][value=back]").first().click()
    expect(await shopper.messageInCheckout()).toMatchObject({ outcome: "back" })
    expect(await shopper.page.locator("input[name=provider]:checked").getAttribute("value")).toBe(
      KLARNA_PAYMENTS
    )
    expect(await shopper.goToKlarna("continue-to-klarna")).toBe(klarnasPage)

    await shopper.page.locator(".pay").click()
    const confirmed = await shopper.readConfirmation()
    const order = await eventually(async () => {
      const klarnaOrderId = await readKlarnaOrderId(demo.addresses, confirmed.orderNumber)
      return klarnaOrderId && (await demo.klarna.order(klarnaOrderId))
    })
    expect(order).toMatchObject({
      status: "AUTHORIZED",
      purchase_currency: "SEK",
      klarna_reference: confirmed.klarnaReference,
    })
    expect(shopper.problems).toEqual([])
  })
})

describe("a purchase whose order at Klarna nobody found", () => {
  const PLACE = { method: "POST", path: "authorizations/.*/order$" }
  const NARROW = { width: 360, height: 900 }

  it("waits above the orders at risk until staff say that Klarna's portal shows none, and is paid anew", async () => {
    const shopper = await newShopper(DESKTOP)
    await shopper.comeToWidget("de")
    await demo.klarna.settings({ skip_push: true })
    await demo.klarna.fault({ match: { callback: "authorization" }, kind: "drop" })
    const used = { error_code: "INVALID_OPERATION", error_messages: ["Authorization token already consumed"] }
    // The first request is lost, and every later one finds its token used up.
    await demo.klarna.fault({ match: PLACE, times: 1, kind: "reset" })
    await demo.klarna.fault({ match: PLACE, times: 50, kind: "status", status: 403, body: used })
    await shopper.payInWidget("approve")
    const cartId = await shopper.cartId()
    const runJob = (name: string) => askAdmin(demo.addresses, `/admin/klarna/jobs/${name}/run`, {})
    type Listed = { purchases: { subject_id: string }[] }
    const listed = async () =>
      (await askAdmin<Listed>(demo.addresses, "/admin/klarna/purchases?unresolved=true")).purchases
    await eventually(
      async () => {
        await demo.klarna.advance(60_000)
        await runJob("repeat-klarna-operations")
        return (await listed()).some(({ subject_id }) => subject_id === cartId)
      },
      { what: "the purchase that waits for staff" }
    )
    await demo.klarna.clearFaults()

    const staff = await demo.logInStaff()
    const { page } = staff
    await page.goto(`${demo.addresses.admin.url}/klarna/orders`)
    const entry = page.getByRole("listitem").filter({ hasText: cartId })
    await entry.getByText("Not found").waitFor()
    await takeScreenshot(page, "unresolved-1-list")
    await page.setViewportSize(NARROW)
    await takeScreenshot(page, "unresolved-2-phone")
    expect(await page.evaluate<number>("document.documentElement.scrollWidth")).toBeLessThanOrEqual(
      NARROW.width
    )
    await entry.getByRole("button", { name: "Say what Klarna shows" }).click()
    const dialog = page.getByRole("alertdialog")
    await dialog.getByLabel("An order").click()
    await dialog.getByRole("button", { name: "Confirm" }).click()
    await dialog.getByText("Enter the order ID that the portal shows.").waitFor()
    await takeScreenshot(page, "unresolved-3-dialog-phone")
    await dialog.getByLabel("Klarna's order ID").fill("8a1d3a3c-0000-4000-8000-000000000000")
    await dialog.getByRole("button", { name: "Confirm" }).click()
    await dialog.getByText("Klarna knows no order with this ID.").waitFor()
    await page.setViewportSize(TALL_DESKTOP.viewport as { width: number; height: number })
    await takeScreenshot(page, "unresolved-4-dialog")
    await dialog.getByLabel("No order").click()
    await dialog.getByRole("button", { name: "Confirm" }).click()
    await page.getByText("The purchase can be paid anew").waitFor()
    await entry.waitFor({ state: "detached" })
    expect(await listed()).toEqual([])
    expect(staff.consoleErrors).toEqual([])

    await shopper.page.goto(`${demo.addresses.storefront}/checkout`)
    await shopper.choosePayment(KLARNA_PAYMENTS)
    await shopper.payInWidget("approve")
    await shopper.readConfirmation()
  })
})

describe("the guide's code for other storefronts", () => {
  it("pays in the widget", async () => {
    const shopper = await newShopper(PHONE)
    await shopper.comeToPayment("de")
    await openSample(shopper.page, "In the widget", demo.addresses, await shopper.cartId())
    const order = await placedBy(async () => {
      await shopper.page.locator("#pay:enabled").click()
      await shopper.flow.locator("[data-result=close]").click()
      await shopper.page.locator("#said").getByText("closed").waitFor()
      await shopper.page.locator("#pay").click()
      await shopper.flow.locator("[data-result=approve]").click()
      await shopper.readConfirmation()
    })
    expect(order).toMatchObject({ billing_address: { family_name: "Becker" } })
    expect(shopper.problems).toEqual([])
  })

  it("goes to Klarna's page to pay", async () => {
    const shopper = await newShopper(PHONE)
    await shopper.comeToPayment("se")
    await openSample(shopper.page, "On Klarna's page", demo.addresses, await shopper.cartId())
    await shopper.page.locator("#pay").click()
    await shopper.page.waitForURL("**/hpp/payments/*")
    await shopper.page.locator(".pay").click()
    await shopper.readConfirmation()
    expect(shopper.problems).toEqual([])
  })
})
