import { toOrderListEntry, type OrderListSource } from "../order-list-entry"
import type { OperationRecord } from "../order-view-source"

const NOW = Date.parse("2026-03-10T12:00:00Z")

const purchase = (values: Partial<OrderListSource> = {}): OrderListSource => ({
  id: "klpur_1",
  order_id: "order_1",
  klarna_order_id: "k1",
  provider: "klarna-checkout",
  account_id: "demo",
  klarna_reference: null,
  amount: 24800,
  currency_code: "SEK",
  country_code: "SE",
  outcome: "settled",
  close_reason: null,
  last_error: null,
  state: "complete",
  snapshot: null,
  authorization_expires_at: new Date("2026-03-13T00:00:00Z"),
  authorization_over_at: null,
  ...values,
})

const captured = { kind: "capture", status: "confirmed", amount: 10000 } as OperationRecord

const entry = (values: Partial<OrderListSource> = {}, daysBefore = 3) =>
  toOrderListEntry(purchase(values), [captured], { displayId: 7, daysBefore, now: NOW })

describe("an order in the list of Klarna payments", () => {
  it("shows what is left of its authorization, and for how long", () => {
    expect(entry()).toMatchObject({
      order_id: "order_1",
      display_id: 7,
      order_amount: 248,
      captured_amount: 100,
      remaining_authorized_amount: 148,
      currency_code: "sek",
      expires_at: "2026-03-13T00:00:00.000Z",
      days_left: 2,
      at_risk: true,
    })
  })

  it.each([
    ["ends later", {}, 2, false],
    ["ends when nobody knows", { authorization_expires_at: null }, 3, false],
    ["holds nothing any more", { authorization_over_at: new Date(NOW) }, 3, false],
    ["ended yesterday", { authorization_expires_at: new Date("2026-03-09T00:00:00Z") }, 3, true],
  ])("is at risk or not when it %s", (_, values, daysBefore, atRisk) => {
    expect(entry(values, daysBefore).at_risk).toBe(atRisk)
  })

  it("has nothing left once Klarna has let go", () => {
    expect(entry({ authorization_over_at: new Date(NOW) }).remaining_authorized_amount).toBe(0)
  })

  it("showed an error of long ago as if somebody still had to look after it", () => {
    const last_error = {
      operation: "capture",
      code: "X",
      message: "x",
      correlation_id: null,
      at: "2026-03-09T10:00:00Z",
    }
    const settled = { ...captured, settled_at: new Date("2026-03-09T10:05:00Z") }
    const show = (operations: OperationRecord[]) =>
      toOrderListEntry(purchase({ last_error }), operations, { displayId: 7, daysBefore: 3, now: NOW })
        .last_error
    expect(show([settled])).toEqual({ ...last_error, resolved_at: "2026-03-09T10:05:00.000Z" })
    expect(show([{ ...settled, kind: "refund" }])?.resolved_at).toBeNull()
    expect(entry().last_error).toBeNull()
  })
})
