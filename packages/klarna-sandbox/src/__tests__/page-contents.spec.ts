import { delivery, lamps, orderOf } from "./support/orders"
import { pagesOf, pageUrls } from "./support/pages"
import { withSandbox } from "./support/with-sandbox"

const bench = withSandbox()
const { session, look, press, managedOrder } = pagesOf(bench)

const salesTax = { type: "sales_tax", name: "Sales Tax", quantity: 1, tax_rate: 0, total_tax_amount: 0 }
const american = {
  purchase_country: "US",
  purchase_currency: "USD",
  locale: "en-US",
  order_lines: [
    { ...lamps, tax_rate: 0, total_tax_amount: 0 },
    { ...delivery, tax_rate: 0, total_tax_amount: 0 },
    { ...salesTax, unit_price: 2000, total_amount: 2000 },
  ],
  order_amount: 33630,
  order_tax_amount: 2000,
}

/** Labels and amounts below the lines. */
const sums = (text: string) =>
  [...text.matchAll(/<dt>(.*?)<\/dt> <dd class="money">(.*?)<\/dd>/g)].map(([, label, amount]) => [
    label,
    amount?.replace(/\s/g, " "),
  ])

describe("the sums of a hosted page", () => {
  it("showed a subtotal without the tax that is in every price above it", async () => {
    const { url } = await session()
    expect(sums((await look(url)).text)).toEqual([
      ["Totalt", "316,30 kr"],
      ["Varav moms", "63,26 kr"],
    ])
  })

  it("add the tax where prices are without it", async () => {
    const { url } = await session(american)
    const { text } = await look(url)
    expect(sums(text)).toEqual([
      ["Subtotal", "$316.30"],
      ["Tax", "$20.00"],
      ["Total", "$336.30"],
    ])
    expect(text).not.toContain("Sales Tax")
  })

  it("leave the tax among the lines where the merchant hides the subtotal", async () => {
    const { url } = await session(american, pageUrls, { options: { show_subtotal_detail: "HIDE" } })
    const { text } = await look(url)
    expect(sums(text)).toEqual([["Total", "$336.30"]])
    expect(text).toContain("Sales Tax")
  })
})

describe("who pays, on a hosted page", () => {
  const billing = { given_name: "Astrid", family_name: "Ek", postal_code: "12345", city: "Berlin" }
  const german = { purchase_country: "DE", purchase_currency: "EUR", locale: "de-DE" }

  it("had no state in the US", async () => {
    const { url, orderId } = await session({ ...american, billing_address: { ...billing, region: "OH" } })
    expect((await look(url)).text).toMatch(
      /State<\/label> <input id="region" name="region" type="text" value="OH"/
    )
    await press(url, "approve", { region: "CA" })
    expect((await managedOrder(orderId)).billing_address).toMatchObject({ city: "Berlin", region: "CA" })
  })

  it("has a state nowhere else, nor a company, unless the merchant names one", async () => {
    const { text } = await look((await session({ billing_address: billing })).url)
    expect(text).not.toMatch(/id="(region|organization_name|street_address2)"/)
    const named = { ...billing, region: "Skåne", organization_name: "Ek AB", street_address2: "c/o Bo" }
    const { text: whole } = await look((await session({ billing_address: named })).url)
    for (const value of ["Skåne", "Ek AB", "c/o Bo"]) expect(whole).toContain(`value="${value}"`)
  })

  it("asks a company for its name", async () => {
    const { url } = await session({ customer: { type: "organization" }, billing_address: billing })
    expect((await look(url)).text).toContain('id="organization_name"')
  })

  const inParts = { ...billing, street_name: "Lindenallee", street_number: "12", house_extension: "B" }

  it("had no street when it came in parts", async () => {
    const { url, orderId } = await session({ ...german, billing_address: inParts })
    expect((await look(url)).text).toContain('value="Lindenallee 12 B"')
    await press(url, "approve", { street_address: "Lindenallee 12 B" })
    const { billing_address } = await managedOrder(orderId)
    expect(billing_address).toMatchObject({ street_name: "Lindenallee", street_number: "12" })
    expect(billing_address.street_address).toBe("")
  })

  it("lived in two streets after typing one over the parts of another", async () => {
    const { url, orderId } = await session({ ...german, billing_address: inParts })
    await press(url, "approve", { street_address: "Am Markt 3" })
    const { billing_address } = await managedOrder(orderId)
    expect(billing_address).toMatchObject({ street_address: "Am Markt 3", city: "Berlin" })
    for (const part of ["street_name", "street_number", "house_extension"]) {
      expect(billing_address).not.toHaveProperty(part)
    }
  })
})

describe("every page of a session", () => {
  const logo_url = "https://shop.example/logo.png"
  const branded = (changes = {}, urls = {}) =>
    session({ options: { color_button: "#aa0033", ...changes } }, urls, { options: { logo_url } })

  it("lost the merchant's logo and colour when the payment was over", async () => {
    const { url, created } = await branded({ acquiring_channel: "IN_STORE" })
    const { standalone_url } = created.distribution_module
    const pages = [
      await look(url),
      await look(standalone_url),
      await press(url, "ask_cancel"),
      await press(url, "decline"),
      await press(url, "error"),
      await press(url, "approve"),
      await look(url),
    ]
    for (const { text } of pages) {
      expect(text).toContain(`<img src="${logo_url}" alt="Sandbox Shop"`)
      expect(text).toContain("--accent:#aa0033")
    }
  })

  it("thanked the consumer without a reference to keep", async () => {
    const { url, sessionId } = await session({}, {})
    const { text } = await press(url, "approve")
    const { body } = await bench.client.call("GET", `/hpp/v1/sessions/${sessionId}`)
    expect(text).toContain(`Din referens är ${body.klarna_reference}.`)
  })

  it("spoke English and named no merchant when the link had expired", async () => {
    const { url, created } = await session()
    await bench.sandbox.advance(47 * 3_600_000)
    for (const page of [
      await look(url),
      await press(url, "approve"),
      await look(created.distribution_module.standalone_url),
    ]) {
      expect(page.status).toBe(404)
      expect(page.text).toContain('<html lang="sv">')
      expect(page.text).toContain("Sandbox Shop")
    }
  })

  it("speaks the browser's language where there is no session", async () => {
    const nowhere = `${bench.sandbox.url}/eu/hpp/payments/nothing`
    expect((await look(nowhere, { "accept-language": "de-AT,de;q=0.9" })).text).toContain('<html lang="de">')
    expect((await look(nowhere, { "accept-language": "" })).text).toContain('<html lang="en">')
  })
})

describe("an order that costs nothing", () => {
  const voucher = {
    ...lamps,
    type: "digital",
    quantity: 1,
    unit_price: 0,
    total_discount_amount: 0,
    total_amount: 0,
    total_tax_amount: 0,
  }

  it("had to be paid in 30 days, in parts or by card", async () => {
    const { url, orderId, sessionId } = await session(orderOf([voucher]))
    const { text } = await look(url)
    expect(text).toContain("Köp 0,00 kr")
    expect(text).not.toMatch(/Hur vill du betala|payment_method_category/)
    const invoice = { payment_method_category: "PAY_LATER" }
    const { status, body } = await bench.client.consumer(sessionId, "approve", invoice)
    expect([status, body.error]).toEqual([409, "The page offers no way to pay, not PAY_LATER"])
    await press(url, "approve")
    expect(await managedOrder(orderId)).toMatchObject({ status: "AUTHORIZED", order_amount: 0 })
  })

  it("is paid in a way that can be charged again where it begins a subscription", async () => {
    const { url } = await session({ ...orderOf([voucher]), recurring: true })
    expect((await look(url)).text).toMatch(/payment_method_category"\s+value="PAY_LATER"/)
  })
})
