import { eventually } from "../support/eventually"
import { askAdmin } from "./support/admin-api"
import { demoInBrowser } from "./support/demo-in-browser"
import { DESKTOP, PHONE } from "./support/open-browser"
import { takeScreenshot } from "./support/screenshots"
import { KLARNA_PAYMENTS, type Shopper } from "./support/shopper"

jest.setTimeout(480_000)

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
  type Charged = { subscriptions: { customer_id: string; status: string; next_charge_at: string | null }[] }
  const subscriptionOf = async (customerId: string) => {
    const path = `/admin/klarna/subscriptions?customer_id=${customerId}`
    return (await askAdmin<Charged>(demo.addresses, path)).subscriptions[0]
  }
  /** The shopper sees the confirmation a moment before it is there. */
  const begun = (customerId: string) =>
    eventually(async () => subscriptionOf(customerId), { what: "the subscription" })
  const customerId = async (email: string) => {
    const path = `/admin/customers?q=${encodeURIComponent(email)}&has_account=true`
    const { customers } = await askAdmin<{ customers: { id: string }[] }>(demo.addresses, path)
    return customers[0]?.id ?? ""
  }

  const tokenStates = async (customerId: string) => {
    const path = `/admin/klarna/customers/${customerId}/tokens`
    const { customer_tokens } = await askAdmin<{ customer_tokens: { status: string }[] }>(
      demo.addresses,
      path
    )
    return customer_tokens.map(({ status }) => status)
  }
  const ordersOf = async (customerId: string) => {
    const path = `/admin/orders?customer_id=${customerId}&fields=id,payment_status,total&order=-created_at`
    return (await askAdmin<{ orders: { payment_status: string; total: number }[] }>(demo.addresses, path))
      .orders
  }
  const openAccount = async ({ page }: Shopper) => {
    await page.goto(`${demo.addresses.storefront}/account`)
    await page.getByTestId("customer-email").waitFor()
  }
  /** The smallest phones as well. */
  const screenshotOfAccount = async ({ page }: Shopper, name: string) => {
    const size = page.viewportSize()
    await page.setViewportSize({ width: 360, height: 780 })
    await takeScreenshot(page, `${name}-360`, { fullPage: true })
    await page.setViewportSize(DESKTOP.viewport as { width: number; height: number })
    await takeScreenshot(page, `${name}-desktop`, { fullPage: true })
    if (size) await page.setViewportSize(size)
  }

  it("is bought in the widget by a customer who is logged in, renewed by the clock, and cancelled on their page", async () => {
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

    const id = await customerId("lea.weber@example.com")
    const before = await begun(id)
    await charge(32)
    const after = await subscriptionOf(id)
    expect(Date.parse(after?.next_charge_at ?? "")).toBeGreaterThan(Date.parse(before.next_charge_at ?? ""))
    expect((await ordersOf(id)).map(({ payment_status }) => payment_status)).toEqual([
      "authorized",
      "authorized",
    ])

    await openAccount(shopper)
    await entry(shopper, "active").waitFor()
    await page.getByTestId("customer-token").waitFor()
    await screenshotOfAccount(shopper, "subscription-account")
    const asked: string[] = []
    page.on("dialog", (dialog) => {
      asked.push(dialog.message())
      void dialog.accept()
    })
    await page.getByTestId("cancel-subscription").click()
    await entry(shopper, "cancelled").waitFor()
    expect(await page.getByTestId("cancel-subscription").count()).toBe(0)
    expect(await subscriptionOf(id)).toMatchObject({ status: "cancelled", next_charge_at: null })
    await page.getByTestId("remove-token").click()
    await page.getByTestId("customer-token").waitFor({ state: "detached" })
    await screenshotOfAccount(shopper, "subscription-cancelled")
    expect(await tokenStates(id)).toEqual(["CANCELLED"])
    expect(asked).toEqual([expect.stringContaining("Bulb of the month"), expect.any(String)])

    await charge(32)
    expect(await ordersOf(id)).toHaveLength(2)
    expect([...shopper.problems, ...shopper.consoleErrors]).toEqual([])
  })

  it("begins with a free trial, for which nothing is paid, and is charged when a month is over", async () => {
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
    const id = await customerId("max.weber@example.com")
    await begun(id)
    await openAccount(shopper)
    await entry(shopper, "active").waitFor()

    expect((await ordersOf(id)).map(({ total }) => total)).toEqual([0])
    await charge(32)
    const [renewal, trial] = await ordersOf(id)
    expect([renewal?.payment_status, trial?.total]).toEqual(["authorized", 0])
    expect(renewal?.total).toBeGreaterThan(0)
    expect([...shopper.problems, ...shopper.consoleErrors]).toEqual([])
  })

  it("is charged before its time, cancelled and left without a token by staff on the customer's page", async () => {
    const email = "eva.weber@example.com"
    const shopper = await demo.newShopper(DESKTOP)
    await shopper.visit("de")
    await logIn(shopper, email)
    await shopper.page.goto(demo.addresses.storefront)
    await shopper.addToCart("Bulb of the month", "E27")
    await comeToWidget(shopper, "Home delivery")
    await shopper.payInWidget("approve")
    await shopper.readConfirmation()

    const id = await customerId(email)
    await begun(id)
    const staff = await demo.logInStaff()
    const { page } = staff
    await page.goto(`${demo.addresses.admin.url}/customers/${id}`)
    const section = staff.section("Klarna")
    const press = async (action: string, confirm: string, done: string) => {
      await section.getByRole("button", { name: action, exact: true }).click()
      await page.getByRole("alertdialog").getByRole("button", { name: confirm, exact: true }).click()
      await page.getByText(done, { exact: true }).first().waitFor()
    }
    await section.getByText("Bulb of the month").waitFor()
    await takeScreenshot(page, "subscription-staff", { fullPage: true })
    await press("Charge now", "Charge", "Charged")
    expect((await ordersOf(id)).map(({ payment_status }) => payment_status)).toEqual([
      "authorized",
      "authorized",
    ])
    await press("Cancel", "Cancel subscription", "Subscription cancelled")
    await section.getByText("Cancelled", { exact: true }).waitFor()
    expect(await subscriptionOf(id)).toMatchObject({ status: "cancelled" })
    await press("Remove", "Remove", "Removed")
    await section.getByRole("button", { name: "Remove" }).waitFor({ state: "detached" })
    expect(await tokenStates(id)).toEqual(["CANCELLED"])
    await takeScreenshot(page, "subscription-staff-over", { fullPage: true })
    await page.setViewportSize({ width: 360, height: 780 })
    await section.scrollIntoViewIfNeeded()
    await takeScreenshot(page, "subscription-staff-360")
    expect(staff.consoleErrors).toEqual([])

    await openAccount(shopper)
    await entry(shopper, "cancelled").waitFor()
    await charge(32)
    expect(await ordersOf(id)).toHaveLength(2)
    expect([...shopper.problems, ...shopper.consoleErrors]).toEqual([])
  })
})
