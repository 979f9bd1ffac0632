import { pagesOf } from "./support/pages"
import { inBrowser, press, withBrowser } from "./support/with-browser"
import { withSandbox } from "./support/with-sandbox"

const bench = withSandbox()
const pages = pagesOf(bench)
const open = withBrowser()

type Channel = "ECOMMERCE" | "IN_STORE" | "TELESALES" | "MOTO"
type Urls = { back?: string; cancel?: string }

/** Both payment systems that a page stands on, and where each has the channel. */
const systems = {
  Checkout: (channel: Channel, urls: Urls) =>
    pages.checkoutPage({ options: { acquiring_channel: channel } }, urls),
  Payments: (channel: Channel, urls: Urls) => pages.paymentsPage({ acquiring_channel: channel }, {}, urls),
}

/** What is given, what the page offers, and how the session and the browser end. `null`: a page of Klarna's own. */
const rows: readonly [Channel, (keyof Urls)[], "back" | "cancel", string, keyof Urls | null][] = [
  ["ECOMMERCE", ["back"], "back", "BACK", "back"],
  ["ECOMMERCE", ["cancel"], "back", "BACK", "cancel"],
  ["ECOMMERCE", ["back", "cancel"], "back", "BACK", "back"],
  ["ECOMMERCE", [], "cancel", "BACK", null],
  ["IN_STORE", ["back"], "back", "BACK", "back"],
  ["IN_STORE", ["cancel"], "cancel", "CANCELLED", "cancel"],
  ["IN_STORE", ["back", "cancel"], "back", "BACK", "back"],
  ["IN_STORE", [], "cancel", "CANCELLED", null],
  ["TELESALES", ["back"], "back", "BACK", "back"],
  ["TELESALES", ["cancel"], "cancel", "CANCELLED", "cancel"],
  ["TELESALES", ["back", "cancel"], "back", "BACK", "back"],
  ["TELESALES", [], "cancel", "CANCELLED", null],
]

inBrowser.each(Object.entries(systems))("leaving the page of a %s purchase", (system, createPage) => {
  const channels =
    system === "Checkout" ? [...rows, ["MOTO", [], "cancel", "CANCELLED", null] as const] : rows

  it.each(channels)("%s with %j offers %s and ends as %s", async (channel, given, button, status, end) => {
    const addresses = { back: `${bench.shop.url}/back`, cancel: `${bench.shop.url}/cancel` }
    const urls = Object.fromEntries(given.map((name) => [name, addresses[name]]))
    const { sessionId, url } = await createPage(channel, urls)
    const page = await open(url)
    const wayOut = page.locator("header button[name=action]")
    expect(await wayOut.innerText()).toBe(button === "back" ? "← Tillbaka till Sandbox Shop" : "Avbryt")
    // There is one way out, for a person and in the strip alike.
    expect(await page.locator("button:is([value=back], [value=ask_cancel])").count()).toBe(2)

    await wayOut.click()
    if (button === "cancel") {
      // Nothing has happened before the question is answered, and it can be answered with no.
      await page.click("a.main")
      expect((await pages.readSession(sessionId)).status).toBe("IN_PROGRESS")
      await wayOut.click()
      await press(page, "cancel", "main")
    }
    if (end) expect(page.url()).toBe(addresses[end])
    else
      expect(await page.innerText("h1")).toBe(
        status === "BACK" ? "Köpet är inte slutfört" : "Köpet är avbrutet"
      )
    expect(await pages.readSession(sessionId)).toMatchObject({ status })

    await page.goto(url)
    if (status === "CANCELLED") {
      expect(await page.innerText("h1")).toBe("Köpet är avbrutet")
      expect(await page.locator("button").count()).toBe(0)
      expect(await pages.readSession(sessionId)).toMatchObject({ status: "CANCELLED" })
    } else {
      await page.click(".pay")
      expect(await pages.readSession(sessionId)).toMatchObject({
        status: "COMPLETED",
        order_id: expect.any(String),
      })
    }
  })
})
