import { eventually } from "../support/eventually"
import { askAdmin } from "./support/admin-api"
import { demoInBrowser } from "./support/demo-in-browser"
import { DESKTOP, PHONE } from "./support/open-browser"
import { takeScreenshot } from "./support/screenshots"

jest.setTimeout(480_000)

const demo = demoInBrowser(".data/kiosk-test")

const BUYER = {
  given_name: "Moa",
  family_name: "Ek",
  email: "moa.ek@example.com",
  street_address: "Storgatan 9",
  postal_code: "21142",
  city: "Malmö",
}

describe("in the store", () => {
  /** The screen, with a lamp in the basket and the QR code on it. */
  async function screenWithCode() {
    const page = await demo.openPage(DESKTOP)
    const problems: string[] = []
    page.on("pageerror", (error) => problems.push(error.message))
    // The kiosk sold in the country of its browser, or of whoever shopped there last.
    await page.addInitScript("localStorage.setItem('lykta.country', 'us')")
    await page.goto(`${demo.addresses.storefront}/kiosk`)
    await page.getByTestId("kiosk-ware").filter({ hasText: "Skymning table lamp, Forest" }).click()
    await takeScreenshot(page, "kiosk-1-goods")
    const opened = page.waitForResponse((answer) => answer.url().endsWith("/payment-sessions"))
    await page.getByTestId("kiosk-pay").click()
    const { payment_collection } = await (await opened).json()
    await page.getByTestId("kiosk-qr").waitFor()
    const [{ data }] = payment_collection.payment_sessions as [{ data: { redirect_url: string } }]
    return { page, problems, redirectUrl: data.redirect_url }
  }

  /** Somebody's phone, on the page that the code leads to. */
  async function phoneOn(address: string) {
    const page = await demo.openPage(PHONE)
    await page.goto(address)
    await page.locator("button[name=action][value=approve]").first().waitFor()
    return page
  }

  it("a phone pays what the screen shows, and the screen turns into the receipt", async () => {
    const { page, problems, redirectUrl } = await screenWithCode()
    await page.waitForFunction(() => {
      const [code] = (globalThis as any).document.images
      return code.complete && code.naturalWidth > 80
    })
    await takeScreenshot(page, "kiosk-2-code")
    const phone = await phoneOn(redirectUrl)
    await page.getByText("Go on with your phone").waitFor()
    // The screen has asked for nothing: Klarna does, on the phone.
    for (const [name, value] of Object.entries(BUYER)) await phone.locator(`[name=${name}]`).fill(value)
    await phone.locator("button[name=action][value=approve]").first().click()

    await page.getByTestId("kiosk-paid").waitFor()
    await page.getByTestId("klarna-reference").filter({ hasNotText: "on its way" }).waitFor()
    await takeScreenshot(page, "kiosk-3-paid")
    const number = Number(await page.getByTestId("order-number").filter({ hasText: /\d/ }).innerText())
    const order = await eventually(
      async () => {
        const { orders } = await askAdmin<{ orders: { display_id: number; payment_status: string }[] }>(
          demo.addresses,
          "/admin/orders?limit=20&fields=id,display_id,payment_status"
        )
        return orders.find((order) => order.display_id === number && order.payment_status === "captured")
      },
      { what: "the captured order" }
    )
    expect(order.display_id).toBe(number)
    await page.getByRole("button", { name: "Next customer" }).click()
    await page.getByText("Nothing in it yet.").waitFor()
    expect(problems).toEqual([])
  })

  it("a phone cancels, the screen says so and shows a new code", async () => {
    const { page, redirectUrl } = await screenWithCode()
    const phone = await phoneOn(redirectUrl)
    await phone.locator("button[name=action][value=ask_cancel]").first().click()
    await phone.locator("button[name=action][value=cancel]").first().click()
    // Not that this phone's cart is empty.
    await phone.getByText("go on there, or scan the code again").waitFor()
    await takeScreenshot(phone, "kiosk-4-cancelled-phone")
    await page.getByTestId("kiosk-ended").waitFor()
    await takeScreenshot(page, "kiosk-4-cancelled")
    const opened = page.waitForResponse((answer) => answer.url().endsWith("/payment-sessions"))
    await page.getByTestId("kiosk-pay-again").click()
    const { payment_collection } = await (await opened).json()
    await page.getByTestId("kiosk-qr").waitFor()
    expect(payment_collection.payment_sessions[0].data.redirect_url).not.toBe(redirectUrl)
  })
})

describe("Medusa Admin's payment link", () => {
  it("leads its buyer to Klarna and back to a page that says paid", async () => {
    const { addresses } = demo
    const { regions } = await askAdmin<{ regions: { id: string; currency_code: string }[] }>(
      addresses,
      "/admin/regions"
    )
    const { variants } = await askAdmin<{ variants: { id: string }[] }>(
      addresses,
      "/admin/product-variants?q=SKYMNING&limit=1"
    )
    const { draft_order } = await askAdmin<{ draft_order: { id: string } }>(
      addresses,
      "/admin/draft-orders",
      {
        region_id: regions.find(({ currency_code }) => currency_code === "sek")?.id,
        email: "alva.lind@example.com",
        shipping_address: {
          ...{ first_name: "Alva", last_name: "Lind", address_1: "Storgatan 1", postal_code: "11122" },
          ...{ city: "Stockholm", country_code: "se", phone: "+46701234567" },
        },
        items: [{ variant_id: variants[0]?.id, quantity: 1 }],
      }
    )
    await askAdmin(addresses, `/admin/draft-orders/${draft_order.id}/convert-to-order`, {})
    const { order } = await askAdmin<{ order: { total: number } }>(
      addresses,
      `/admin/orders/${draft_order.id}?fields=id,total`
    )
    const { payment_collection } = await askAdmin<{ payment_collection: { id: string } }>(
      addresses,
      "/admin/payment-collections",
      { order_id: draft_order.id, amount: order.total }
    )

    const page = await demo.openPage(PHONE)
    await page.goto(
      `${addresses.storefront}/payment-collection/${payment_collection.id}?order_id=${draft_order.id}`
    )
    await page.getByTestId("pay-with-klarna").waitFor()
    await takeScreenshot(page, "payment-link-1")
    await page.getByTestId("pay-with-klarna").click()
    await page.waitForURL("**/hpp/payments/*")
    await page.locator("button[name=action][value=approve]").first().click()
    await page.waitForURL(`**/payment-collection/${payment_collection.id}`)
    await page.locator('[data-testid="payment-link"][data-state="paid"]').waitFor()
    await page.getByTestId("klarna-reference").waitFor()
    await takeScreenshot(page, "payment-link-2-paid")
    await page.goto(`${addresses.storefront}/payment-collection/pay_col_unknown`)
    await page.getByText("We do not know this payment").waitFor()
  })
})
