import type { Browser, BrowserContextOptions } from "playwright-core"
import { eventually } from "../support/eventually"
import { sandboxControl, type SandboxControl } from "../support/sandbox-control"
import { DESKTOP, openBrowser, PHONE, TALL_DESKTOP } from "./support/open-browser"
import { startDemo, type RunningDemo } from "./support/running-demo"
import { takeScreenshot } from "./support/screenshots"
import { createShopper } from "./support/shopper"
import { createStaff } from "./support/staff"

jest.setTimeout(240_000)

const STEP_WITHIN_MS = 60_000

let demo: RunningDemo
let browser: Browser
let klarna: SandboxControl

beforeAll(async () => {
  ;[demo, browser] = await Promise.all([startDemo(".data/browser-test"), openBrowser()])
  klarna = sandboxControl(demo.sandbox)
})

afterAll(async () => {
  await browser?.close()
  await demo?.stop()
})

async function openPage(options: BrowserContextOptions) {
  const context = await browser.newContext(options)
  context.setDefaultTimeout(STEP_WITHIN_MS)
  return context.newPage()
}

/** The orders that the shop has opened at Klarna, first to last. */
async function ordersAtKlarna(): Promise<string[]> {
  const calls = await klarna.calls()
  return calls
    .filter(({ method, path }) => method === "POST" && path === "/checkout/v3/orders")
    .map(({ response }) => (response as { order_id: string }).order_id)
}

/** The shop sends its order's number when the shopper already sees the confirmation. */
const numberedOrder = (klarnaOrderId: string) =>
  eventually(
    async () => {
      const order = await klarna.order(klarnaOrderId)
      return order.merchant_reference1 ? order : undefined
    },
    { what: "the order's number at Klarna" }
  )

describe("a purchase in the browser", () => {
  it("goes back from Klarna's page once, pays on the same page, and is captured in Admin", async () => {
    const shopper = createShopper(await openPage(PHONE), demo)
    await shopper.visit("se")
    await takeScreenshot(shopper.page, "phone-1-products")
    await shopper.addToCart("Skymning table lamp", "Forest")
    await takeScreenshot(shopper.page, "phone-2-product")
    await shopper.goToCheckout()
    await shopper.giveDemoAddress()
    await shopper.chooseDelivery("Home delivery")
    await takeScreenshot(shopper.page, "phone-3-checkout", { fullPage: true })

    const klarnasPage = await shopper.goToKlarna("pay-with-klarna")
    await takeScreenshot(shopper.page, "phone-4-klarna", { fullPage: true })
    await shopper.page.locator("button[name=action][value=back]").first().click()
    expect(await shopper.messageInCheckout()).toEqual({ outcome: "back", title: "Welcome back" })
    await takeScreenshot(shopper.page, "phone-5-back")
    expect(await shopper.goToKlarna("continue-to-klarna")).toBe(klarnasPage)

    await shopper.page.locator(".pay").click()
    const confirmed = await shopper.readConfirmation()
    await takeScreenshot(shopper.page, "phone-6-confirmation", { fullPage: true })

    const [klarnaOrderId = "", ...others] = await ordersAtKlarna()
    expect(others).toEqual([])
    const paid = await numberedOrder(klarnaOrderId)
    expect(paid).toMatchObject({
      status: "AUTHORIZED",
      captured_amount: 0,
      merchant_reference1: confirmed.orderNumber,
      klarna_reference: confirmed.klarnaReference,
    })
    expect(shopper.problems).toEqual([])

    const staff = createStaff(await openPage(TALL_DESKTOP), demo.admin)
    await staff.logIn()
    await staff.openOrder(confirmed.orderNumber)
    await staff.section("Klarna").getByText(confirmed.klarnaReference).waitFor()
    await staff.reads("Klarna", "Authorized")
    await takeScreenshot(staff.page, "admin-1-authorized")

    await staff.capturePayment()
    await staff.reads("Payments", "Captured")
    await staff.reads("Klarna", "Captured")
    await takeScreenshot(staff.page, "admin-2-captured")
    const captured = await klarna.order(klarnaOrderId)
    expect(captured).toMatchObject({
      status: "CAPTURED",
      captured_amount: paid.order_amount,
      remaining_authorized_amount: 0,
    })
    expect(captured.captures).toHaveLength(1)
  })

  it("is declined at first, says so, and is paid after it, in dollars at a desk", async () => {
    const before = await ordersAtKlarna()
    const shopper = createShopper(await openPage(DESKTOP), demo)
    await shopper.visit("us")
    await takeScreenshot(shopper.page, "desktop-1-products")
    await shopper.addToCart("Rispapper lantern", "45 cm")
    await shopper.goToCheckout()
    await shopper.giveDemoAddress()
    await shopper.chooseDelivery("Economy")
    await takeScreenshot(shopper.page, "desktop-2-checkout", { fullPage: true })

    const klarnasPage = await shopper.goToKlarna("pay-with-klarna")
    await takeScreenshot(shopper.page, "desktop-3-klarna", { fullPage: true })
    await shopper.page.locator("button[name=action][value=decline]").click()
    await shopper.page.getByRole("heading", { name: "Payment declined" }).waitFor()
    await takeScreenshot(shopper.page, "desktop-4-declined")
    await shopper.page.getByRole("link", { name: "Back to" }).click()
    expect(await shopper.messageInCheckout()).toMatchObject({ outcome: "declined" })
    await takeScreenshot(shopper.page, "desktop-5-declined-in-shop")
    expect(await shopper.goToKlarna("continue-to-klarna")).toBe(klarnasPage)

    await shopper.page.locator(".pay").click()
    const confirmed = await shopper.readConfirmation()
    await takeScreenshot(shopper.page, "desktop-6-confirmation", { fullPage: true })

    const [klarnaOrderId = "", ...others] = (await ordersAtKlarna()).slice(before.length)
    expect(others).toEqual([])
    expect(await numberedOrder(klarnaOrderId)).toMatchObject({
      status: "AUTHORIZED",
      purchase_currency: "USD",
      merchant_reference1: confirmed.orderNumber,
      klarna_reference: confirmed.klarnaReference,
    })
    expect(shopper.problems).toEqual([])
  })
})
