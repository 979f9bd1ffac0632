import { toKlarnaOrder } from "../klarna-order"
import { lineBalances } from "../line-balance"
import { matchOrderLines } from "../match-order-lines"
import { toOrderView } from "../order-view"
import type {
  ManagedOrderRecord,
  OperationRecord,
  OrderViewSource,
  PurchaseRecord,
} from "../order-view-source"
import { item, usCart } from "./purchase-builder"

const purchase = (values: Partial<PurchaseRecord> = {}): PurchaseRecord => ({
  id: "klpur_1",
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
  snapshot: null,
  state: "complete",
  ...values,
})

const operation = (values: Partial<OperationRecord>): OperationRecord => ({
  id: "klop_1",
  kind: "capture",
  status: "confirmed",
  amount: 10000,
  items: null,
  created_by: null,
  klarna_id: "cap_1",
  correlation_id: null,
  error_code: null,
  error_message: null,
  attempts: 1,
  created_at: new Date("2026-03-01T10:00:00Z"),
  settled_at: new Date("2026-03-01T10:00:01Z"),
  ...values,
})

const managed = (values: Partial<ManagedOrderRecord> = {}): ManagedOrderRecord => ({
  status: "PART_CAPTURED",
  fraud_status: "ACCEPTED",
  klarna_reference: "KL123",
  expires_at: "2026-03-29T00:00:00.000Z",
  order_amount: 24800,
  captured_amount: 10000,
  refunded_amount: 2550,
  remaining_authorized_amount: 14800,
  captures: [{ capture_id: "cap_1", captured_amount: 10000, refunded_amount: 2550, reference: "klop_1" }],
  refunds: [{ refund_id: "ref_1", refunded_amount: 2550, reference: "klop_2" }],
  ...values,
})

const view = (values: Partial<OrderViewSource> = {}) =>
  toOrderView({
    purchase: purchase(),
    siblings: [],
    operations: [],
    page: undefined,
    environment: "playground",
    managed: undefined,
    readError: null,
    lines: [],
    books: { captured_amount: 10000, refunded_amount: 2550 },
    hasPayment: true,
    orderCanceled: false,
    paidOtherwise: false,
    extends: true,
    atRisk: false,
    now: Date.parse("2026-03-02T10:00:00Z"),
    ...values,
  })

const NO_SUCH_ORDER = { code: "NO_SUCH_ORDER", message: "not there yet", correlation_id: "c1" }

describe("what staff see of an order's Klarna payment", () => {
  it.each([
    [managed({ fraud_status: "PENDING" }), { reason: "fraud_pending" }],
    [managed({ fraud_status: "STOPPED" }), { reason: "fraud_stopped" }],
    [managed(), null],
    [undefined, null],
  ])("marks goods that must not leave: %#", (order, mark) => {
    expect(view({ managed: order }).do_not_ship).toEqual(mark)
  })

  it("says what an effect can be examined as, and of which there is nothing to examine", () => {
    const operations = ["place", "update", "capture", "refund", "acknowledge", "release"].map((kind) =>
      operation({ kind })
    )
    expect(view({ operations }).operations.map(({ payload_kind }) => payload_kind)).toEqual([
      ...["order", "order", "capture", "refund"],
      ...[null, null],
    ])
  })

  it("shows Klarna's amounts in major units of the currency", () => {
    expect(view({ managed: managed() })).toMatchObject({
      read: "klarna",
      order_amount: 248,
      captured_amount: 100,
      refunded_amount: 25.5,
      remaining_authorized_amount: 148,
      currency_code: "sek",
      captures: [{ capture_id: "cap_1", captured_amount: 100, refunded_amount: 25.5 }],
      refunds: [{ refund_id: "ref_1", refunded_amount: 25.5 }],
    })
  })

  it("a refund's return fee and note were on no list", () => {
    const refund = {
      refund_id: "ref_1",
      refunded_amount: 2050,
      description: "One lamp was broken",
      order_lines: [
        { type: "physical", total_amount: 2550 },
        { type: "return_fee", total_amount: -500 },
      ],
    }
    const { refunds } = view({
      managed: managed({ refunds: [refund, { refunded_amount: 500, description: "" }] }),
    })
    expect(refunds).toMatchObject([
      { refunded_amount: 20.5, return_fee: 5, note: "One lamp was broken" },
      { refunded_amount: 5, return_fee: null, note: null },
    ])
  })

  it.each([
    ["HUF", 248],
    ["JPY", 24800],
    ["KWD", 24.8],
  ])("knows how many decimals %s has", (currency_code, order_amount) => {
    expect(view({ purchase: purchase({ currency_code }) }).order_amount).toBe(order_amount)
  })

  it("counts what the ledger knows to have happened when Klarna cannot be read", () => {
    const operations = [
      operation({ amount: 10000 }),
      operation({ id: "klop_2", kind: "refund", amount: 2550, klarna_id: "ref_1" }),
      operation({ id: "klop_3", amount: 500, status: "refused" }),
    ]
    expect(view({ operations, readError: NO_SUCH_ORDER })).toMatchObject({
      read: "ledger",
      read_error: NO_SUCH_ORDER,
      status: null,
      expires_at: null,
      order_amount: 248,
      captured_amount: 100,
      refunded_amount: 25.5,
      remaining_authorized_amount: 148,
      captures: [{ capture_id: "cap_1", captured_amount: 100, reference: "klop_1" }],
      refunds: [{ refund_id: "ref_1", refunded_amount: 25.5 }],
    })
  })

  it.each(["cancel", "release"])("holds nothing any more after a confirmed %s", (kind) => {
    const operations = [operation({ kind, amount: null })]
    expect(view({ operations }).remaining_authorized_amount).toBe(0)
  })

  it("names the way it is paid, as Klarna says now or said when the order was placed", () => {
    const snapshot = { authorized_payment_method: { type: "invoice" }, billing_address: { city: "Berlin" } }
    const placed = view({ purchase: purchase({ snapshot }) })
    expect(placed.payment_method).toEqual({ type: "invoice", number_of_installments: null })
    expect(JSON.stringify(placed)).not.toContain("Berlin")
    expect(
      view({ managed: managed({ initial_payment_method: { type: "CARD" } }) }).payment_method
    ).toMatchObject({ type: "card" })
    expect(view().payment_method).toBeNull()
  })

  it.each([
    ["2026-03-29T00:00:00.000Z", 26],
    ["2026-03-02T09:00:00.000Z", -1],
    ["", null],
  ])(
    "counts the days until the authorization ends at %j by the shop's clock: %s",
    (expires_at, days_left) => {
      expect(view({ managed: managed({ expires_at }) }).days_left).toBe(days_left)
    }
  )

  it("tells how a capture was sent, with empty texts as none", () => {
    const [capture] = view({
      managed: managed({
        captures: [
          {
            capture_id: "cap_1",
            captured_amount: 10000,
            shipping_info: [
              { shipping_company: "PostNord", shipping_method: "", tracking_number: "PN1" },
              { shipping_company: "", tracking_uri: "https://tracking.example/2" },
            ],
          },
        ],
      }),
    }).captures
    expect(capture).toMatchObject({
      tracking_numbers: ["PN1"],
      shipments: [
        {
          shipping_company: "PostNord",
          shipping_method: null,
          tracking_number: "PN1",
          tracking_uri: null,
        },
        {
          shipping_company: null,
          shipping_method: null,
          tracking_number: null,
          tracking_uri: "https://tracking.example/2",
        },
      ],
    })
  })

  it("gives each line its part of a sales tax that is a line of its own", () => {
    const cart = usCart({
      items: [
        item({ id: "lamp", quantity: "2", total: "108.25", taxTotal: "8.25", taxRates: ["8.25"] }),
        item({ id: "book", variantSku: "book", total: "50", taxRates: [] }),
      ],
    })
    const order = toKlarnaOrder(cart)
    const amounts = managed({ order_amount: order.order_amount, captured_amount: 0 })
    const lines = lineBalances(matchOrderLines(order.order_lines, cart), [], amounts)
    const shown = view({ purchase: purchase({ currency_code: "USD" }), managed: amounts, lines }).lines
    const tax = order.order_lines.find(({ type }) => type === "sales_tax")?.total_amount ?? 0
    expect(tax).toBeGreaterThan(0)
    expect(shown.find(({ id }) => id === "lamp")?.sales_tax_amount).toBe(tax / 100)
    expect(shown.find(({ id }) => id === "book")?.sales_tax_amount).toBe(0)
  })

  it("holds nothing before the buyer has paid", () => {
    const unpaid = view({ purchase: purchase({ state: "incomplete" }) })
    expect(unpaid.remaining_authorized_amount).toBe(0)
    expect(unpaid.possible.capture).toEqual({ allowed: false, reason: "nothing_authorized" })
  })

  it("lets the ledger decide nothing while the outcome of an effect is unknown, and Klarna decide all the same", () => {
    const operations = [operation({ status: "unknown", klarna_id: null })]
    expect(view({ operations }).possible.refund.reason).toBe("operation_unresolved")
    expect(view({ operations, managed: managed() }).possible.refund.allowed).toBe(true)
  })

  it("calls an order acknowledged by acknowledging it or by capturing it, but not by trying to", () => {
    expect(view().acknowledged).toBe(false)
    expect(view({ operations: [operation({ kind: "acknowledge", status: "sent" })] }).acknowledged).toBe(
      false
    )
    expect(view({ operations: [operation({ kind: "acknowledge" })] }).acknowledged).toBe(true)
    expect(view({ operations: [operation({ kind: "capture" })] }).acknowledged).toBe(true)
  })

  it("tells whether the last error was overcome later by the same kind of effect", () => {
    const last_error = {
      operation: "capture",
      code: "timeout",
      message: "No answer",
      correlation_id: "c9",
      at: "2026-03-01T10:00:00.500Z",
    }
    const failed = purchase({ last_error })
    const earlier = operation({ settled_at: new Date("2026-03-01T09:00:00Z") })
    const other = operation({ kind: "refund" })
    expect(view({ purchase: failed, operations: [earlier, other] }).last_error).toEqual({
      ...last_error,
      resolved_at: null,
    })
    expect(view({ purchase: failed, operations: [operation({})] }).last_error?.resolved_at).toBe(
      "2026-03-01T10:00:01.000Z"
    )
  })

  it("hands on neither the request that was sent nor anything else of the rows", () => {
    const withMore = { ...operation({}), body: '{"secret":1}', medusa_row_id: "capt_1" }
    const page = {
      hpp_session_id: "h1",
      state: "COMPLETED",
      expires_at: null,
      close_reason: "completed",
      secret_hash: "abc",
    }
    const snapshot = { billing_address: { email: "a@b.se" } }
    const seen = view({
      purchase: { ...purchase(), snapshot } as PurchaseRecord,
      operations: [withMore],
      page,
      managed: { ...managed(), billing_address: snapshot.billing_address } as ManagedOrderRecord,
    })
    expect(JSON.stringify(seen)).not.toMatch(/secret|capt_1|a@b\.se/)
  })
})
