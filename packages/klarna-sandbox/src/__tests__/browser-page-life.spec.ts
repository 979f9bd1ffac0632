import { pagesOf } from "./support/pages"
import { buyer } from "./support/payments"
import { DESKTOP, inBrowser, withBrowser } from "./support/with-browser"
import { withSandbox } from "./support/with-sandbox"

const bench = withSandbox()
const { checkoutPage, readSession, managedOrder, isUnpaid } = pagesOf(bench)
const open = withBrowser()

inBrowser("an identity that is checked in the store", () => {
  beforeEach(() => bench.client.control("POST", "/settings", { manual_identification: true }))

  async function beforeTheSeller() {
    const success = `${bench.shop.url}/ok`
    const options = { acquiring_channel: "IN_STORE" }
    const { orderId, sessionId, url, created } = await checkoutPage({ options }, { success })
    const consumer = await open(url)
    await consumer.click(".pay")
    const seller = await open(created.distribution_module.standalone_url, DESKTOP)
    const code = await consumer.innerText(".code")
    expect(await seller.innerText("h2")).toBe(code)
    expect((await readSession(sessionId)).manual_identification.challenge).toBe(code)
    expect(await isUnpaid(orderId)).toBe(true)
    return { orderId, sessionId, consumer, seller }
  }

  it("fits: the consumer's page goes on to the shop by itself, and the seller's says so", async () => {
    const { orderId, sessionId, consumer, seller } = await beforeTheSeller()
    await seller.click("text=Det stämmer >> nth=0")
    await consumer.waitForURL(`${bench.shop.url}/ok`)
    await seller.waitForSelector("[data-status=COMPLETED]")
    expect((await readSession(sessionId)).status).toBe("COMPLETED")
    expect((await managedOrder(orderId)).status).toBe("AUTHORIZED")
  })

  it("does not fit: the consumer is told, and may try again", async () => {
    const { orderId, sessionId, consumer, seller } = await beforeTheSeller()
    await seller.click("text=Det stämmer inte")
    await consumer.waitForSelector("text=Betalningen nekades")
    expect((await readSession(sessionId)).status).toBe("FAILED")
    expect(await isUnpaid(orderId)).toBe(true)
    await consumer.click("text=Försök igen")
    await consumer.click(".pay")
    await consumer.waitForSelector(".code")
    await seller.waitForSelector("[data-status=MANUAL_ID_CHECK]")
  })
})

inBrowser("a page that is open when its time is over", () => {
  it.each([
    ["disabled", async (sessionId: string) => bench.client.call("DELETE", `/hpp/v1/sessions/${sessionId}`)],
    ["too old", async () => bench.sandbox.advance(47 * 3_600_000)],
  ])("because it is %s takes no payment, and tells whose page it was", async (_why, end) => {
    const { orderId, sessionId, url } = await checkoutPage()
    const page = await open(url)
    await end(sessionId)
    const [answer] = await Promise.all([page.waitForNavigation(), page.click(".pay")])
    expect(answer?.status()).toBe(404)
    expect(await page.innerText("h1")).toBe("Sidan finns inte")
    expect(await page.innerText("header")).toBe("Sandbox Shop")
    expect(await isUnpaid(orderId)).toBe(true)
  })

  it("because the order was paid elsewhere says that it is paid", async () => {
    const { orderId, url } = await checkoutPage()
    const page = await open(url)
    await bench.client.control("POST", `/orders/${orderId}/complete`)
    await page.click(".pay")
    expect(await page.innerText("h1")).toBe("Köpet är betalt")
  })
})

inBrowser("the language of the purchase", () => {
  it.each([
    ["sv-SE", "SE", "SEK", "Köp 316,30 kr", "Tack för ditt köp"],
    ["de-DE", "DE", "EUR", "Kaufen 316,30 €", "Danke für deinen Einkauf"],
    ["nb-NO", "NO", "NOK", "Kjøp 316,30 kr", "Takk for kjøpet"],
    ["da-DK", "DK", "DKK", "Køb 316,30 kr.", "Tak for dit køb"],
    ["fi-FI", "FI", "EUR", "Osta 316,30 €", "Kiitos ostoksestasi"],
    ["en-GB", "GB", "GBP", "Buy £316.30", "Thank you for your purchase"],
  ])("%s is spoken from the button to the thanks", async (locale, country, currency, button, thanks) => {
    const purchase = { locale, purchase_country: country, purchase_currency: currency }
    const { orderId, url } = await checkoutPage({ ...purchase, billing_address: { ...buyer, country } })
    const page = await open(url)
    expect(await page.getAttribute("html", "lang")).toBe(locale.slice(0, 2))
    const pay = page.locator(".pay")
    expect((await pay.innerText()).replace(/\s/g, " ")).toBe(button)
    await pay.click()
    expect(await page.innerText("h1")).toBe(thanks)
    expect((await managedOrder(orderId)).status).toBe("AUTHORIZED")
  })
})
