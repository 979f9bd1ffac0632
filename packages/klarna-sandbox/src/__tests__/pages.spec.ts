import { lamps, order } from "./support/orders"
import { pagesOf, pageUrls as urls } from "./support/pages"
import { withSandbox } from "./support/with-sandbox"

const bench = withSandbox()

const { session, look, press, statusOf } = pagesOf(bench)

describe("the hosted page", () => {
  it("opens the session and shows merchant, lines, total, address and the sandbox's controls", async () => {
    const billing_address = { given_name: "Astrid", city: "Lund", email: "astrid@example.com" }
    const { url, sessionId } = await session({ billing_address })
    const { status, text } = await look(url)
    expect(status).toBe(200)
    for (const shown of [
      "Sandbox Shop",
      "Lamp",
      "Standard",
      "316,30",
      "63,26",
      'value="Astrid"',
      "Sverige",
      "SANDBOX",
    ]) {
      expect(text).toContain(shown)
    }
    for (const action of ["approve", "approve_and_close", "decline", "error", "ask_cancel", "close"]) {
      expect(text).toContain(`value="${action}"`)
    }
    expect(await statusOf(sessionId)).toBe("IN_PROGRESS")
  })

  it("writes what others gave as text, never as markup", async () => {
    const name = `<script>alert("1")</script>`
    const { url } = await session({ order_lines: [{ ...lamps, name }, order().order_lines[1]] })
    const { text } = await look(url)
    expect(text).not.toContain(name)
    expect(text).toContain("&#60;script&#62;")
  })

  it("takes the payment with what was typed, and goes to the shop with 303", async () => {
    const { url, orderId, sessionId } = await session({
      billing_address: { given_name: "Astrid", city: "Lund" },
    })
    const { status, location } = await press(url, "approve", { given_name: "Astrid", city: "Malmö" })
    expect([status, location]).toEqual([303, `https://shop.example/ok?o=${orderId}`])
    expect((await bench.client.control("GET", `/orders/${orderId}`)).body.billing_address.city).toBe("Malmö")
    expect(await statusOf(sessionId)).toBe("COMPLETED")
    expect((await look(url)).text).toContain("Köpet är betalt")
    expect((await press(url, "approve")).location).toBe(new URL(url).pathname)
  })

  it("tells of a decline before it leads back to the shop, and can be tried again", async () => {
    const { url, sessionId } = await session()
    const { text } = await press(url, "decline")
    expect(text).toContain("Betalningen nekades")
    expect(text).toContain("https://shop.example/no")
    expect(await statusOf(sessionId)).toBe("FAILED")
    await look(url)
    expect(await statusOf(sessionId)).toBe("IN_PROGRESS")
  })

  it("shows the shop's words when it refuses, and keeps what was typed", async () => {
    bench.shop.answerWith((_request, response) => response.writeHead(400).end('{"error_text":"Sold out."}'))
    const { url, sessionId } = await session({ merchant_urls: { validation: `${bench.shop.url}/validate` } })
    const { status, text } = await press(url, "approve", { city: "Malmö" })
    expect(status).toBe(200)
    expect(text).toContain("Sold out.")
    expect(text).toContain('value="Malmö"')
    expect(await statusOf(sessionId)).toBe("IN_PROGRESS")
  })

  it("asks before it cancels, in a store", async () => {
    const { url, sessionId } = await session({ options: { acquiring_channel: "IN_STORE" } }, {})
    expect((await press(url, "ask_cancel")).text).toContain("Fortsätt betala")
    expect(await statusOf(sessionId)).toBe("WAITING")
    expect((await press(url, "cancel")).text).toContain("Köpet är avbrutet")
    expect(await statusOf(sessionId)).toBe("CANCELLED")
  })

  it("says that cancelling ends nothing, in e-commerce without an address to go back to", async () => {
    const { url, sessionId } = await session({}, {})
    expect((await press(url, "ask_cancel")).text).toContain("Du kan komma tillbaka till sidan.")
    expect((await press(url, "cancel")).text).toContain("Köpet är inte slutfört")
    expect(await statusOf(sessionId)).toBe("BACK")
  })

  it("stays as it is when the window is closed, paid or not", async () => {
    const { url, sessionId } = await session()
    await look(url)
    await press(url, "close")
    expect(await statusOf(sessionId)).toBe("IN_PROGRESS")
    const { status, location } = await press(url, "approve_and_close")
    expect([status, location]).toEqual([200, null])
    expect(await statusOf(sessionId)).toBe("COMPLETED")
  })

  it("thanks the consumer itself when the merchant gave no address", async () => {
    const { url } = await session({}, {})
    expect((await press(url, "approve")).text).toContain("Tack för ditt köp")
  })

  it("is not found when it was disabled, has expired, or never was", async () => {
    const { url, sessionId } = await session()
    await bench.client.call("DELETE", `/hpp/v1/sessions/${sessionId}`)
    expect((await look(url)).status).toBe(404)
    const late = await session()
    await bench.sandbox.advance(47 * 3_600_000)
    expect((await look(late.url)).status).toBe(404)
    expect((await press(late.url, "approve")).status).toBe(404)
    expect((await look(`${bench.sandbox.url}/eu/hpp/payments/nothing`)).status).toBe(404)
  })

  it("uses the merchant's heading, button and, if wished, no tax line", async () => {
    const options = { page_title: "Pay for lunch", purchase_type: "order", show_subtotal_detail: "HIDE" }
    const { url } = await session({}, urls, { options })
    const { text } = await look(url)
    expect(text).toContain("Pay for lunch")
    expect(text).toMatch(/Beställ 316,30/)
    expect(text).not.toContain("<dt>Moms</dt>")
  })

  it.each([
    ["SEK", "sv-SE", /316,30/],
    ["USD", "en-US", /\$316\.30/],
    ["HUF", "hu-HU", /316,30/],
  ])("writes amounts in %s as %s does", async (purchase_currency, locale, amount) => {
    const { url } = await session({ purchase_currency, locale })
    expect((await look(url)).text).toMatch(amount)
  })
})

describe("ways to pay on the hosted page", () => {
  const radios = (text: string) =>
    [...text.matchAll(/type="radio"[^>]*value="(\w+)"/g)].map(([, value]) => value)

  it("follow from the country, and the chosen one is on the order", async () => {
    const { url, orderId } = await session()
    expect(radios((await look(url)).text)).toEqual([
      "PAY_LATER",
      "PAY_OVER_TIME",
      "PAY_NOW",
      "DIRECT_BANK_TRANSFER",
    ])
    await press(url, "approve", { payment_method_category: "PAY_OVER_TIME" })
    const managed = (await bench.client.control("GET", `/orders/${orderId}`)).body
    expect(managed.initial_payment_method.type).toBe("FIXED_AMOUNT")
    const dutch = await session({ purchase_country: "NL", purchase_currency: "EUR", locale: "en-NL" })
    expect(radios((await look(dutch.url)).text)).toEqual(["PAY_LATER", "PAY_NOW"])
  })

  it("are not narrowed by a page's options for Checkout", async () => {
    const { url } = await session({}, urls, { options: { payment_method_category: "pay_now" } })
    expect(radios((await look(url)).text)).toHaveLength(4)
  })
})

describe("languages of the hosted page", () => {
  it.each([
    ["sv-SE", "sv", "Slutför ditt köp", "Köp"],
    ["de-DE", "de", "Einkauf abschließen", "Kaufen"],
    ["nb-NO", "nb", "Fullfør kjøpet", "Kjøp"],
    ["no-NO", "nb", "Fullfør kjøpet", "Kjøp"],
    ["da-DK", "da", "Gennemfør dit køb", "Køb"],
    ["fi-FI", "fi", "Viimeistele ostoksesi", "Osta"],
    ["en-GB", "en", "Complete your purchase", "Buy"],
    ["fr-FR", "en", "Complete your purchase", "Buy"],
  ])("with locale %s is %s", async (locale, language, heading, button) => {
    const { url } = await session({ locale, purchase_currency: "EUR" })
    const { text } = await look(url)
    expect(text).toContain(`<html lang="${language}">`)
    expect(text).toContain(`<h1>${heading}</h1>`)
    expect(text).toContain(`value="approve"> ${button} `)
  })
})

describe("what a merchant decides about the page", () => {
  it("shows logo and background, from which the browser takes what fits", async () => {
    const options = {
      logo_url: "https://shop.example/logo.png",
      background_images: [
        { url: "https://shop.example/small.jpg", width: 640 },
        { url: "https://shop.example/large.jpg", width: 1920 },
        { url: "https://", width: 10 },
      ],
    }
    const { url } = await session({}, urls, { options })
    const { text } = await look(url)
    expect(text).toContain('src="https://shop.example/logo.png"')
    expect(text).toContain(
      'srcset="https://shop.example/small.jpg 640w, https://shop.example/large.jpg 1920w"'
    )
  })
})

describe("a fraud check on the hosted page", () => {
  it("can hold the order back where the market has it", async () => {
    const { url, orderId } = await session({
      purchase_country: "GB",
      locale: "en-GB",
      purchase_currency: "GBP",
    })
    expect((await look(url)).text).toContain('value="pending"')
    expect((await press(url, "pending")).location).toBe(`https://shop.example/ok?o=${orderId}`)
    expect((await bench.client.control("GET", `/orders/${orderId}`)).body.fraud_status).toBe("PENDING")
  })

  it("is not offered elsewhere", async () => {
    const { url } = await session()
    expect((await look(url)).text).not.toContain('value="pending"')
  })
})

describe("the order on the hosted page", () => {
  const american = {
    purchase_country: "US",
    purchase_currency: "USD",
    locale: "en-US",
    order_amount: 10800,
    order_tax_amount: 800,
    order_lines: [
      { name: "Lamp", quantity: 1, unit_price: 10000, tax_rate: 0, total_amount: 10000, total_tax_amount: 0 },
      {
        type: "sales_tax",
        name: "Sales tax",
        quantity: 1,
        unit_price: 800,
        tax_rate: 0,
        total_amount: 800,
        total_tax_amount: 0,
      },
    ],
  }
  const count = (text: string, part: string) => text.split(part).length - 1

  it("showed American sales tax twice, as a line and in the sums", async () => {
    const { url } = await session(american)
    const { text } = await look(url)
    expect(count(text, "$8.00")).toBe(1)
    expect(count(text, "$100.00")).toBeGreaterThanOrEqual(2)
    expect(text).toContain("$108.00")
  })

  it("keeps the tax as a line where the sums are hidden", async () => {
    const { url } = await session(american, urls, { options: { show_subtotal_detail: "HIDE" } })
    const { text } = await look(url)
    expect(text).toContain("Sales tax")
    expect(count(text, "$8.00")).toBe(1)
  })

  it("shows the picture of a line that has one, and the first letter of one that has none", async () => {
    const picture = "https://shop.example/lamp.png?size=1&v=2"
    const goods = {
      ...lamps,
      quantity: 1,
      unit_price: 15315,
      total_discount_amount: 0,
      total_amount: 15315,
      total_tax_amount: 3063,
    }
    const { url } = await session({
      order_lines: [
        { ...goods, name: "Lamp", image_url: picture },
        { ...goods, name: "shade", total_amount: 15315, image_url: undefined },
      ],
      order_amount: 30630,
      order_tax_amount: 6126,
    })
    const { text } = await look(url)
    expect(text).toContain('src="https://shop.example/lamp.png?size=1&#38;v=2"')
    expect(count(text, "<img src")).toBe(1)
    expect(text).toMatch(/class="thumb"[^>]*>\s*S\s*</)
  })
})
