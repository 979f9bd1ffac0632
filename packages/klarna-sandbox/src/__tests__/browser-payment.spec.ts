import type { Page } from "playwright-core"
import { pagesOf } from "./support/pages"
import { buyer } from "./support/payments"
import { DESKTOP, inBrowser, press, withBrowser } from "./support/with-browser"
import { withSandbox } from "./support/with-sandbox"

const bench = withSandbox()
const { checkoutPage, paymentsPage, readSession, managedOrder, isUnpaid } = pagesOf(bench)
const open = withBrowser()

const british = { purchase_country: "GB", purchase_currency: "GBP", locale: "en-GB" }

inBrowser("a payment in the browser", () => {
  const heading = (page: Page) => page.innerText("h1")

  it("is made with what was typed, by the way that was chosen, and ends at the shop", async () => {
    const success = `${bench.shop.url}/ok?o={{order_id}}`
    const { orderId, sessionId, url } = await checkoutPage({}, { success })
    const page = await open(url, DESKTOP)
    await page.fill("#city", "Malmö")
    await page.check("input[value=PAY_OVER_TIME]")
    await page.click(".pay")
    expect(page.url()).toBe(`${bench.shop.url}/ok?o=${orderId}`)
    expect(await readSession(sessionId)).toMatchObject({ status: "COMPLETED", order_id: orderId })
    expect(await managedOrder(orderId)).toMatchObject({
      status: "AUTHORIZED",
      order_amount: 31630,
      billing_address: { city: "Malmö" },
      initial_payment_method: { type: "FIXED_AMOUNT" },
    })
  })

  it("needs no script", async () => {
    const { orderId, url } = await checkoutPage()
    const page = await open(url, { javaScriptEnabled: false })
    await page.click(".pay")
    await page.waitForSelector("text=Tack för ditt köp")
    expect(await managedOrder(orderId)).toMatchObject({ status: "AUTHORIZED" })
  })

  it("waits for a name, an address and an e-mail that can be one", async () => {
    const { orderId, url } = await checkoutPage({ billing_address: { ...buyer, email: "" } })
    const page = await open(url)
    await page.click(".pay")
    expect(await page.evaluate("document.activeElement.id")).toBe("email")
    await page.fill("#email", "alva")
    await page.press("#email", "Enter")
    expect(await page.evaluate("document.querySelector('#email').validity.typeMismatch")).toBe(true)
    expect(await isUnpaid(orderId)).toBe(true)
    await page.fill("#email", "alva@shop.example")
    await page.press("#email", "Enter")
    await page.waitForSelector("text=Tack för ditt köp")
    expect((await managedOrder(orderId)).billing_address.email).toBe("alva@shop.example")
  })

  it("is made although the window is closed before the browser goes back", async () => {
    const success = `${bench.shop.url}/ok`
    const { orderId, sessionId, url } = await checkoutPage({}, { success })
    const page = await open(url)
    await press(page, "approve_and_close")
    expect(await heading(page)).toBe("The window is closed")
    expect(bench.shop.received.map(({ path }) => path)).not.toContain("/ok")
    expect(await readSession(sessionId)).toMatchObject({ status: "COMPLETED", order_id: orderId })
    expect(await managedOrder(orderId)).toMatchObject({ status: "AUTHORIZED" })
  })

  it("is not made when the window is closed without it, and can be made later", async () => {
    const { orderId, sessionId, url } = await checkoutPage()
    const page = await open(url)
    await press(page, "close")
    expect((await readSession(sessionId)).status).toBe("IN_PROGRESS")
    expect(await isUnpaid(orderId)).toBe(true)
    await page.click("text=Open the page again")
    await page.click(".pay")
    expect((await readSession(sessionId)).status).toBe("COMPLETED")
  })

  it("is declined, says so, goes to the shop by itself, and can be made after all", async () => {
    const failure = `${bench.shop.url}/no?s={{session_id}}`
    const { orderId, sessionId, url } = await checkoutPage({}, { failure })
    const page = await open(url)
    await press(page, "decline")
    expect(await heading(page)).toBe("Betalningen nekades")
    expect((await readSession(sessionId)).status).toBe("FAILED")
    expect(await isUnpaid(orderId)).toBe(true)
    await page.waitForURL(`${bench.shop.url}/no?s=${sessionId}`)
    await page.goBack()
    await page.click("text=Försök igen")
    expect((await readSession(sessionId)).status).toBe("IN_PROGRESS")
    await page.click(".pay")
    await page.waitForSelector("text=Tack för ditt köp")
    expect(await readSession(sessionId)).toMatchObject({ status: "COMPLETED", order_id: orderId })
  })

  it.each([
    ["error", { error: "/err", failure: "/no" }, "/err"],
    ["error, told to the address for failures", { failure: "/no" }, "/no"],
    ["error, told by Klarna alone", {}, null],
  ])("ends in a technical %s", async (_title, paths, end) => {
    const urls = Object.fromEntries(
      Object.entries(paths).map(([name, path]) => [name, bench.shop.url + path])
    )
    const { orderId, sessionId, url } = await checkoutPage({}, urls)
    const page = await open(url)
    await press(page, "error")
    expect(await heading(page)).toBe("Något gick fel")
    expect((await readSession(sessionId)).status).toBe("ERROR")
    if (end === null) {
      expect(await page.locator("main a").allInnerTexts()).toEqual(["Försök igen"])
    } else {
      expect(await page.getAttribute("a.main", "href")).toBe(bench.shop.url + end)
    }
    await page.click("text=Försök igen")
    await page.click(".pay")
    expect((await managedOrder(orderId)).status).toBe("AUTHORIZED")
  })

  it.each(["accept", "reject"])("waits for a fraud decision, which is to %s it", async (decision) => {
    const notification = `${bench.shop.url}/fraud`
    const { orderId, sessionId, url } = await checkoutPage({ ...british, merchant_urls: { notification } })
    const page = await open(url)
    await press(page, "pending")
    expect(await heading(page)).toBe("Thank you for your purchase")
    expect((await readSession(sessionId)).status).toBe("COMPLETED")
    expect((await managedOrder(orderId)).fraud_status).toBe("PENDING")
    const capture = { captured_amount: 31630 }
    const path = `/ordermanagement/v1/orders/${orderId}/captures`
    expect((await bench.client.call("POST", path, capture)).status).toBe(403)
    await bench.client.control("POST", `/orders/${orderId}/fraud`, { decision })
    await bench.sandbox.settled()
    const decided = decision === "accept" ? "ACCEPTED" : "REJECTED"
    expect((await managedOrder(orderId)).fraud_status).toBe(decided)
    expect(bench.shop.received.find(({ path }) => path === "/fraud")?.body).toContain(`FRAUD_RISK_${decided}`)
  })

  it("is refused by the shop in its own words; what was typed and chosen stays, and it can be made then", async () => {
    const sentence = "Lampan är slut. <b>Förlåt!</b>"
    const refusal = JSON.stringify({ error_type: "approval_failed", error_text: sentence })
    bench.shop.answerWith((_request, response) => response.writeHead(400).end(refusal))
    const { orderId, sessionId, url } = await checkoutPage({
      merchant_urls: { validation: `${bench.shop.url}/validate` },
    })
    const page = await open(url)
    await page.fill("#city", "Malmö")
    await page.check("input[value=PAY_NOW]")
    await page.click(".pay")
    expect(await page.innerText("[role=alert]")).toBe(sentence)
    expect(await page.inputValue("#city")).toBe("Malmö")
    expect(await page.isChecked("input[value=PAY_NOW]")).toBe(true)
    expect((await readSession(sessionId)).status).toBe("IN_PROGRESS")
    bench.shop.answerWith((_request, response) => response.end())
    await page.click(".pay")
    await page.waitForSelector("text=Tack för ditt köp")
    expect(await managedOrder(orderId)).toMatchObject({
      billing_address: { city: "Malmö" },
      initial_payment_method: { type: "CARD" },
    })
  })
})

inBrowser("a Payments page in the browser", () => {
  const offered = (page: Page) =>
    page
      .locator("input[type=radio]")
      .evaluateAll((radios) => radios.map((radio) => radio.getAttribute("value")))

  it.each([
    [{}, ["PAY_LATER", "PAY_OVER_TIME", "PAY_NOW"], "PAY_NOW", "CARD"],
    [{ payment_method_category: "PAY_OVER_TIME" }, ["PAY_OVER_TIME"], "PAY_OVER_TIME", "FIXED_AMOUNT"],
    [
      { payment_method_categories: ["PAY_NOW", "PAY_LATER"] },
      ["PAY_LATER", "PAY_NOW"],
      "PAY_LATER",
      "INVOICE",
    ],
  ])("with %j offers %j; paid by %s, the order says %s", async (options, categories, chosen, type) => {
    const { kpSessionId, sessionId, url } = await paymentsPage({}, options)
    const page = await open(url)
    expect(await offered(page)).toEqual(categories)
    expect(await page.isChecked(`input[value=${categories[0]}]`)).toBe(true)
    await page.check(`input[value=${chosen}]`)
    await page.click(".pay")
    const { status, order_id } = await readSession(sessionId)
    expect(status).toBe("COMPLETED")
    expect(await managedOrder(order_id)).toMatchObject({
      order_amount: 31630,
      initial_payment_method: { type },
    })
    expect((await bench.client.call("GET", `/payments/v1/sessions/${kpSessionId}`)).body.status).toBe(
      "complete"
    )
  })

  it("that waits for a fraud decision places its order", async () => {
    const { sessionId, url } = await paymentsPage({
      ...british,
      billing_address: { ...buyer, country: "GB" },
    })
    const page = await open(url)
    await press(page, "pending")
    const { order_id } = await readSession(sessionId)
    expect((await managedOrder(order_id)).fraud_status).toBe("PENDING")
  })
})
