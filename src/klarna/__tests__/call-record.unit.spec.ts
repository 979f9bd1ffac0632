import fc from "fast-check"
import { toCallRecord } from "../call-record"
import { redactRequest, REMOVED } from "../redact-request"
import type { KlarnaRequest } from "../transport"
import "../../domain/__tests__/fixed-seed"

const write = (more: Partial<KlarnaRequest> = {}): KlarnaRequest => ({
  operation: "create order",
  method: "POST",
  path: "/checkout/v3/orders",
  ...more,
})

const body = {
  purchase_country: "SE",
  order_amount: 12_500,
  order_lines: [
    {
      type: "physical",
      reference: "LAMP",
      name: "Table lamp",
      quantity: 1,
      unit_price: 12_500,
      tax_rate: 2_500,
      total_amount: 12_500,
      total_tax_amount: 2_500,
      merchant_data: "a gift for Astrid",
      product_url: "https://shop.example/lamp?visitor=17",
    },
  ],
  billing_address: {
    given_name: "Astrid",
    street_address: "Storgatan 1",
    email: "astrid@example.com",
    country: "SE",
  },
  customer: { date_of_birth: "1970-01-01", gender: null },
  merchant_urls: { push: "https://shop.example/hooks/klarna/push/r?secret=s3cr3t" },
  merchant_reference2: "cart_1",
}

describe("a call for the call log", () => {
  it("names the path without the token that is in it", () => {
    const path = (path: string) => toCallRecord(write({ path }), "klpur_1", { status: 200 }, 1).path
    expect(path("/payments/v1/authorizations/3b4c-secret/order")).toBe(
      "/payments/v1/authorizations/{authorizationToken}/order"
    )
    expect(path("/customer-token/v1/tokens/3b4c-secret")).toBe("/customer-token/v1/tokens/{customerToken}")
    expect(path("/ordermanagement/v1/orders/o-1/captures?x=secret")).toBe(
      "/ordermanagement/v1/orders/o-1/captures"
    )
  })

  it("keeps of a refused request what is needed to check it again, and nothing of the person", () => {
    const record = toCallRecord(
      write({ body: JSON.stringify(body) }),
      "klpur_1",
      { status: 400, code: "BAD_VALUE", messages: ["Bad value: order_lines"], correlationId: "c-1" },
      12.4
    )
    expect(record).toEqual({
      purchaseId: "klpur_1",
      method: "POST",
      path: "/checkout/v3/orders",
      status: 400,
      errorCode: "BAD_VALUE",
      errorMessages: ["Bad value: order_lines"],
      correlationId: "c-1",
      ms: 12,
      request: {
        purchase_country: "SE",
        order_amount: 12_500,
        order_lines: [{ ...body.order_lines[0], merchant_data: REMOVED, product_url: REMOVED }],
        billing_address: { given_name: REMOVED, street_address: REMOVED, email: REMOVED, country: "SE" },
        customer: { date_of_birth: REMOVED, gender: null },
        merchant_urls: { push: REMOVED },
        merchant_reference2: "cart_1",
      },
    })
  })

  it("keeps no request that Klarna took, nor one without an answer", () => {
    const request = write({ body: JSON.stringify(body) })
    expect(toCallRecord(request, "klpur_1", { status: 201 }, 1).request).toBeUndefined()
    expect(toCallRecord(request, "klpur_1", { status: 503, code: "server_error" }, 1).request).toBeUndefined()
    expect(toCallRecord(request, "klpur_1", { code: "timeout" }, 1).request).toBeUndefined()
  })

  it("masks in Klarna's words what Klarna repeats of the person or the token", () => {
    const record = toCallRecord(
      write({ path: "/payments/v1/authorizations/tok%2Fen-1/order", body: JSON.stringify(body) }),
      "klpur_1",
      {
        status: 400,
        code: "BAD_VALUE",
        messages: ["billing_address.given_name: Astrid of storgatan@example.org", "no tok/en-1 for SE"],
      },
      1
    )
    expect(record.errorMessages).toEqual([
      `billing_address.given_name: ${REMOVED} of ${REMOVED}`,
      `no ${REMOVED} for SE`,
    ])
  })

  it("lets no text through that stands below a name of which nobody has thought", () => {
    const text = fc.string({ minLength: 6 }).map((some) => `§${some}§`)
    const names = fc.constantFrom(
      "birth",
      "x",
      "email",
      "billing_address",
      "customer",
      "order_lines",
      "options"
    )
    const { tree } = fc.letrec((tie) => ({
      tree: fc.oneof(
        { maxDepth: 4 },
        text,
        fc.array(tie("tree"), { maxLength: 3 }),
        fc.dictionary(names, tie("tree"), { maxKeys: 4 })
      ),
    }))
    fc.assert(
      fc.property(tree, (value) => {
        expect(JSON.stringify(redactRequest(JSON.stringify({ value })).redacted)).not.toContain("§")
      })
    )
  })
})
