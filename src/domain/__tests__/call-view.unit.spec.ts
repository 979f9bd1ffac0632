import { toCallView } from "../call-view"

const call = {
  id: "klcall_1",
  at: new Date("2026-03-01T10:00:00Z"),
  method: "POST",
  path: "/checkout/v3/orders",
  status: 400,
  error_code: "BAD_VALUE",
  error_messages: null,
  correlation_id: null,
  ms: 12,
  request: null,
}

describe("a call to Klarna as staff see it", () => {
  it.each([
    ["a refused order", {}, "order"],
    ["a refused refund", { path: "/ordermanagement/v1/orders/k1/refunds", status: 403 }, "refund"],
    ["an order that Klarna took", { status: 201 }, null],
    ["an error of Klarna's own", { status: 500 }, null],
    ["a call without an answer", { status: null }, null],
    ["a refused reading", { method: "GET", path: "/checkout/v3/orders/k1", status: 404 }, null],
  ])("says what %s can be examined as", (_what, values, payload_kind) => {
    expect(toCallView({ ...call, ...values }).payload_kind).toBe(payload_kind)
  })
})
