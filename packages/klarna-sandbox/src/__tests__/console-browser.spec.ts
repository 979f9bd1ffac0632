import type { Browser, Page } from "playwright-core"
import { chromiumPath, openBrowser } from "./support/browser"
import { createOrder, createSession, order } from "./support/orders"
import { withSandbox } from "./support/with-sandbox"

const bench = withSandbox()
const inBrowser = chromiumPath ? describe : describe.skip

inBrowser("the console in a browser", () => {
  let browser: Browser
  let page: Page
  let mistakes: string[]

  beforeAll(async () => {
    browser = await openBrowser()
  })
  afterAll(() => browser.close())
  beforeEach(async () => {
    mistakes = []
    page = await browser.newPage({ viewport: { width: 1280, height: 800 } })
    page.setDefaultTimeout(90_000)
    page.on("pageerror", (error) => mistakes.push(String(error)))
    page.on("console", (message) => message.type() === "error" && mistakes.push(message.text()))
  })
  afterEach(async () => {
    await page.close()
    expect(mistakes).toEqual([])
  })

  const open = async (path: string) => {
    await page.goto(bench.sandbox.url + path)
    await page.waitForSelector(".live.on")
  }

  it("shows an order that arrives, and keeps what was opened, typed and scrolled to", async () => {
    for (let count = 0; count < 30; count += 1) await createOrder(bench.client, order())
    await open("/orders")
    await page.fill("#q", "half typed")
    await page.evaluate("scrollTo(0, 300)")
    const orderId = await createOrder(bench.client, order({ merchant_reference1: "No 31" }))
    await page.waitForSelector(`#row-${orderId}`)
    expect(await page.textContent("tbody tr:first-child a.row")).toBe("No 31")
    expect(await page.inputValue("#q")).toBe("half typed")
    expect(await page.evaluate("document.activeElement.id")).toBe("q")
    expect(await page.evaluate("scrollY")).toBeGreaterThan(200)

    await open(`/orders/${orderId}`)
    await page.click("#as-checkout summary")
    await bench.client.control("POST", `/orders/${orderId}/complete`)
    await page.waitForSelector("h1 + .state:text('AUTHORIZED')")
    expect(await page.getAttribute("#as-checkout", "open")).not.toBeNull()
    expect(await page.isVisible("#as-checkout pre")).toBe(true)
  })

  it("finds an order by keyboard and replays a callback about it", async () => {
    const orderId = await createOrder(
      bench.client,
      order({ billing_address: { email: "alva@shop.example" } })
    )
    const { body } = await createSession(bench.client, bench.sandbox.url, orderId, {
      status_update: `${bench.shop.url}/status`,
    })
    await bench.client.consumer(body.session_id, "approve")
    await bench.sandbox.settled()
    expect(bench.shop.statusUpdates().map(({ session }) => session.status)).toEqual([
      "IN_PROGRESS",
      "COMPLETED",
    ])

    await open("/")
    await page.keyboard.press("/")
    await page.keyboard.type("alva@shop")
    await page.keyboard.press("Enter")
    await page.waitForURL(`**/orders/${orderId}`)
    await page.click("table[aria-label=Callbacks] tr:has-text('COMPLETED') a.row")
    await page.click("button:text('Replay')")
    await page.waitForSelector(".notice.good")
    expect(await page.textContent(".notice")).toContain("answered 200")
    expect(await page.textContent("main")).toContain("replay")
    expect(bench.shop.statusUpdates().map(({ session }) => session.status)).toEqual([
      "IN_PROGRESS",
      "COMPLETED",
      "COMPLETED",
    ])
  })

  it("replays a call from its page, and the order's page shows the second capture as it comes", async () => {
    const orderId = await createOrder(bench.client, order())
    await bench.client.control("POST", `/orders/${orderId}/complete`)
    await bench.client.call("POST", `/ordermanagement/v1/orders/${orderId}/captures`, {
      captured_amount: 10000,
    })
    const other = await browser.newPage()
    await other.goto(`${bench.sandbox.url}/orders/${orderId}`)
    await other.waitForSelector("text=SEK 216.30")
    await open("/calls?path=captures")
    await page.click("a.row")
    await page.click("button:text('Replay')")
    await page.waitForSelector("text=Replay of")
    await other.waitForSelector("text=SEK 116.30")
    expect((await bench.client.control("GET", `/orders/${orderId}`)).body.captured_amount).toBe(20000)
    await other.close()
  })

  it.each([390, 1280])("has no page that is wider than a screen of %i pixels", async (width) => {
    await page.setViewportSize({ width, height: 800 })
    const evil = "reference-without-any-place-to-break-it-".repeat(6)
    const orderId = await createOrder(bench.client, order({ merchant_reference1: evil }))
    const { body } = await createSession(bench.client, bench.sandbox.url, orderId, {
      status_update: `${bench.shop.url}/status?${evil}`,
    })
    await bench.client.consumer(body.session_id, "approve")
    await bench.sandbox.settled()
    const [callback] = (await bench.client.control("GET", "/callbacks")).body
    for (const path of [
      "/",
      "/orders",
      `/orders/${orderId}`,
      "/sessions",
      `/sessions/hpp/${body.session_id}`,
      "/calls",
      "/calls/1",
      "/callbacks",
      `/callbacks/${callback.callback_id}`,
      "/faults",
      "/customer-tokens",
      "/search?q=nothing",
    ]) {
      await open(path)
      expect([path, await page.evaluate("document.documentElement.scrollWidth")]).toEqual([path, width])
    }
  })
})
