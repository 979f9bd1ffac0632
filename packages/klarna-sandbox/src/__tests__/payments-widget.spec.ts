import { buyer, placeOrder } from "./support/payments"
import { inBrowser } from "./support/with-browser"
import { withSandbox } from "./support/with-sandbox"
import { withWidget, type Widget } from "./support/widget-page"

const bench = withSandbox()
const openWidget = withWidget(bench)

inBrowser("the widget's script in a shop's page", () => {
  let { page, call, load, choose } = {} as Widget
  let init: Widget["init"]

  const use = (widget: Widget) => ({ page, call, load, choose, init } = widget)
  beforeEach(async () => use(await openWidget()))
  const pay = { payment_method_category: "pay_now" }

  it("loads, shows itself, and gives a token that places the order", async () => {
    expect(await page.evaluate("window.isReady")).toBe(true)
    await init()
    await page.evaluate(`{
      window.events = []
      for (const name of ["heightChanged", "fullscreenOverlayShown", "fullscreenOverlayHidden"])
        Klarna.Payments.on(name, () => window.events.push(name))
    }`)
    expect(await load({ billing_address: buyer })).toEqual({ result: { show_form: true } })
    expect(await page.textContent("#klarna")).toContain("Betala nu")
    const { result } = (await choose("approve", call("authorize", pay, {}))) as {
      result: { authorization_token: string }
    }
    expect(result).toEqual({ approved: true, show_form: true, authorization_token: expect.any(String) })
    expect(await page.evaluate("window.events")).toEqual([
      "heightChanged",
      "fullscreenOverlayShown",
      "fullscreenOverlayHidden",
    ])
    expect((await placeOrder(bench.client, result.authorization_token)).status).toBe(200)
    // The order exists: there is nothing left to agree to.
    expect(await call("reauthorize", pay, {})).toEqual({ result: { approved: false, show_form: false } })
  })

  it.each([
    ["decline", { approved: false, show_form: false }, ""],
    ["close", { approved: false, show_form: true }, "Betala nu"],
  ] as const)("by %s answers what the consumer decided", async (choice, expected, shown) => {
    await init()
    await load()
    expect(await choose(choice, call("authorize", pay, {}))).toEqual({ result: expected })
    expect(await page.textContent("#klarna")).toContain(shown)
    expect(Boolean(await page.textContent("#klarna"))).toBe(expected.show_form)
  })

  it("wants the last step where the shop asks for it", async () => {
    await init()
    await load()
    expect(await choose("approve", call("authorize", { ...pay, auto_finalize: false }, {}))).toEqual({
      result: { approved: true, show_form: true, finalize_required: true },
    })
    expect(await choose("approve", call("finalize", pay, {}))).toEqual({
      result: { approved: true, show_form: true, authorization_token: expect.any(String) },
    })
    expect(await call("finalize", pay, {})).toMatchObject({ thrown: "OperationNotSupportedError" })
  })

  it("names what can be mended", async () => {
    await init()
    await load()
    const data = { billing_address: { ...buyer, email: "alva" } }
    expect(await choose("approve", call("authorize", pay, data))).toEqual({
      result: { approved: false, show_form: true, error: { invalid_fields: ["billing_address.email"] } },
    })
  })

  it("offers nothing to those whom Klarna would not", async () => {
    await init()
    const billing_address = { ...buyer, email: "alva+red@shop.example" }
    expect(await load({ billing_address })).toEqual({ result: { show_form: false } })
    expect(await call("authorize", pay, {})).toMatchObject({ thrown: "ApplicationNotLoadedError" })
  })

  it("reauthorizes without showing anything", async () => {
    await init()
    await load()
    expect(await call("reauthorize", pay, {})).toMatchObject({ result: { approved: true } })
    expect(await page.locator("dialog").count()).toBe(0)
  })

  it("throws what the documented one throws, after telling the callback", async () => {
    const thrown = async (expression: string) =>
      page.evaluate(`(() => { try { ${expression} } catch (error) { return error.name } })()`)
    expect(await load()).toEqual({ result: { show_form: false }, thrown: "ApplicationNotInitializedError" })
    expect(await thrown(`Klarna.Payments.init({ client_token: "x" })`)).toBe("InvalidClientTokenError")
    expect(await thrown(`Klarna.Payments.on("click", () => {})`)).toBe("EventNotSupportedError")
    await init()
    expect(await call("authorize", pay, {})).toEqual({
      result: { approved: false, show_form: false },
      thrown: "ApplicationNotLoadedError",
    })
    for (const [more, name] of [
      [{ container: "#nowhere" }, "InvalidContainerSelectorError"],
      [{ payment_method_category: undefined }, "PaymentMethodCategoryNotProvidedError"],
      [{ payment_method_category: "direct_debit" }, "PaymentMethodCategoryNotSupportedError"],
      [{ preferred_payment_method: "shells" }, "PreferredPaymentMethodNotSupportedError"],
    ] as const) {
      expect(await load({}, more)).toEqual({ result: { show_form: false }, thrown: name })
    }
    expect(await call("loadPaymentReview", { container: "#klarna" })).toMatchObject({
      thrown: "OperationNotSupportedError",
    })
  })

  it.each([
    ["sv-SE", "SE", "SEK", "Godkänn"],
    ["de-DE", "DE", "EUR", "Genehmigen"],
    ["nb-NO", "NO", "NOK", "Godkjenn"],
    ["da-DK", "DK", "DKK", "Godkend"],
    ["fi-FI", "FI", "EUR", "Hyväksy"],
    ["en-FI", "FI", "EUR", "Approve"],
    ["el-GR", "GR", "EUR", "Approve"],
  ])("speaks the language of the session: %s", async (locale, purchase_country, purchase_currency, label) => {
    use(await openWidget({ locale, purchase_country, purchase_currency }))
    await init()
    await load()
    const answer = call("authorize", pay, {})
    expect(await page.textContent('dialog [data-result="approve"]')).toBe(label)
    await choose("close", answer)
  })

  it("explains the payment in the US", async () => {
    const line = { name: "Lamp", quantity: 1, unit_price: 31630, total_amount: 31630 }
    const american = { locale: "en-US", purchase_country: "US", purchase_currency: "USD" }
    use(await openWidget({ ...american, order_lines: [line], order_tax_amount: 0 }))
    await init()
    expect(await call("loadPaymentReview", { container: "#nowhere" })).toEqual({
      result: { show_form: false },
      thrown: "InvalidContainerSelectorError",
    })
    expect(await call("loadPaymentReview", { container: "#klarna" })).toEqual({ result: { show_form: true } })
    expect(await page.textContent("#klarna")).toContain("explained")
  })
})
