import { delivery, lamps } from "./support/orders"
import { buyer, placeOrder } from "./support/payments"
import { inBrowser } from "./support/with-browser"
import { withSandbox } from "./support/with-sandbox"
import { withWidget } from "./support/widget-page"

const bench = withSandbox()
const openWidget = withWidget(bench)

const pay = { payment_method_category: "pay_now" }
const nowhere = { billing_address: { ...buyer, email: "alva" } }
const approved = { approved: true, show_form: true, authorization_token: expect.any(String) }

/** Three lamps and no delivery. */
const cheaper = { order_amount: 26730, order_tax_amount: 5346, order_lines: [lamps] }

inBrowser("a purchase with the widget", () => {
  /** A page in which the widget shows itself. */
  async function shown(changes: Record<string, unknown> = {}) {
    const widget = await openWidget(changes)
    await widget.init()
    await widget.load()
    return widget
  }
  const readSession = async (id: string) =>
    (await bench.client.call("GET", `/payments/v1/sessions/${id}`)).body
  const order = async (token: unknown, changes: Record<string, unknown> = {}) => {
    const { body } = await placeOrder(bench.client, String(token), changes)
    return (await bench.client.call("GET", `/ordermanagement/v1/orders/${body.order_id}`)).body
  }

  describe("that is finalized at its end", () => {
    const later = { ...pay, auto_finalize: false }

    it("has no token before, and is ordered with the one that finalize gives", async () => {
      const { decide, session } = await shown()
      expect((await decide("approve", "authorize", later, { billing_address: buyer })).result).toEqual({
        approved: true,
        show_form: true,
        finalize_required: true,
      })
      expect(await readSession(session.session_id)).not.toHaveProperty("authorization_token")
      const { result } = await decide("approve", "finalize", pay, {})
      expect(result).toEqual(approved)
      expect(await order(result?.authorization_token)).toMatchObject({
        status: "AUTHORIZED",
        order_amount: 31630,
        initial_payment_method: { type: "CARD" },
      })
    })

    it("takes the cart as it is by then", async () => {
      const { decide } = await shown()
      await decide("approve", "authorize", later, {})
      const { result } = await decide("approve", "finalize", pay, cheaper)
      expect(await order(result?.authorization_token, cheaper)).toMatchObject({ order_amount: 26730 })
    })

    it.each([
      ["decline", false],
      ["close", true],
    ] as const)("ends without a token by %s", async (choice, show_form) => {
      const { decide, session } = await shown()
      await decide("approve", "authorize", later, {})
      expect((await decide(choice, "finalize", pay, {})).result).toEqual({ approved: false, show_form })
      expect((await readSession(session.session_id)).status).toBe("incomplete")
    })

    it("could not be finalized any more once fields had to be mended, or the window had been closed", async () => {
      const { decide } = await shown()
      await decide("approve", "authorize", later, {})
      expect((await decide("approve", "finalize", pay, nowhere)).result).toEqual({
        approved: false,
        show_form: true,
        error: { invalid_fields: ["billing_address.email"] },
      })
      expect((await decide("close", "finalize", pay, {})).result).toMatchObject({ approved: false })
      expect((await decide("approve", "finalize", pay, { billing_address: buyer })).result).toEqual(approved)
    })

    it("needs that step for what is paid at once only", async () => {
      const { decide, load } = await shown()
      await load({}, { payment_method_category: "pay_later" })
      const invoice = { ...later, payment_method_category: "pay_later" }
      expect((await decide("approve", "authorize", invoice, {})).result).toEqual(approved)
    })
  })

  describe("with fields that are not valid", () => {
    it("shows itself, and names them", async () => {
      const { init, load } = await openWidget()
      await init()
      expect((await load(nowhere)).result).toEqual({
        show_form: true,
        error: { invalid_fields: ["billing_address.email"] },
      })
    })

    it("changes nothing, and is authorized once they are mended", async () => {
      const { decide, page } = await shown()
      const wrong = { ...nowhere, ...cheaper }
      expect((await decide("approve", "authorize", pay, wrong)).result).toMatchObject({ approved: false })
      expect(await page.textContent("#klarna")).toContain("Betala nu")
      const { result } = await decide("approve", "authorize", pay, { billing_address: buyer })
      expect(await order(result?.authorization_token)).toMatchObject({
        order_amount: 31630,
        billing_address: { email: buyer.email },
      })
    })

    it("names lines that do not add up", async () => {
      const { decide } = await shown()
      const { result } = await decide("approve", "authorize", pay, {
        order_lines: [lamps, delivery],
        order_amount: 1,
      })
      expect(result).toMatchObject({
        approved: false,
        show_form: true,
        error: { invalid_fields: ["order_amount"] },
      })
    })
  })

  describe("that Klarna does not want", () => {
    const email = (tag: string) => ({ billing_address: { ...buyer, email: `alva+${tag}@shop.example` } })

    it("hides itself when the shopper becomes known, and shows itself to the next one", async () => {
      const { load, page } = await shown()
      expect((await load(email("red"))).result).toEqual({ show_form: false })
      expect(await page.textContent("#klarna")).toBe("")
      expect((await load({ billing_address: buyer })).result).toEqual({ show_form: true })
      expect(await page.textContent("#klarna")).toContain("Betala nu")
    })

    it("is refused for good, whatever the shopper chose, and hides itself", async () => {
      const { decide, page, call } = await shown()
      const hard = { approved: false, show_form: false }
      expect((await decide("approve", "authorize", pay, email("denied"))).result).toEqual(hard)
      expect(await page.textContent("#klarna")).toBe("")
      expect((await call("reauthorize", pay, {})).result).toEqual(hard)
    })

    it("can be made in another way when one was declined", async () => {
      const { load, decide, page } = await shown()
      await load({}, { container: "#other", payment_method_category: "pay_later" })
      await decide("decline", "authorize", pay, {})
      expect(await page.textContent("#klarna")).toBe("")
      expect(await page.textContent("#other")).toContain("Betala senare")
      const { result } = await decide("approve", "authorize", { payment_method_category: "pay_later" }, {})
      expect(await order(result?.authorization_token)).toMatchObject({
        initial_payment_method: { type: "INVOICE" },
      })
    })
  })

  describe("that is authorized again", () => {
    it("without asking the shopper, for the cart as it is now; the token before is worth nothing", async () => {
      const { decide, call, page } = await shown()
      const first = (await decide("approve", "authorize", pay, { billing_address: buyer })).result
      const again = (await call("reauthorize", pay, cheaper)).result
      expect(again).toMatchObject({ approved: true, authorization_token: expect.any(String) })
      expect(await page.locator("dialog").count()).toBe(0)
      expect(again?.authorization_token).not.toBe(first?.authorization_token)
      expect((await placeOrder(bench.client, String(first?.authorization_token))).status).toBe(404)
      expect(await order(again?.authorization_token, cheaper)).toMatchObject({ order_amount: 26730 })
    })

    it("names what can be mended, and leaves the token before as it was", async () => {
      const { decide, call } = await shown()
      const first = (await decide("approve", "authorize", pay, {})).result
      expect((await call("reauthorize", pay, nowhere)).result).toMatchObject({
        approved: false,
        error: { invalid_fields: ["billing_address.email"] },
      })
      expect(await order(first?.authorization_token)).toMatchObject({ order_amount: 31630 })
    })
  })

  it("can be answered by the keyboard, and Escape closes it", async () => {
    const { page, call } = await shown()
    const closed = call("authorize", pay, {})
    await page.waitForSelector("dialog[open]")
    await page.keyboard.press("Escape")
    expect((await closed).result).toEqual({ approved: false, show_form: true })
    const answered = call("authorize", pay, {})
    await page.waitForSelector("dialog[open]")
    await page.keyboard.press("Enter")
    expect((await answered).result).toEqual(approved)
    expect(await page.locator("dialog").count()).toBe(0)
  })
})
