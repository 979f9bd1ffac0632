import { Modules } from "@medusajs/framework/utils"
import { capturePaymentWorkflow } from "@medusajs/medusa/core-flows"
import { comparePurchases } from "../../src/workflows/reconciliation/compare-purchases"
import { eventually } from "../support/eventually"
import { inPortal as inPortalOf } from "../support/in-portal"
import { paymentOf, withKlarnaShop } from "../support/klarna-shop"
import { buy, pageCaptures, widget } from "../support/ways"

jest.setTimeout(240_000)

const MINUTE = 60_000
const PATH = "/admin/klarna/reconciliation"

withKlarnaShop((shop) => {
  const minor = (major: number) => Math.round(major * 100)
  const atKlarna = (id: string) => shop.klarna.order(id)

  const inPortal = (klarnaOrderId: string, action: string, body?: unknown) =>
    inPortalOf(shop.klarna.url, klarnaOrderId, action, body)

  const list = async (search = "") => (await shop.api.get(`${PATH}?${search}`, shop.admin())).data
  const begin = (body: Record<string, unknown> = {}) => shop.api.post(`${PATH}/run`, body, shop.admin())
  const mend = (id: string, body: Record<string, unknown> = {}) =>
    shop.api.post(`${PATH}/${id}/mend`, body, shop.admin())

  const orderReads = async () =>
    (await shop.klarna.journey()).filter((call) => call === "GET /ordermanagement/v1/orders/:id").length

  /** Has everything compared, and gives back what of an order differs. */
  async function reconcile(klarnaOrderId: string) {
    const started = await begin()
    expect(started.status).toBe(202)
    await eventually(
      async () => {
        const { run } = await list()
        // Something was under way at an order: asked again, not waited for.
        if (run.left > 0 && run.left === run.later) await begin()
        return run.left === 0
      },
      { what: "the end of the run" }
    )
    const { differences } = await list("state=open&limit=100")
    return differences.filter((row: any) => row.klarna_order_id === klarnaOrderId)
  }

  async function mended(difference: any) {
    const answer = await mend(difference.id)
    expect(answer.data).toMatchObject({
      outcome: "mended",
      difference: { id: difference.id, state: "mended", last_error: null },
    })
    expect(answer.data.difference.mended_by).toMatch(/^user_/)
    expect(await reconcile(difference.klarna_order_id)).toEqual([])
  }

  const connection = () => shop.container().resolve("__pg_connection__")

  /** Medusa books a refund without asking anybody, as cancelling an order does when its refund fails. */
  async function bookRefundOnly(order: Record<string, any>, payment: { id: string }, amount: number) {
    const id = "ref_only_in_medusa"
    await connection()("refund").insert({
      id,
      payment_id: payment.id,
      amount,
      raw_amount: JSON.stringify({ value: String(amount), precision: 20 }),
    })
    await shop.container().resolve(Modules.ORDER).addOrderTransactions({
      order_id: order.id,
      amount: -amount,
      currency_code: order.currency_code,
      reference: "refund",
      reference_id: id,
    })
  }

  const cancelInMedusaOnly = (orderId: string) =>
    connection()("order").where({ id: orderId }).update({ status: "canceled", canceled_at: new Date() })

  it("finds nothing where both sides say the same", async () => {
    const bought = await shop.purchase()
    await shop.capture(bought.payment.id, 100)
    await shop.refund(bought.payment.id, 30)
    const onPage = await buy(shop, pageCaptures)
    const inWidget = await buy(shop, widget)
    for (const id of [bought.session.klarna_order_id, onPage.klarnaOrderId, inWidget.klarnaOrderId]) {
      expect((await atKlarna(id)).order_amount).toBeGreaterThan(0)
    }
    await reconcile("all")
    expect((await list()).run.orders).toBe(3)
    expect((await list()).count).toBe(0)
    expect(shop.told("klarna.reconciliation.difference")).toEqual([])
  })

  it("asks the database about many orders as often as about one, and Klarna once for each", async () => {
    const bought = [await shop.purchase(), await shop.purchase(), await shop.purchase()]
    await shop.idle()
    const ids = await connection()("klarna_purchase").pluck("id")
    expect(ids).toHaveLength(bought.length)
    const asked = async (purchaseIds: string[]) => {
      const reads = await orderReads()
      const queries: string[] = []
      const note = ({ sql }: { sql: string }) => void queries.push(sql)
      connection().on("query", note)
      const comparisons = await comparePurchases(shop.container(), purchaseIds)
      connection().off("query", note)
      expect([...comparisons.keys()]).toEqual(purchaseIds)
      for (const result of comparisons.values()) expect(result).toMatchObject({ value: { differences: [] } })
      // What is said to Klarna is noted beside it.
      return {
        queries: queries.filter((sql) => !sql.includes("klarna_call")),
        calls: (await orderReads()) - reads,
      }
    }
    const one = await asked(ids.slice(0, 1))
    const all = await asked(ids)
    expect(one.queries.length).toBeGreaterThan(0)
    expect(all.queries.length).toBe(one.queries.length)
    expect([one.calls, all.calls]).toEqual([1, bought.length])
  })

  describe("a difference is found once, and one button mends it", () => {
    it("a capture in Klarna's portal", async () => {
      const { session, order, payment } = await shop.purchase()
      await shop.capture(payment.id, 100)
      await inPortal(session.klarna_order_id, "captures", { captured_amount: 5_000 })
      const [difference, ...more] = await reconcile(session.klarna_order_id)
      expect(more).toEqual([])
      expect(difference).toMatchObject({
        kind: "capture_missing_in_medusa",
        remedy: "record_capture",
        klarna_amount: 150,
        medusa_amount: 100,
        amount: 50,
        order_id: order.id,
        order_display_id: order.display_id,
      })
      expect(difference.will_do).toBe("Record a capture of 50.00 SEK in Medusa; Klarna is not asked for more")

      expect((await reconcile(session.klarna_order_id)).map(({ id }: any) => id)).toEqual([difference.id])
      expect(shop.told("klarna.reconciliation.difference").map(({ data }) => data)).toEqual([
        expect.objectContaining({ id: difference.id, kind: "capture_missing_in_medusa" }),
      ])

      await mended(difference)
      expect((await atKlarna(session.klarna_order_id)).captured_amount).toBe(15_000)
      const amounts = (await shop.readOrder(order.id)).transactions.map((row: any) => Number(row.amount))
      expect(amounts.sort()).toEqual([100, 50])
      expect((await mend(difference.id)).data.outcome).toBe("mended")
      expect((await shop.readOrder(order.id)).transactions).toHaveLength(2)
    })

    it("a refund in Klarna's portal", async () => {
      const { session, order, payment } = await shop.purchase()
      await shop.capture(payment.id)
      await inPortal(session.klarna_order_id, "refunds", { refunded_amount: 2_000 })
      const [difference] = await reconcile(session.klarna_order_id)
      expect(difference).toMatchObject({
        kind: "refund_missing_in_medusa",
        remedy: "record_refund",
        amount: 20,
      })
      await mended(difference)
      expect((await atKlarna(session.klarna_order_id)).refunded_amount).toBe(2_000)
      const [refund] = paymentOf(await shop.readOrder(order.id)).refunds
      expect(Number(refund.amount)).toBe(20)
    })

    it("a capture that Medusa alone has", async () => {
      const { session, payment } = await shop.purchase()
      await capturePaymentWorkflow(shop.container()).run({
        input: { payment_id: payment.id, amount: 70, is_captured: true } as never,
      })
      const [difference] = await reconcile(session.klarna_order_id)
      expect(difference).toMatchObject({
        kind: "capture_missing_at_klarna",
        remedy: "send_capture",
        amount: 70,
      })
      await mended(difference)
      const { captures } = await atKlarna(session.klarna_order_id)
      expect(captures.map(({ captured_amount }) => captured_amount)).toEqual([7_000])
      expect(captures[0]?.order_lines.reduce((sum, line) => sum + line.total_amount, 0)).toBe(7_000)
    })

    it("a refund that Medusa alone has", async () => {
      const { session, order, payment } = await shop.purchase()
      await shop.capture(payment.id)
      await bookRefundOnly(order, payment, 15)
      const [difference] = await reconcile(session.klarna_order_id)
      expect(difference).toMatchObject({
        kind: "refund_missing_at_klarna",
        remedy: "send_refund",
        amount: 15,
      })
      await mended(difference)
      expect((await atKlarna(session.klarna_order_id)).refunded_amount).toBe(1_500)
    })

    it("money without an order: every signal was lost", async () => {
      const cartId = await shop.cart()
      const session = await shop.payWithKlarna(cartId)
      for (const callback of ["status_update", "push"]) {
        await shop.klarna.fault({ match: { callback }, kind: "drop", times: 99 })
      }
      await shop.klarna.consumer(session.hpp_session_id, "approve")
      await connection()("klarna_purchase").where({ subject_id: cartId }).update({ next_check_at: null })
      const [difference] = await reconcile(session.klarna_order_id)
      expect(difference).toMatchObject({ kind: "money_without_order", remedy: "complete_order" })
      expect(await shop.orderOf(cartId)).toBeUndefined()
      await mended(difference)
      const order = await shop.placedOrder(cartId)
      expect(minor(order.total)).toBe((await atKlarna(session.klarna_order_id)).order_amount)
    })

    it.each([
      ["cancel_at_klarna", false],
      ["refund_at_klarna", true],
    ])("a cancelled order whose money Klarna holds: %s", async (remedy, isCaptured) => {
      const { session, order, payment } = await shop.purchase()
      if (isCaptured) await shop.capture(payment.id, 50)
      await cancelInMedusaOnly(order.id)
      const [difference] = await reconcile(session.klarna_order_id)
      expect(difference).toMatchObject({ kind: "canceled_order_holds_money", remedy })
      await mended(difference)
      const { remaining_authorized_amount, captured_amount, refunded_amount } = await atKlarna(
        session.klarna_order_id
      )
      expect(remaining_authorized_amount + captured_amount - refunded_amount).toBe(0)
      expect(refunded_amount).toBe(isCaptured ? 5_000 : 0)
    })

    it("an order without money: cancelled in Klarna's portal", async () => {
      const { session, order } = await shop.purchase()
      await inPortal(session.klarna_order_id, "cancel")
      const [difference] = await reconcile(session.klarna_order_id)
      expect(difference).toMatchObject({
        kind: "order_without_money",
        remedy: "end_payment",
        klarna_amount: 0,
        medusa_amount: order.total,
      })
      await mended(difference)
      const read = await shop.readOrder(order.id)
      expect(read).toMatchObject({ status: "pending", payment_status: "canceled" })
      expect(paymentOf(read).canceled_at).not.toBeNull()
    })
  })

  it("lists what nobody can mend by a button, and does nothing about it", async () => {
    const { session, order } = await shop.purchase()
    const other = minor(order.total) - 1_000
    await shop.klarna.patchOrder(session.klarna_order_id, { order_amount: other })
    const [difference] = await reconcile(session.klarna_order_id)
    expect(difference).toMatchObject({ kind: "amounts_differ", remedy: null, amount: null })
    const refused = await mend(difference.id)
    expect(refused.status).toBe(400)
    expect(refused.data.code).toBe("look_at_it")
    expect((await list("kind=amounts_differ&state=open")).count).toBe(1)
    expect((await list("kind=captures_differ")).count).toBe(0)
    const { data } = await shop.api.get(`${PATH}/${difference.id}`, shop.admin())
    expect(data.difference.will_do).toBe("Nothing: somebody has to look at it")
  })

  describe("what nobody can mend by a button is found, and left to somebody", () => {
    type Bought = Awaited<ReturnType<typeof shop.purchase>>

    const reading = ({ session }: Bought) => ({
      method: "GET",
      path: `/ordermanagement/v1/orders/${session.klarna_order_id}$`,
    })

    /** Klarna's order as it is, but for this. */
    async function says(bought: Bought, change: Record<string, unknown>) {
      const { klarna_order_id } = bought.session
      const body = { ...(await atKlarna(klarna_order_id)), ...change }
      await shop.klarna.fault({ match: reading(bought), kind: "status", status: 200, body })
    }

    const captureInMedusaOnly = ({ payment }: Bought, amount: number) =>
      capturePaymentWorkflow(shop.container()).run({
        input: { payment_id: payment.id, amount, is_captured: true } as never,
      })

    const KINDS: [string, (bought: Bought) => Promise<unknown>][] = [
      [
        "captures_differ",
        async (bought) => {
          await inPortal(bought.session.klarna_order_id, "captures", { captured_amount: 5_000 })
          await captureInMedusaOnly(bought, 40)
        },
      ],
      [
        "refunds_differ",
        async (bought) => {
          await shop.capture(bought.payment.id)
          await inPortal(bought.session.klarna_order_id, "refunds", { refunded_amount: 2_000 })
          await bookRefundOnly(bought.order, bought.payment, 15)
        },
      ],
      ["currency_differs", (bought) => says(bought, { purchase_currency: "NOK" })],
      ["unknown_status", (bought) => says(bought, { status: "ON_HOLD" })],
      [
        "not_at_klarna",
        async (bought) => {
          await shop.klarna.advance(20 * MINUTE)
          const none = { kind: "status", status: 404, error_code: "NO_SUCH_ORDER" }
          await shop.klarna.fault({ match: reading(bought), ...none })
        },
      ],
    ]

    async function expectLeftToSomebody(difference: any, kind: string) {
      expect(difference).toMatchObject({ kind, remedy: null, amount: null, state: "open" })
      const refused = await mend(difference.id)
      expect([refused.status, refused.data.code]).toEqual([400, "look_at_it"])
      expect((await list(`kind=${kind}&state=open`)).count).toBe(1)
      expect(shop.told("klarna.reconciliation.difference").map(({ data }) => data.kind)).toEqual([kind])
    }

    it.each(KINDS)("%s", async (kind, makeDiffer) => {
      const bought = await shop.purchase()
      await makeDiffer(bought)
      const before = await atKlarna(bought.session.klarna_order_id)
      const [difference, ...more] = await reconcile(bought.session.klarna_order_id)
      expect(more).toEqual([])
      await expectLeftToSomebody(difference, kind)
      const { captured_amount, refunded_amount, status } = before
      expect(await atKlarna(bought.session.klarna_order_id)).toMatchObject({
        captured_amount,
        refunded_amount,
        status,
      })
    })

    it("unreadable closed what had been found before, and stayed itself until the order changed", async () => {
      const bought = await shop.purchase()
      await inPortal(bought.session.klarna_order_id, "captures", { captured_amount: 5_000 })
      const [found] = await reconcile(bought.session.klarna_order_id)
      await shop.klarna.fault({ match: reading(bought), kind: "status", status: 503 })
      expect((await begin()).status).toBe(202)
      await eventually(
        async () => {
          await shop.klarna.advance(4 * 60 * MINUTE + MINUTE)
          await shop.runJob("reconcile-klarna-orders")
          return (await list("kind=unreadable&state=open")).count === 1
        },
        { within: 120_000, what: "the last try" }
      )
      const [difference] = (await list("kind=unreadable&state=open")).differences
      expect(difference).toMatchObject({ remedy: null, amount: null })
      const refused = await mend(difference.id)
      expect([refused.status, refused.data.code]).toEqual([400, "look_at_it"])
      expect((await list("state=open")).differences.map(({ id }: any) => id)).toContain(found.id)
      await shop.klarna.clearFaults()
      await shop.klarna.advance(3 * 24 * 60 * MINUTE)
      await shop.runJob("reconcile-klarna-orders")
      await eventually(async () => (await list("kind=unreadable&state=gone")).count === 1, {
        what: "the end of the difference",
      })
      expect((await list("state=open")).differences).toMatchObject([{ id: found.id }])
    })
  })

  it("does not mend what is not there any more, nor otherwise than it said", async () => {
    const { session, payment } = await shop.purchase()
    await inPortal(session.klarna_order_id, "captures", { captured_amount: 4_000 })
    const [difference] = await reconcile(session.klarna_order_id)
    const otherwise = await mend(difference.id, { remedy: "send_refund" })
    expect(otherwise.data.outcome).toBe("changed")
    // The amount has grown since staff read it.
    await inPortal(session.klarna_order_id, "captures", { captured_amount: 1_000 })
    const grown = await mend(difference.id)
    expect(grown.data).toMatchObject({ outcome: "changed", difference: { state: "open", amount: 50 } })
    await capturePaymentWorkflow(shop.container()).run({
      input: { payment_id: payment.id, amount: 50, is_captured: true } as never,
    })
    const gone = await mend(difference.id)
    expect(gone.data).toMatchObject({ outcome: "gone", difference: { state: "gone", mended_by: null } })
    expect((await atKlarna(session.klarna_order_id)).captured_amount).toBe(5_000)
  })

  it("does it once when two press the button, and two comparisons find one difference", async () => {
    const { session, order } = await shop.purchase()
    await inPortal(session.klarna_order_id, "captures", { captured_amount: 4_000 })
    await Promise.all([begin(), begin(), shop.runJob("reconcile-klarna-orders")])
    const found = await reconcile(session.klarna_order_id)
    expect(found).toHaveLength(1)
    expect(shop.told("klarna.reconciliation.difference")).toHaveLength(1)
    const answers = await Promise.all([mend(found[0].id), mend(found[0].id)])
    expect(
      answers.map(({ data }) => data.outcome).filter((outcome) => outcome === "mended").length
    ).toBeGreaterThan(0)
    expect((await shop.readOrder(order.id)).transactions).toHaveLength(1)
  })

  it("goes on where a killed process was, and asks again for the order that Klarna did not answer", async () => {
    const first = await shop.purchase()
    const second = await shop.purchase()
    for (const { session } of [first, second]) {
      await inPortal(session.klarna_order_id, "captures", { captured_amount: 3_000 })
    }
    await shop.klarna.fault({
      match: { method: "GET", path: `/orders/${first.session.klarna_order_id}$` },
      times: 99,
      kind: "status",
      status: 503,
    })
    const klarna = shop.container().resolve("klarna") as any
    const now = klarna.now()
    const run = await klarna.reconciliations.begin({
      from: new Date(now - 60 * MINUTE),
      to: new Date(now + 1),
      startedBy: "user_killed",
    })
    // Claimed by a process that did not live to compare them.
    const claimed = await klarna.reconciliations.claimDue(10, 5 * MINUTE)
    expect(claimed.length).toBeGreaterThanOrEqual(2)
    await shop.runJob("reconcile-klarna-orders")
    expect((await list("state=open")).count).toBe(0)

    await shop.klarna.advance(6 * MINUTE)
    await shop.runJob("reconcile-klarna-orders")
    const found = (await list("state=open")).differences
    expect(found.map((row: any) => row.klarna_order_id)).toEqual([second.session.klarna_order_id])
    expect((await list()).run).toMatchObject({ id: run.id, left: 1, later: 1 })

    await shop.klarna.clearFaults()
    await shop.klarna.advance(2 * MINUTE)
    await shop.runJob("reconcile-klarna-orders")
    expect((await list("state=open")).count).toBe(2)
    expect(await klarna.reconciliations.byId(run.id)).toMatchObject({ left: 0, later: 0 })
  })

  it("a lease that a killed process left kept an order from being compared", async () => {
    const { session } = await shop.purchase()
    await inPortal(session.klarna_order_id, "captures", { captured_amount: 3_000 })
    const now = (shop.container().resolve("klarna") as any).now()
    await connection()("klarna_purchase")
      .where({ klarna_order_id: session.klarna_order_id })
      .update({ money_lease_owner: "killed", money_lease_until: new Date(now - MINUTE) })
    expect(await reconcile(session.klarna_order_id)).toMatchObject([{ kind: "capture_missing_in_medusa" }])
  })

  it("asks Klarna only about orders that changed in the period", async () => {
    const { session } = await shop.purchase()
    await reconcile(session.klarna_order_id)
    const before = await orderReads()
    await shop.klarna.advance(3 * 24 * 60 * MINUTE)
    const now = (await shop.klarna.advance(0)).now_ms
    await shop.idle()
    await begin({ from: new Date(now - 60 * MINUTE).toISOString(), to: new Date(now).toISOString() })
    expect((await list()).run).toMatchObject({ orders: 0, left: 0 })
    expect(await orderReads()).toBe(before)
  })

  it("refuses a period that is none, and whoever is not logged in", async () => {
    const cases: [Record<string, unknown>, RegExp][] = [
      [{ from: "2026-02-01T00:00:00Z", to: "2026-01-01T00:00:00Z" }, /from: must be before to/],
      [{ from: "2020-01-01T00:00:00Z", to: "2026-01-01T00:00:00Z" }, /at most 92 days/],
      [{ from: "yesterday" }, /from: .*ISO 8601/],
      [{ since: "2026-01-01T00:00:00Z" }, /since/],
    ]
    for (const [body, message] of cases) {
      const refused = await begin(body)
      expect(refused.status).toBe(400)
      expect(refused.data.message).toMatch(message)
    }
    expect((await mend("kldif_nowhere")).status).toBe(404)
    expect((await shop.api.get(`${PATH}?kind=odd`, shop.admin())).status).toBe(400)
    const stranger = { validateStatus: () => true }
    expect((await shop.api.get(PATH, stranger)).status).toBe(401)
    expect((await shop.api.post(`${PATH}/run`, {}, stranger)).status).toBe(401)
    expect((await shop.api.post(`${PATH}/x/mend`, {}, stranger)).status).toBe(401)
  })
})
