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

const listed = { displayId: 7, orderCanceled: false, paidOtherwise: false, daysBefore: 3, now: NOW }

const entry = (values: Partial<OrderListSource> = {}, daysBefore = 3) =>
  toOrderListEntry(purchase(values), [captured], { ...listed, daysBefore })

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
      toOrderListEntry(purchase({ last_error }), operations, listed).last_error
    expect(show([settled])).toEqual({ ...last_error, resolved_at: "2026-03-09T10:05:00.000Z" })
    expect(show([{ ...settled, kind: "refund" }])?.resolved_at).toBeNull()
    expect(entry().last_error).toBeNull()
  })

  it.each([
    ["is decided on", { state: "pending" as const }, [], "fraud_pending"],
    ["was refused", { state: "rejected" as const }, [], "fraud_rejected"],
    [
      "ran out untouched",
      { authorization_expires_at: new Date("2026-03-09T00:00:00Z") },
      [],
      "authorization_expired",
    ],
    [
      "was cancelled by staff",
      {},
      [{ ...captured, kind: "cancel", amount: null }],
      "authorization_cancelled",
    ],
    [
      "ran out after a capture",
      { authorization_expires_at: new Date("2026-03-09T00:00:00Z") },
      [captured],
      undefined,
    ],
    // Klarna's page captured it, of which the ledger has no effect.
    ["was captured to the end on the page", { authorization_over_at: new Date(NOW) }, [], undefined],
    ["is held", {}, [], undefined],
  ])("says whether goods may leave when its payment %s", (_, values, operations, reason) => {
    expect(toOrderListEntry(purchase(values), operations, listed).do_not_ship?.reason).toBe(reason)
    const canceled = { ...listed, orderCanceled: true }
    expect(toOrderListEntry(purchase(values), operations, canceled).do_not_ship).toBeNull()
  })
})
