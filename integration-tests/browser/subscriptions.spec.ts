import { askAdmin } from "./support/admin-api"
import { demoInBrowser } from "./support/demo-in-browser"
import { DESKTOP, PHONE } from "./support/open-browser"
import { takeScreenshot } from "./support/screenshots"
import { KLARNA_PAYMENTS, type Shopper } from "./support/shopper"

jest.setTimeout(180_000)

const DAY = 86_400_000

describe("a subscription", () => {
  const demo = demoInBrowser(".data/browser-subscriptions")

  const logIn = async ({ page }: Shopper, email: string) => {
    await page.goto(`${demo.addresses.storefront}/account`)
    await page.getByTestId("switch-to-register").click()
    await page.locator("input[name=email]").fill(email)
    await page.locator("input[name=password]").fill("a-password")
    await page.getByTestId("log-in").click()
    await page.getByTestId("customer-email").waitFor()
  }
  const comeToWidget = async (shopper: Shopper, delivery: string) => {
    await shopper.goToCheckout()
    await shopper.giveDemoAddress()
    await shopper.chooseDelivery(delivery)
    await shopper.choosePayment(KLARNA_PAYMENTS)
  }
  const entry = ({ page }: Shopper, status: string) =>
    page.locator(`[data-testid=subscription][data-status=${status}]`)
  const charge = async (days: number) => {
    await demo.klarna.advance(days * DAY)
    await askAdmin(demo.addresses, "/admin/klarna/jobs/charge-due-klarna-subscriptions/run", {})
  }
  type Charged = { subscriptions: { customer_id: string; status: string; next_charge_at: string }[] }
  const subscriptionOf = async (customerId: string) => {
    const path = `/admin/klarna/subscriptions?customer_id=${customerId}`
    return (await askAdmin<Charged>(demo.addresses, path)).subscriptions[0]
  }
  const customerId = async (email: string) => {
    const path = `/admin/customers?q=${encodeURIComponent(email)}&has_account=true`
    const { customers } = await askAdmin<{ customers: { id: string }[] }>(demo.addresses, path)
    return customers[0]?.id ?? ""
  }

  it("is bought in the widget by a customer who is logged in, and renewed by the clock", async () => {
    const shopper = await demo.newShopper(PHONE)
    const { page } = shopper
    await shopper.visit("de")
    await shopper.addToCart("Bulb of the month", "E27")
    await takeScreenshot(page, "subscription-product-phone", { fullPage: true })
    await shopper.goToCheckout()
    // Nobody charges a guest again.
    await page.getByTestId("log-in-first").getByRole("link").waitFor()
    await logIn(shopper, "lea.weber@example.com")
    await comeToWidget(shopper, "Home delivery")
    await takeScreenshot(page, "subscription-checkout-phone", { fullPage: true })
    await shopper.payInWidget("approve")
    await shopper.readConfirmation()

    await page.goto(`${demo.addresses.storefront}/account`)
    await entry(shopper, "active").waitFor()
    await page.getByTestId("customer-token").waitFor()
    await takeScreenshot(page, "subscription-account-phone", { fullPage: true })
    const id = await customerId("lea.weber@example.com")
    const before = await subscriptionOf(id)
    await charge(32)
    const after = await subscriptionOf(id)
    expect(Date.parse(after?.next_charge_at ?? "")).toBeGreaterThan(Date.parse(before?.next_charge_at ?? ""))
    const { orders } = await askAdmin<{ orders: { payment_status: string; total: number }[] }>(
      demo.addresses,
      `/admin/orders?customer_id=${id}&fields=id,payment_status,total`
    )
    expect(orders.map(({ payment_status }) => payment_status)).toEqual(["authorized", "authorized"])
  })

  it("begins with a free trial, for which nothing is paid", async () => {
    const shopper = await demo.newShopper(DESKTOP)
    const { page } = shopper
    await shopper.visit("de")
    await logIn(shopper, "max.weber@example.com")
    await page.goto(demo.addresses.storefront)
    await shopper.addToCart("Bulb of the month", "E14")
    await page.getByTestId("cart-link").click()
    await page.getByTestId("promo-code").fill("FIRSTBULB")
    await page.getByTestId("apply-promo").click()
    await page.getByText("FIRSTBULB").first().waitFor()
    await comeToWidget(shopper, "Parcel locker")
    expect(await shopper.total()).toMatch(/^0[.,]00/)
    await shopper.payInWidget("approve")
    await page.waitForURL("**/order/*/confirmed?session=*")
    await takeScreenshot(page, "subscription-trial-desktop", { fullPage: true })
    await page.goto(`${demo.addresses.storefront}/account`)
    await entry(shopper, "active").waitFor()
    await takeScreenshot(page, "subscription-account-desktop", { fullPage: true })
  })
})
