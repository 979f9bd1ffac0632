import { redact } from "../redact"

describe("a redacted payload", () => {
  it("keeps ids, amounts, states and line references of an order and loses the person", () => {
    const order = {
      order_id: "b8c25f16-0e7d-6a43-9d58-71f3a9e2c604",
      status: "checkout_complete",
      order_amount: 31630,
      order_tax_amount: 6326,
      purchase_currency: "SEK",
      merchant_reference1: "1042",
      html_snippet: "<div>Kim</div>",
      recurring_token: "rec-token",
      customer: { date_of_birth: "1990-01-01", national_identification_number: "900101-1234" },
      billing_address: {
        given_name: "Kim",
        email: "kim@example.com",
        phone: "+46700000000",
        postal_code: "11122",
        country: "se",
      },
      order_lines: [
        { type: "physical", reference: "sku-1", name: "Engraved: for Kim", quantity: 3, total_amount: 26730 },
      ],
      merchant_urls: { push: "https://shop.example/hooks/klarna/push?secret=7b1e" },
    }
    expect(redact(order)).toEqual({
      order_id: "b8c25f16-0e7d-6a43-9d58-71f3a9e2c604",
      status: "checkout_complete",
      order_amount: 31630,
      order_tax_amount: 6326,
      purchase_currency: "SEK",
      merchant_reference1: "1042",
      html_snippet: "[redacted]",
      recurring_token: "[redacted]",
      customer: { date_of_birth: "[redacted]", national_identification_number: "[redacted]" },
      billing_address: {
        given_name: "[redacted]",
        email: "[redacted]",
        phone: "[redacted]",
        postal_code: "[redacted]",
        country: "se",
      },
      order_lines: [
        { type: "physical", reference: "sku-1", name: "[redacted]", quantity: 3, total_amount: 26730 },
      ],
      merchant_urls: { push: "https://shop.example/[redacted]" },
    })
  })

  it("keeps a callback's event and loses its authorization token", () => {
    const session = {
      session_id: "s-1",
      status: "COMPLETED",
      authorization_token: "auth-token",
      updated_at: "2026-03-04",
    }
    expect(redact({ event_id: "e-1", session })).toEqual({
      event_id: "e-1",
      session: { ...session, authorization_token: "[redacted]" },
    })
  })

  it.each([
    [{ headers: { authorization: "Basic a2V5", "klarna-idempotency-key": "k" } }, ["a2V5", '"k"']],
    [{ redirect_url: "https://user:pass@pay.kustom.co/eu/hpp/7kQmZ2p#x" }, ["pass", "7kQmZ2p"]],
    [{ phone: 46700000000 }, ["46700000000"]],
    [{ tomorrow: "Kim Lindgren" }, ["Kim"]],
    [["Kim"], ["Kim"]],
    [{ merchant_reference2: "kim@example.com" }, ["kim@"]],
    [
      { error_messages: ["Bad value: billing_address.email (kim@example.com)", "phone +46 70 000 00 00"] },
      ["kim@", "70 000"],
    ],
  ])("hides what is secret or personal in %j", (payload, hidden) => {
    const text = JSON.stringify(redact(payload))
    for (const secret of hidden) {
      expect(text).not.toContain(secret)
    }
  })

  it("keeps what a complaint says about fields", () => {
    const body = {
      error_code: "BAD_VALUE",
      error_messages: ["Bad value: order_lines[0].tax_rate"],
      correlation_id: "c-1",
    }
    expect(redact(body)).toEqual(body)
  })

  it.each([undefined, null, ""])("leaves %j alone", (nothing) => {
    expect(redact({ email: nothing })).toEqual({ email: nothing })
  })
})
