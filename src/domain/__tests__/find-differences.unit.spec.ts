import type { Difference } from "../difference"
import { findDifferences, type KlarnaSays, type LedgerSays, type MedusaSays } from "../find-differences"
import type { Decision } from "../decision"

type Found = Extract<KlarnaSays, { found: true }>

const authorized: Found = {
  found: true,
  status: "AUTHORIZED",
  fraud_status: "ACCEPTED",
  currency: "SEK",
  order_amount: 10_000,
  captured_amount: 0,
  refunded_amount: 0,
  remaining_authorized_amount: 10_000,
  captures: [],
  refunds: [],
}
const klarnaWith = (captures: Found["captures"], refunds: Found["refunds"] = []): Found => {
  const sum = (effects: { amount: number }[]) => effects.reduce((all, { amount }) => all + amount, 0)
  const captured_amount = sum(captures)
  const remaining_authorized_amount = authorized.order_amount - captured_amount
  return {
    ...authorized,
    status: remaining_authorized_amount ? "PART_CAPTURED" : "CAPTURED",
    captured_amount,
    remaining_authorized_amount,
    refunded_amount: sum(refunds),
    captures,
    refunds,
  }
}
const cancelled: Found = { ...authorized, status: "CANCELLED", remaining_authorized_amount: 0 }
const ledger: LedgerSays = {
  currency: "SEK",
  young: false,
  decision: null,
  givenBack: false,
  captures: [],
  refunds: [],
}
const deciding = (decision: Decision, more: Partial<LedgerSays> = {}): LedgerSays => ({
  ...ledger,
  decision,
  ...more,
})
const paid: MedusaSays = {
  order: "open",
  payment: "live",
  currency: "sek",
  authorized_amount: 10_000,
  captures: [],
  refunds: [],
}
const nothing: MedusaSays = { ...paid, order: "none", payment: "none", currency: null, authorized_amount: 0 }
const canceled: MedusaSays = { ...paid, order: "canceled", payment: "canceled", authorized_amount: 0 }
const portal = (id: string, amount: number) => ({ id, reference: null, amount })
const made = (id: string, amount: number) => ({ id, reference: `op-${id}`, amount })
const operation = (id: string, medusa_row_id: string | null) => ({
  id: `op-${id}`,
  part_of: null,
  klarna_id: id,
  medusa_row_id,
})
const partOf = (id: string, medusa_row_id: string | null) => ({
  id: `op-${id}-2`,
  part_of: `op-${id}`,
  // Klarna does not tell a refund's id everywhere.
  klarna_id: null,
  medusa_row_id,
})
const row = (id: string, amount: number) => ({ id, amount })
const giveBack: Decision = { act: "give_back", reason: "order_canceled" }

type Expected = Partial<Difference> | "equal" | "not now"

const TABLE: [string, KlarnaSays, LedgerSays, MedusaSays, Expected][] = [
  [
    "a cancelled order whose purchase Klarna rejected, and cancels in a moment, was called money held",
    { ...authorized, fraud_status: "REJECTED" },
    deciding({ act: "settled" } as Decision),
    canceled,
    "not now",
  ],
  [
    "a purchase that Klarna stopped was called unknown",
    { ...klarnaWith([made("c1", 10_000)]), fraud_status: "STOPPED" },
    { ...ledger, captures: [operation("c1", "r1")] },
    { ...paid, captures: [row("r1", 10_000)] },
    "equal",
  ],
  [
    "what was captured of a rejected purchase goes back",
    { ...klarnaWith([made("c1", 10_000)]), fraud_status: "REJECTED" },
    deciding(giveBack, { captures: [operation("c1", "r1")] }),
    canceled,
    { kind: "canceled_order_holds_money", remedy: "refund_at_klarna" },
  ],
  ["authorized on both sides", authorized, ledger, paid, "equal"],
  [
    "captured on both sides, the ledger knows which is which",
    klarnaWith([made("c1", 4_000), made("c2", 4_000)]),
    { ...ledger, captures: [operation("c1", "r1"), operation("c2", "r2")] },
    { ...paid, captures: [row("r1", 4_000), row("r2", 4_000)] },
    "equal",
  ],
  [
    "captured on the page and recorded: no operation, the same amount",
    klarnaWith([portal("c1", 10_000)]),
    ledger,
    { ...paid, captures: [row("r1", 10_000)] },
    "equal",
  ],
  [
    "two captures at Klarna that Medusa has recorded as one",
    klarnaWith([portal("c1", 6_000), portal("c2", 4_000)]),
    ledger,
    { ...paid, captures: [row("r1", 10_000)] },
    "equal",
  ],
  [
    "a capture in Klarna's portal",
    klarnaWith([made("c1", 3_000), portal("c2", 2_000)]),
    { ...ledger, captures: [operation("c1", "r1")] },
    { ...paid, captures: [row("r1", 3_000)] },
    {
      kind: "capture_missing_in_medusa",
      remedy: "record_capture",
      klarna_amount: 5_000,
      medusa_amount: 3_000,
      amount: 2_000,
    },
  ],
  [
    "a capture of ours whose answer was lost, beside an equal one that is booked",
    klarnaWith([made("c1", 3_000), made("c2", 3_000)]),
    { ...ledger, captures: [operation("c1", "r1"), operation("c2", null)] },
    { ...paid, captures: [row("r1", 3_000)] },
    { kind: "capture_missing_in_medusa", remedy: "record_capture", amount: 3_000 },
  ],
  [
    "a capture that Medusa alone has",
    authorized,
    ledger,
    { ...paid, captures: [row("r1", 2_500)] },
    { kind: "capture_missing_at_klarna", remedy: "send_capture", amount: 2_500, klarna_amount: 0 },
  ],
  [
    "a capture that Medusa alone has, and Klarna would not take any more",
    { ...klarnaWith([made("c1", 3_000)]), remaining_authorized_amount: 0 },
    { ...ledger, captures: [operation("c1", "r1")] },
    { ...paid, captures: [row("r1", 3_000), row("r2", 7_000)] },
    { kind: "capture_missing_at_klarna", remedy: null },
  ],
  [
    "captures that only one side has, on both sides",
    klarnaWith([portal("c1", 3_000)]),
    ledger,
    { ...paid, captures: [row("r1", 2_500)] },
    { kind: "captures_differ", remedy: null, klarna_amount: 3_000, medusa_amount: 2_500 },
  ],
  [
    "a refund in Klarna's portal",
    klarnaWith([made("c1", 10_000)], [portal("f1", 1_500)]),
    { ...ledger, captures: [operation("c1", "r1")] },
    { ...paid, captures: [row("r1", 10_000)] },
    { kind: "refund_missing_in_medusa", remedy: "record_refund", amount: 1_500 },
  ],
  [
    "a refund in Klarna's portal without an id",
    klarnaWith([made("c1", 10_000)], [{ id: null, reference: null, amount: 1_500 }]),
    { ...ledger, captures: [operation("c1", "r1")] },
    { ...paid, captures: [row("r1", 10_000)] },
    { kind: "refund_missing_in_medusa", remedy: null },
  ],
  [
    "a capture and its refund in Klarna's portal: the capture first",
    klarnaWith([portal("c1", 10_000)], [portal("f1", 1_500)]),
    ledger,
    paid,
    { kind: "capture_missing_in_medusa", remedy: "record_capture" },
  ],
  [
    "a refund that Medusa alone has",
    klarnaWith([made("c1", 10_000)]),
    { ...ledger, captures: [operation("c1", "r1")] },
    { ...paid, captures: [row("r1", 10_000)], refunds: [row("f1", 700)] },
    { kind: "refund_missing_at_klarna", remedy: "send_refund", amount: 700 },
  ],
  [
    "one refund of Klarna's that Medusa has on two payments, beside one in Klarna's portal",
    klarnaWith([made("c1", 10_000)], [made("f1", 1_500), portal("f2", 400)]),
    { ...ledger, captures: [operation("c1", "r1")], refunds: [operation("f1", "m1"), partOf("f1", "m2")] },
    { ...paid, captures: [row("r1", 10_000)], refunds: [row("m1", 1_000), row("m2", 500)] },
    { kind: "refund_missing_in_medusa", remedy: "record_refund", amount: 400 },
  ],
  [
    "one refund of Klarna's that Medusa has on one of two payments only",
    klarnaWith([made("c1", 10_000)], [made("f1", 1_500)]),
    { ...ledger, captures: [operation("c1", "r1")], refunds: [operation("f1", "m1"), partOf("f1", null)] },
    { ...paid, captures: [row("r1", 10_000)], refunds: [row("m1", 1_000)] },
    { kind: "refund_missing_in_medusa", remedy: "record_refund", amount: 500 },
  ],
  [
    "refunds that only one side has, on both sides",
    klarnaWith([made("c1", 10_000)], [portal("f1", 500)]),
    { ...ledger, captures: [operation("c1", "r1")] },
    { ...paid, captures: [row("r1", 10_000)], refunds: [row("f2", 700)] },
    { kind: "refunds_differ", remedy: null },
  ],
  [
    "another amount at Klarna",
    { ...authorized, order_amount: 9_000, remaining_authorized_amount: 9_000 },
    ledger,
    paid,
    { kind: "amounts_differ", remedy: null, klarna_amount: 9_000, medusa_amount: 10_000 },
  ],
  [
    "the rest was released after a capture",
    { ...klarnaWith([made("c1", 4_000)]), remaining_authorized_amount: 0 },
    { ...ledger, captures: [operation("c1", "r1")] },
    { ...paid, captures: [row("r1", 4_000)] },
    "equal",
  ],
  ["another currency", { ...authorized, currency: "EUR" }, ledger, paid, { kind: "currency_differs" }],
  [
    "an order of Medusa's in another currency",
    authorized,
    ledger,
    { ...paid, currency: "eur" },
    { kind: "currency_differs", remedy: null },
  ],
  [
    "cancelled in Klarna's portal",
    cancelled,
    ledger,
    paid,
    { kind: "order_without_money", remedy: "end_payment", amount: 10_000, klarna_amount: 0 },
  ],
  [
    "expired at Klarna",
    { ...cancelled, status: "EXPIRED" },
    ledger,
    paid,
    { kind: "order_without_money", remedy: null },
  ],
  [
    "cancelled at Klarna, captured in Medusa",
    cancelled,
    ledger,
    { ...paid, captures: [row("r1", 10_000)] },
    { kind: "capture_missing_at_klarna", remedy: null },
  ],
  ["Klarna's order is not there", { found: false }, ledger, paid, { kind: "not_at_klarna", remedy: null }],
  ["Klarna's order is not there yet", { found: false }, { ...ledger, young: true }, paid, "not now"],
  [
    "a status that nobody knows",
    { ...authorized, status: "FROZEN" },
    ledger,
    paid,
    { kind: "unknown_status", remedy: null },
  ],
  [
    "a fraud status that nobody knows",
    { ...authorized, fraud_status: "MAYBE" },
    ledger,
    paid,
    { kind: "unknown_status", remedy: null },
  ],
  [
    "paid, and no order came of it",
    authorized,
    deciding({ act: "complete_cart", recreateSession: false }),
    nothing,
    { kind: "money_without_order", remedy: "complete_order", amount: 10_000, medusa_amount: 0 },
  ],
  [
    "an order without its payment",
    authorized,
    deciding({ act: "authorize_session", recreateSession: false, tellPlaced: true }),
    { ...nothing, order: "open" },
    { kind: "money_without_order", remedy: "complete_order" },
  ],
  [
    "a paid draft",
    authorized,
    deciding({ act: "convert_draft" }),
    { ...nothing, order: "open" },
    { kind: "money_without_order", remedy: "complete_order" },
  ],
  [
    "paid for a cart that is gone",
    authorized,
    deciding({ act: "give_back", reason: "cart_gone" }),
    nothing,
    { kind: "money_without_order", remedy: "cancel_at_klarna", amount: 10_000 },
  ],
  [
    "an authorization of a cancelled order",
    authorized,
    deciding(giveBack),
    canceled,
    { kind: "canceled_order_holds_money", remedy: "cancel_at_klarna" },
  ],
  [
    "a captured payment of a cancelled order",
    klarnaWith([made("c1", 4_000)]),
    deciding(giveBack),
    canceled,
    { kind: "canceled_order_holds_money", remedy: "refund_at_klarna", amount: 10_000 },
  ],
  [
    "a cancelled order whose money was given back already, and Klarna holds some",
    authorized,
    deciding(giveBack, { givenBack: true }),
    canceled,
    { kind: "canceled_order_holds_money", remedy: null, amount: null },
  ],
  ["a cancelled order, cancelled at Klarna", cancelled, deciding(giveBack), canceled, "equal"],
  [
    "a cancelled order, refunded at Klarna",
    {
      ...klarnaWith([made("c1", 4_000)], [portal("f1", 4_000)]),
      remaining_authorized_amount: 0,
    },
    deciding(giveBack),
    canceled,
    "equal",
  ],
  [
    "an order edit's authorization that waits for its successor",
    authorized,
    deciding({ act: "wait" }),
    { ...paid, payment: "canceled" },
    "not now",
  ],
  [
    "an alarm of the road",
    authorized,
    deciding({ act: "alarm", reason: "unknown_status" }),
    nothing,
    { kind: "money_without_order", remedy: null },
  ],
  [
    "money that nobody decides about",
    authorized,
    ledger,
    nothing,
    { kind: "money_without_order", remedy: null },
  ],
]

describe("what Klarna, the ledger and Medusa say, and what differs", () => {
  it.each(TABLE)("%s", (_title, klarna, says, medusa, expected) => {
    const found = findDifferences(klarna, says, medusa)
    if (expected === "not now") expect(found).toBeUndefined()
    else if (expected === "equal") expect(found).toEqual([])
    else {
      expect(found).toHaveLength(1)
      expect(found?.[0]).toMatchObject(expected)
    }
  })

  it("names with every remedy how much it moves", () => {
    for (const [, klarna, says, medusa] of TABLE) {
      for (const { remedy, amount } of findDifferences(klarna, says, medusa) ?? []) {
        if (remedy) expect(amount).toBeGreaterThan(0)
      }
    }
  })
})
