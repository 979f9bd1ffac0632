import { demoInBrowser } from "./support/demo-in-browser"
import { DESKTOP, PHONE } from "./support/open-browser"
import { numberedOrder, ordersOf } from "./support/orders-at-klarna"
import { takeScreenshot } from "./support/screenshots"

jest.setTimeout(480_000)

const demo = demoInBrowser(".data/browser-test")

/** The orders that the shop has opened at Klarna, first to last. */
const ordersAtKlarna = () => ordersOf(demo, /^\/checkout\/v3\/orders$/)

describe("a purchase in the browser", () => {
  it("goes back from Klarna's page once, pays on the same page, and is captured in Admin", async () => {
    const shopper = await demo.newShopper(PHONE)
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
    const paid = await numberedOrder(demo, klarnaOrderId)
    expect(paid).toMatchObject({
      status: "AUTHORIZED",
      captured_amount: 0,
      merchant_reference1: confirmed.orderNumber,
      klarna_reference: confirmed.klarnaReference,
    })
    expect(shopper.problems).toEqual([])

    const staff = await demo.logInStaff()
    await staff.openOrder(confirmed.orderNumber)
    await staff.section("Klarna").getByText(confirmed.klarnaReference).waitFor()
    await staff.reads("Klarna", "Authorized")
    await takeScreenshot(staff.page, "admin-1-authorized")

    await staff.capturePayment()
    await staff.reads("Payments", "Captured")
    await staff.reads("Klarna", "Captured")
    await takeScreenshot(staff.page, "admin-2-captured")
    const captured = await demo.klarna.order(klarnaOrderId)
    expect(captured).toMatchObject({
      status: "CAPTURED",
      captured_amount: paid.order_amount,
      remaining_authorized_amount: 0,
    })
    expect(captured.captures).toHaveLength(1)
  })

  it("is declined at first, says so, and is paid after it, in dollars at a desk", async () => {
    const before = await ordersAtKlarna()
    const shopper = await demo.newShopper(DESKTOP)
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
    expect(await numberedOrder(demo, klarnaOrderId)).toMatchObject({
      status: "AUTHORIZED",
      purchase_currency: "USD",
      merchant_reference1: confirmed.orderNumber,
      klarna_reference: confirmed.klarnaReference,
    })
    expect(shopper.problems).toEqual([])
  })
})
