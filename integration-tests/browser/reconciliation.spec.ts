import { eventually } from "../support/eventually"
import { inPortal as inPortalOf } from "../support/in-portal"
import { askAdmin } from "./support/admin-api"
import { buyWithKlarna } from "./support/buy-with-klarna"
import { demoInBrowser } from "./support/demo-in-browser"
import { takeScreenshot } from "./support/screenshots"

jest.setTimeout(480_000)

const demo = demoInBrowser(".data/browser-reconciliation")
const NARROW = { width: 360, height: 1100 }
const WIDE = { width: 1360, height: 900 }

describe("the page of reconciliation in Admin", () => {
  const inPortal = (klarnaOrderId: string, action: string, body: unknown) =>
    inPortalOf(demo.addresses.sandbox, klarnaOrderId, action, body)

  it("compares a period, says in words what differs, and mends it when staff have read what it will do", async () => {
    const captured = await buyWithKlarna(demo.addresses, { "LAMP-SKYMNING-FOREST": 1 })
    const changed = await buyWithKlarna(demo.addresses, { "BULB-GLOD-1": 3 })
    const staff = await demo.logInStaff()
    const { page } = staff
    await page.setViewportSize(WIDE)
    await page.goto(`${demo.addresses.admin.url}/klarna/reconciliation`)
    await page.getByText("Nothing differs").waitFor()
    await page.getByText("settlement files").waitFor()
    await takeScreenshot(page, "reconciliation-1-nothing")

    await inPortal(captured.klarnaOrderId, "captures", { captured_amount: 50_000 })
    await demo.klarna.patchOrder(changed.klarnaOrderId, { order_amount: 20_000 })
    await page.getByRole("button", { name: "Compare now" }).click()
    const row = page.getByRole("listitem").filter({ hasText: "Capture missing in Medusa" })
    await row.getByText("Klarna has captured kr 500.00, Medusa's books say kr 0.00.").waitFor()
    const other = page.getByRole("listitem").filter({ hasText: "Amounts differ" })
    await other.getByText("Somebody has to look at it").waitFor()
    expect(await other.getByRole("button").count()).toBe(0)
    await page.getByText(/^Last compared/).waitFor()
    await takeScreenshot(page, "reconciliation-2-found")

    await page.setViewportSize(NARROW)
    await takeScreenshot(page, "reconciliation-3-phone")
    const width = await page.evaluate<number>("document.documentElement.scrollWidth")
    expect(width).toBeLessThanOrEqual(NARROW.width)
    await page.setViewportSize(WIDE)

    await row.getByRole("button", { name: "Record the capture" }).click()
    const dialog = page.getByRole("alertdialog")
    await dialog
      .getByText("A capture of kr 500.00 is recorded in Medusa. Nothing happens at Klarna.")
      .waitFor()
    await takeScreenshot(page, "reconciliation-4-confirm")
    await dialog.getByRole("button", { name: "Record the capture" }).click()
    await page.getByText("Mended: both sides say the same").waitFor()
    await row.waitFor({ state: "detached" })

    const { order } = await askAdmin<{ order: { payment_status: string } }>(
      demo.addresses,
      `/admin/orders/${captured.orderId}?fields=payment_status`
    )
    expect(order.payment_status).toBe("partially_captured")
    expect((await demo.klarna.order(captured.klarnaOrderId)).captured_amount).toBe(50_000)

    await page.goto(`${demo.addresses.admin.url}/klarna/reconciliation?state=mended`)
    await page.getByText(/Mended by/).waitFor()
    await takeScreenshot(page, "reconciliation-5-mended")
  })

  it("says so when the list cannot be read, and reads it on demand", async () => {
    const { page } = await demo.logInStaff()
    await page.route("**/admin/klarna/reconciliation?*", (route) =>
      route.fulfill({ status: 500, body: "{}" })
    )
    await page.goto(`${demo.addresses.admin.url}/klarna/reconciliation?state=gone`)
    const again = page.getByRole("button", { name: "Try again" })
    await again.waitFor()
    await page.unroute("**/admin/klarna/reconciliation?*")
    await again.click()
    await eventually(() => page.getByText("Nothing found").isVisible(), { what: "the list" })
  })
})
