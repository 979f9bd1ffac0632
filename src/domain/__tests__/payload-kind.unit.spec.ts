import { payloadKindOfCall, payloadKindOfOperation } from "../payload-kind"

describe("what a payload is for", () => {
  it.each([
    ["POST", "/ordermanagement/v1/orders/1/captures", "capture"],
    ["POST", "/ordermanagement/v1/orders/1/captures/2/shipping-info", undefined],
    ["POST", "/ordermanagement/v1/orders/1/refunds", "refund"],
    ["POST", "/ordermanagement/v1/orders/1/cancel", undefined],
    ["PATCH", "/ordermanagement/v1/orders/1/authorization", "order"],
    ["PATCH", "/ordermanagement/v1/orders/1/merchant-references", undefined],
    ["POST", "/checkout/v3/orders", "order"],
    ["POST", "/checkout/v3/orders/1", "order"],
    ["POST", "/checkout/v3/orders/1/abort", undefined],
    ["POST", "/payments/v1/sessions/1", "order"],
    ["POST", "/payments/v1/authorizations/{authorization_token}/order", "order"],
    ["POST", "/payments/v1/authorizations/{authorization_token}/customer-token", undefined],
    ["POST", "/customer-token/v1/tokens/{customer_token}/order", "order"],
    ["POST", "/hpp/v1/sessions", undefined],
    ["GET", "/checkout/v3/orders/1", undefined],
  ])("is told by %s %s: %s", (method, path, kind) => {
    expect(payloadKindOfCall(method, path)).toBe(kind)
  })

  it("is told by what the ledger intended", () => {
    expect(
      ["capture", "refund", "place", "charge", "update", "acknowledge"].map(payloadKindOfOperation)
    ).toEqual(["capture", "refund", "order", "order", "order", undefined])
  })
})
