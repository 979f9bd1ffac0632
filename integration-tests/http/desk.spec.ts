import type { KlarnaOrderView } from "../../src/domain/order-view"
import { eventually } from "../support/eventually"
import { inPortal } from "../support/in-portal"
import { paymentOf, withKlarnaShop } from "../support/klarna-shop"

jest.setTimeout(240_000)

/** More failures than the client's own retries can outlast. */
const OUTLASTING = 9
/** Effects of a process that is gone count as lost by then. */
const DEAD_MS = 130_000
const DAY_MS = 24 * 3_600_000

type Line = { type?: string; reference?: string; quantity: number; total_amount: number }
type Part = {
  amount: number
  reference: string
  description: string
  order_lines: Line[]
  shipping_info?: Record<string, string>[]
}

withKlarnaShop((shop) => {
  const minor = (major: number) => Math.round(major * 100)
  const desk = (orderId: string, action: string, body?: Record<string, unknown>) =>
    shop.api.post(`/admin/klarna/orders/${orderId}/${action}`, body, shop.admin())
  const view = async (orderId: string): Promise<KlarnaOrderView> =>
    (await shop.api.get(`/admin/klarna/orders/${orderId}`, shop.admin())).data.klarna_order

  /** What Klarna's order says, with every part's lines checked against its amount. */
  async function atKlarna(klarnaOrderId: string) {
    const order = (await shop.klarna.order(klarnaOrderId)) as unknown as Record<string, any>
    const parts = (entries: Record<string, any>[], field: string): Part[] =>
      entries.map(({ [field]: amount, ...rest }) => ({ amount, ...rest }) as unknown as Part)
    const captures = parts(order.captures, "captured_amount")
    const refunds = parts(order.refunds, "refunded_amount")
    for (const { amount, order_lines } of [...captures, ...refunds]) {
      expect(order_lines.reduce((sum, line) => sum + line.total_amount, 0)).toBe(amount)
    }
    return {
      status: order.status as string,
      remaining: order.remaining_authorized_amount as number,
      captured: captures.map(({ amount }) => amount),
      refunded: refunds.map(({ amount }) => amount),
      captures,
      refunds,
    }
  }

  /** What Medusa has booked on an order, in minor units, oldest first. */
  async function inMedusa(orderId: string) {
    const order = await shop.readOrder(orderId)
    return {
      status: order.payment_status as string,
      transactions: order.transactions.map(({ amount }: { amount: number }) => minor(Number(amount))),
      captures: paymentOf(order).captures.map(({ amount }: { amount: number }) => minor(Number(amount))),
      refunds: paymentOf(order).refunds as Record<string, any>[],
      owed: order.summary.pending_difference as number,
    }
  }

  /** Two lamps at 1295.00, three bulbs at 59.90, a book at 99.00 with 6 % tax, delivery at 49.00. */
  async function bought() {
    const purchase = await shop.purchase({
      "LAMP-SKYMNING-FOREST": 2,
      "BULB-GLOD-1": 3,
      "BOOK-OCTOBER-PB": 1,
    })
    const { order, session } = purchase
    const idOf = (sku: string) =>
      order.items.find((item: { variant_sku: string }) => item.variant_sku === sku).id as string
    return {
      ...purchase,
      klarnaOrderId: session.klarna_order_id,
      lamp: idOf("LAMP-SKYMNING-FOREST"),
      bulb: idOf("BULB-GLOD-1"),
      book: idOf("BOOK-OCTOBER-PB"),
    }
  }
  const TOTAL = 2 * 129500 + 3 * 5990 + 9900 + 4900

  const linesOf = (part: Part | undefined) =>
    part?.order_lines.map(({ reference, quantity, total_amount }) => [reference, quantity, total_amount])

  describe("capturing at the desk", () => {
    it("goes by items with their shipping and tracking, then by amount, then the rest", async () => {
      const { order, klarnaOrderId, lamp, bulb, book } = await bought()
      const first = await desk(order.id, "captures", {
        items: [
          { id: lamp, quantity: 1 },
          { id: bulb, quantity: 2 },
        ],
        include_shipping: true,
        shipping_info: [
          {
            shipping_company: "PostNord",
            shipping_method: "Home",
            tracking_number: "PN1",
            tracking_uri: "https://tracking.example/PN1",
          },
        ],
        description: "First parcel",
      })
      expect(first.status).toBe(200)
      expect(first.data.klarna_order).toMatchObject({
        captured_amount: 1463.8,
        remaining_authorized_amount: (TOTAL - 146380) / 100,
        captures: [{ captured_amount: 1463.8, tracking_numbers: ["PN1"] }],
        books: { captured_amount: 1463.8, refunded_amount: 0, matches: true },
        possible: { capture: { allowed: true }, release: { allowed: true }, cancel: { allowed: false } },
      })
      const lines = (first.data.klarna_order as KlarnaOrderView).lines
      expect(lines.find(({ id }) => id === lamp)).toMatchObject({
        quantity: 2,
        captured_quantity: 1,
        capturable_quantity: 1,
        refundable_quantity: 1,
      })
      expect(lines.find(({ id }) => id === book)).toMatchObject({
        captured_quantity: 0,
        refundable_quantity: 0,
      })
      const [parcel] = (await atKlarna(klarnaOrderId)).captures
      expect(linesOf(parcel)).toEqual([
        ["LAMP-SKYMNING-FOREST", 1, 129500],
        ["BULB-GLOD-1", 2, 11980],
        [expect.any(String), 1, 4900],
      ])
      expect(parcel).toMatchObject({
        description: "First parcel",
        shipping_info: [
          {
            shipping_company: "PostNord",
            tracking_number: "PN1",
            tracking_uri: "https://tracking.example/PN1",
          },
        ],
      })

      expect((await desk(order.id, "captures", { amount: 100.5 })).status).toBe(200)
      expect((await desk(order.id, "captures")).status).toBe(200)
      const settled = await atKlarna(klarnaOrderId)
      expect(settled).toMatchObject({
        status: "CAPTURED",
        remaining: 0,
        captured: [146380, 10050, TOTAL - 156430],
      })
      expect(await inMedusa(order.id)).toMatchObject({
        status: "captured",
        transactions: settled.captured,
        captures: settled.captured,
        owed: 0,
      })
      expect((await desk(order.id, "captures")).data).toMatchObject({
        type: "not_allowed",
        code: "nothing_authorized",
      })
    })

    it("takes what is left line by line, also with Medusa's own button after items were captured", async () => {
      const { order, payment, klarnaOrderId, lamp } = await bought()
      await desk(order.id, "captures", { items: [{ id: lamp, quantity: 1 }] })
      expect((await shop.capture(payment.id, (TOTAL - 129500) / 100)).status).toBe(200)
      const { captures, remaining } = await atKlarna(klarnaOrderId)
      expect(remaining).toBe(0)
      expect(linesOf(captures[1])).toEqual(
        expect.arrayContaining([
          ["LAMP-SKYMNING-FOREST", 1, 129500],
          ["BULB-GLOD-1", 3, 17970],
          ["BOOK-OCTOBER-PB", 1, 9900],
        ])
      )
      const [, byButton] = (await view(order.id)).operations.filter(({ kind }) => kind === "capture")
      expect(byButton?.items).toEqual(expect.arrayContaining([{ id: lamp, quantity: 1 }]))
    })

    it("keeps who asked for it, at Klarna's effect and in Medusa's books", async () => {
      const { order, bulb } = await bought()
      await desk(order.id, "captures", { items: [{ id: bulb, quantity: 1 }] })
      const { data } = await shop.api.get("/admin/users/me", shop.admin())
      const effect = (await view(order.id)).operations.find(({ kind }) => kind === "capture")
      expect(effect).toMatchObject({ created_by: data.user.id, items: [{ id: bulb, quantity: 1 }] })
      expect(paymentOf(await shop.readOrder(order.id)).captures[0].created_by).toBe(data.user.id)
    })

    it("refuses what cannot be, with a sentence, and changes nothing", async () => {
      const { order, klarnaOrderId, lamp, book } = await bought()
      await desk(order.id, "captures", { items: [{ id: lamp, quantity: 1 }] })
      const refusals: [Record<string, unknown>, string, RegExp][] = [
        [{ items: [{ id: lamp, quantity: 2 }] }, "quantity_invalid", /only 1 of 2 can still be captured/],
        [{ items: [{ id: "ordli_other", quantity: 1 }] }, "line_unknown", /no line for ordli_other/],
        [
          {
            items: [
              { id: book, quantity: 1 },
              { id: book, quantity: 1 },
            ],
          },
          "line_repeated",
          /picked twice/,
        ],
        [{ amount: TOTAL / 100 }, "amount_too_high", /Only 1622\.70 SEK can still be captured/],
      ]
      for (const [body, code, message] of refusals) {
        const refused = await desk(order.id, "captures", body)
        expect(refused.status).toBe(400)
        expect(refused.data).toMatchObject({ type: "invalid_data", code })
        expect(refused.data.message).toMatch(message)
      }
      const malformed: [Record<string, unknown>, RegExp][] = [
        [{ amount: -1 }, /amount/],
        [{ amount: 1.005 }, /amount: SEK has 2 decimals/],
        [{ amount: 1, items: [{ id: book, quantity: 1 }] }, /an amount or items, not both/],
        [{ include_shipping: true }, /goes with items/],
        [{ items: [] }, /items/],
        [{ shipping_info: [{ tracking_number: "x".repeat(101) }] }, /tracking_number/],
        [{ shipping_info: [{ shipping_method: "Pigeon" }] }, /shipping_method/],
        [{ amout: 1 }, /amout/],
      ]
      for (const [body, message] of malformed) {
        const refused = await desk(order.id, "captures", body)
        expect(refused.status).toBe(400)
        expect(refused.data.message).toMatch(message)
      }
      expect((await atKlarna(klarnaOrderId)).captured).toEqual([129500])
      expect((await inMedusa(order.id)).transactions).toEqual([129500])
      expect((await desk("order_other", "captures")).status).toBe(404)
      const stranger = await shop.api.post(`/admin/klarna/orders/${order.id}/captures`, {}, shop.store())
      expect(stranger.status).toBe(401)
    })

    it("was refused as if another capture was running, right after the one before it had been answered", async () => {
      const { order } = await bought()
      for (let request = 0; request < 20; request += 1) {
        const refused = await desk(order.id, "captures", { amount: TOTAL / 100 + 1 })
        expect([refused.status, refused.data.code]).toEqual([400, "amount_too_high"])
      }
    })

    it("captures once when the answer is lost and staff ask again, and twice when twice is meant", async () => {
      const { order, klarnaOrderId, bulb } = await bought()
      const one = { items: [{ id: bulb, quantity: 1 }] }
      await shop.klarna.fault({
        match: { method: "POST", path: "/captures$" },
        times: OUTLASTING,
        kind: "lost_response",
      })
      const lost = await desk(order.id, "captures", one)
      expect(lost.status).toBe(500)
      expect(lost.data.message).toMatch(/may have happened/)
      expect(shop.told("klarna.operation.unknown")).toHaveLength(1)
      expect((await inMedusa(order.id)).transactions).toEqual([])
      await shop.klarna.clearFaults()

      const other = await desk(order.id, "captures", { amount: 7 })
      expect(other.status).toBe(200)
      expect((await atKlarna(klarnaOrderId)).captured).toEqual([5990, 700])
      expect((await inMedusa(order.id)).transactions).toEqual([5990, 700])

      await shop.klarna.fault({
        match: { method: "POST", path: "/captures$" },
        times: OUTLASTING,
        kind: "lost_response",
      })
      expect((await desk(order.id, "captures", one)).status).toBe(500)
      await shop.klarna.clearFaults()
      expect((await desk(order.id, "captures", one)).status).toBe(200)
      expect((await atKlarna(klarnaOrderId)).captured).toEqual([5990, 700, 5990])
      expect((await desk(order.id, "captures", one)).status).toBe(200)
      expect((await atKlarna(klarnaOrderId)).captured).toEqual([5990, 700, 5990, 5990])
      expect((await inMedusa(order.id)).transactions).toEqual([5990, 700, 5990, 5990])
    })

    it("asks staff to repeat a capture that never arrived, before anything else", async () => {
      const { order, klarnaOrderId } = await bought()
      await shop.klarna.fault({
        match: { method: "POST", path: "/captures$" },
        times: OUTLASTING,
        kind: "reset",
      })
      expect((await desk(order.id, "captures", { amount: 50 })).status).toBe(500)
      await shop.klarna.clearFaults()
      expect((await desk(order.id, "captures", { amount: 60 })).data).toMatchObject({
        code: "operation_unresolved",
        message: expect.stringContaining("5000"),
      })
      expect((await desk(order.id, "captures", { amount: 50 })).status).toBe(200)
      expect((await desk(order.id, "captures", { amount: 60 })).status).toBe(200)
      expect((await atKlarna(klarnaOrderId)).captured).toEqual([5000, 6000])
      expect((await inMedusa(order.id)).transactions).toEqual([5000, 6000])
    })

    it("is finished by the sweep when Medusa could not book what Klarna had captured", async () => {
      const { order, payment, klarnaOrderId } = await bought()
      const connection = shop.container().resolve("__pg_connection__")
      // Medusa refuses to book on a cancelled payment.
      await shop.klarna.fault({
        match: { method: "POST", path: "/captures$" },
        times: 1,
        kind: "latency",
        ms: 3_000,
      })
      const capturing = desk(order.id, "captures", { amount: 80 })
      await eventually(
        async () =>
          (await connection("klarna_operation").where({ kind: "capture", status: "sent" })).length === 1,
        { what: "the capture under way", amidst: true }
      )
      await connection("payment").where({ id: payment.id }).update({ canceled_at: new Date() })
      expect((await capturing).status).toBeGreaterThanOrEqual(400)
      await connection("payment").where({ id: payment.id }).update({ canceled_at: null })
      expect((await atKlarna(klarnaOrderId)).captured).toEqual([8000])
      expect((await inMedusa(order.id)).transactions).toEqual([])
      expect((await view(order.id)).books).toMatchObject({ captured_amount: 0, matches: false })

      await shop.klarna.advance(DEAD_MS)
      await shop.runJob("repair-klarna-books")
      expect((await inMedusa(order.id)).transactions).toEqual([8000])
      await shop.runJob("repair-klarna-books")
      expect((await atKlarna(klarnaOrderId)).captured).toEqual([8000])
      expect((await inMedusa(order.id)).captures).toEqual([8000])
      expect((await view(order.id)).books).toMatchObject({ captured_amount: 80, matches: true })
    })

    it("lets one of two operators in, and tells the other to wait", async () => {
      const { order, payment, klarnaOrderId } = await bought()
      await shop.klarna.fault({
        match: { method: "POST", path: "/captures$" },
        times: 3,
        kind: "latency",
        ms: 2_500,
      })
      const answers = await Promise.all([
        desk(order.id, "captures", { amount: 40 }),
        desk(order.id, "captures", { amount: 60 }),
        shop.capture(payment.id, 50),
      ])
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409])
      for (const { data } of answers.filter(({ status }) => status === 409)) {
        expect(data).toMatchObject({ code: "money_moving", message: expect.stringMatching(/Try again/) })
      }
      const { captured } = await atKlarna(klarnaOrderId)
      expect(captured).toHaveLength(1)
      expect((await inMedusa(order.id)).transactions).toEqual(captured)
    })

    it("shows why Klarna refuses, and stays possible", async () => {
      const { order, klarnaOrderId } = await bought()
      await shop.klarna.fault({
        match: { method: "POST", path: "/captures$" },
        times: 1,
        kind: "status",
        status: 403,
        error_code: "CAPTURE_NOT_ALLOWED",
      })
      const refused = await desk(order.id, "captures")
      expect(refused.status).toBe(400)
      expect(refused.data).toMatchObject({ type: "not_allowed", code: "CAPTURE_NOT_ALLOWED" })
      expect(refused.data.message).toMatch(/\[[0-9a-f-]{36}\]$/)
      expect((await view(order.id)).last_error).toMatchObject({ operation: "capture", resolved_at: null })
      expect((await desk(order.id, "captures")).status).toBe(200)
      expect((await atKlarna(klarnaOrderId)).captured).toEqual([TOTAL])
    })
  })

  describe("refunding at the desk", () => {
    it("goes by items less a return fee, by amount, and the rest; and never over what was captured", async () => {
      const { order, klarnaOrderId, lamp, bulb } = await bought()
      await desk(order.id, "captures")
      expect((await view(order.id)).possible.return_fee).toEqual({ allowed: true, reason: null })
      const first = await desk(order.id, "refunds", {
        items: [{ id: lamp, quantity: 1 }],
        return_fee: 49,
        reason: "Too bright",
        note: "We keep the postage",
      })
      expect(first.status).toBe(200)
      expect(first.data.klarna_order).toMatchObject({ refunded_amount: 1246, books: { matches: true } })
      const [lampBack] = (await atKlarna(klarnaOrderId)).refunds
      expect(lampBack?.order_lines).toMatchObject([
        { reference: "LAMP-SKYMNING-FOREST", quantity: 1, total_amount: 129500 },
        { type: "return_fee", quantity: 1, total_amount: -4900 },
      ])
      expect(lampBack?.description).toBe("Too bright: We keep the postage")
      const [row] = (await inMedusa(order.id)).refunds
      expect(row).toMatchObject({ note: "Too bright: We keep the postage", amount: 1246 })

      expect((await desk(order.id, "refunds", { items: [{ id: lamp, quantity: 2 }] })).data).toMatchObject({
        code: "quantity_invalid",
        message: expect.stringContaining("only 1 of 2 can still be refunded"),
      })
      expect((await desk(order.id, "refunds", { amount: TOTAL / 100 })).data.code).toBe("amount_too_high")
      expect((await desk(order.id, "refunds", { amount: 10, return_fee: 10 })).data.code).toBe(
        "return_fee_too_high"
      )
      expect((await desk(order.id, "refunds", { amount: 100 })).status).toBe(200)
      expect((await desk(order.id, "refunds", { items: [{ id: bulb, quantity: 3 }] })).status).toBe(200)
      expect((await desk(order.id, "refunds")).status).toBe(200)
      const { refunded, captured } = await atKlarna(klarnaOrderId)
      expect(refunded).toEqual([124600, 10000, 17970, TOTAL - 152570])
      expect(captured).toEqual([TOTAL])
      const books = await inMedusa(order.id)
      expect(books).toMatchObject({ status: "refunded", owed: 0 })
      expect(books.transactions.slice(1)).toEqual(refunded.map((amount) => -amount))
      expect((await desk(order.id, "refunds")).data.code).toBe("fully_refunded")
    })

    it("takes no return fee where Klarna does not, and says why", async () => {
      const { order, klarnaOrderId, bulb, lamp } = await bought()
      await desk(order.id, "captures", { items: [{ id: bulb, quantity: 3 }] })
      await desk(order.id, "captures", { items: [{ id: lamp, quantity: 1 }] })
      const refused = await desk(order.id, "refunds", {
        items: [{ id: bulb, quantity: 1 }],
        return_fee: 5,
      })
      expect(refused.status).toBe(400)
      expect(refused.data).toMatchObject({ code: "return_fee_captures" })
      expect(refused.data.message).toMatch(/one capture/)
      expect((await atKlarna(klarnaOrderId)).refunded).toEqual([])
      expect((await inMedusa(order.id)).refunds).toEqual([])
      // What was captured by items is refunded by items.
      expect((await desk(order.id, "refunds", { items: [{ id: lamp, quantity: 2 }] })).data.code).toBe(
        "quantity_invalid"
      )
    })

    it("refunds once when the answer is lost and staff ask again, and twice when twice is meant", async () => {
      const { order, klarnaOrderId, bulb } = await bought()
      await desk(order.id, "captures")
      const one = { items: [{ id: bulb, quantity: 1 }], note: "One was broken" }
      await shop.klarna.fault({
        match: { method: "POST", path: "/refunds$" },
        times: OUTLASTING,
        kind: "lost_response",
      })
      expect((await desk(order.id, "refunds", one)).status).toBe(500)
      expect((await inMedusa(order.id)).refunds).toEqual([])
      await shop.klarna.clearFaults()
      expect((await desk(order.id, "refunds", one)).status).toBe(200)
      expect((await atKlarna(klarnaOrderId)).refunded).toEqual([5990])
      expect((await inMedusa(order.id)).refunds).toMatchObject([{ amount: 59.9, note: "One was broken" }])
      expect((await desk(order.id, "refunds", one)).status).toBe(200)
      expect((await atKlarna(klarnaOrderId)).refunded).toEqual([5990, 5990])
      expect((await inMedusa(order.id)).transactions).toEqual([TOTAL, -5990, -5990])
    })

    it("never gives back more than was captured when two operators refund all at once", async () => {
      const { order, klarnaOrderId } = await bought()
      await desk(order.id, "captures", { amount: 500 })
      await shop.klarna.fault({
        match: { method: "POST", path: "/refunds$" },
        times: 3,
        kind: "latency",
        ms: 2_500,
      })
      const answers = await Promise.all([desk(order.id, "refunds"), desk(order.id, "refunds")])
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 409])
      expect((await desk(order.id, "refunds")).data.code).toBe("fully_refunded")
      expect((await atKlarna(klarnaOrderId)).refunded).toEqual([50000])
      expect((await inMedusa(order.id)).transactions).toEqual([50000, -50000])
    })

    it("names a refund reason of the shop's in Medusa, and refuses one that is none", async () => {
      const { order, bulb } = await bought()
      await desk(order.id, "captures")
      const { refund_reason } = await shop.post(
        "/admin/refund-reasons",
        { label: "Damaged", code: "damaged" },
        shop.admin()
      )
      const items = [{ id: bulb, quantity: 1 }]
      const unknown = await desk(order.id, "refunds", { items, reason: "refr_nothing" })
      expect(unknown.data).toMatchObject({ type: "invalid_data", message: expect.stringMatching(/^reason/) })
      expect((await desk(order.id, "refunds", { items, reason: "damaged" })).status).toBe(200)
      expect((await inMedusa(order.id)).refunds[0]).toMatchObject({ refund_reason_id: refund_reason.id })
    })
  })

  describe("letting go at the desk", () => {
    it("releases what will not be shipped, and nothing is captured after", async () => {
      const { order, klarnaOrderId, lamp } = await bought()
      expect((await desk(order.id, "release")).data).toMatchObject({ code: "nothing_captured" })
      await desk(order.id, "captures", { items: [{ id: lamp, quantity: 2 }] })
      const released = await desk(order.id, "release")
      expect(released.status).toBe(200)
      expect(released.data.klarna_order).toMatchObject({
        remaining_authorized_amount: 0,
        captured_amount: 2590,
        possible: { capture: { allowed: false, reason: "nothing_authorized" }, refund: { allowed: true } },
      })
      expect(await atKlarna(klarnaOrderId)).toMatchObject({ status: "CAPTURED", remaining: 0 })
      expect((await desk(order.id, "captures")).data.code).toBe("nothing_authorized")
      expect((await desk(order.id, "release")).data.code).toBe("nothing_authorized")
      expect((await desk(order.id, "cancel")).data.code).toBe("already_captured")
    })

    it("cancels at Klarna and ends Medusa's payment; the order stays", async () => {
      const { order, klarnaOrderId } = await bought()
      const cancelled = await desk(order.id, "cancel")
      expect(cancelled.status).toBe(200)
      expect(cancelled.data.klarna_order).toMatchObject({
        status: "CANCELLED",
        remaining_authorized_amount: 0,
      })
      expect((await atKlarna(klarnaOrderId)).status).toBe("CANCELLED")
      const after = await shop.readOrder(order.id)
      expect(after.status).not.toBe("canceled")
      expect(paymentOf(after).canceled_at).toBeTruthy()
      await shop.idle()
      expect(shop.told("klarna.payment.mismatched")).toEqual([])
      expect((await desk(order.id, "cancel")).data.code).toBe("nothing_authorized")
    })

    it("refunds nothing that Medusa has not booked as captured, until the books are repaired", async () => {
      const { order, klarnaOrderId } = await bought()
      await inPortal(shop.klarna.url, klarnaOrderId, "captures", { captured_amount: 5_000 })
      const refused = await desk(order.id, "refunds", { amount: 50 })
      expect([refused.status, refused.data.code]).toEqual([400, "books_differ"])
      expect((await shop.klarna.order(klarnaOrderId)).refunds).toEqual([])
      expect((await desk(order.id, "repair")).status).toBe(200)
      expect((await desk(order.id, "refunds", { amount: 50 })).status).toBe(200)
      expect((await shop.klarna.order(klarnaOrderId)).refunded_amount).toBe(5_000)
    })

    it("an order whose payment was cancelled at the desk went on reading authorized, by nobody", async () => {
      const { order } = await bought()
      const { operations } = (await desk(order.id, "cancel")).data.klarna_order
      const [user] = (await shop.api.get("/admin/users", shop.admin())).data.users
      expect(operations.filter(({ kind }: { kind: string }) => kind === "cancel")).toMatchObject([
        { status: "confirmed", created_by: user.id },
      ])
      expect((await shop.readOrder(order.id)).payment_status).toBe("canceled")
    })

    it("does not extend at Kustom, and the view says why", async () => {
      const { order } = await bought()
      expect((await view(order.id)).possible.extend).toEqual({
        allowed: false,
        reason: "extension_not_offered",
      })
      const refused = await desk(order.id, "extend")
      expect(refused.status).toBe(400)
      expect(refused.data).toMatchObject({
        code: "extension_not_offered",
        message: "Kustom does not extend the authorization of a single order",
      })
    })

    it("has nothing to offer once the authorization has run out", async () => {
      const { order } = await bought()
      await shop.klarna.advance(30 * DAY_MS)
      expect((await desk(order.id, "captures")).data.code).toBe("nothing_authorized")
      expect((await view(order.id)).possible).toMatchObject({
        capture: { reason: "nothing_authorized" },
        cancel: { reason: "nothing_authorized" },
      })
    })
  })

  describe("a return in Medusa", () => {
    it("is refunded at Klarna by its lines, although Medusa hands over no more than the amount", async () => {
      const { order, payment, klarnaOrderId, lamp } = await bought()
      await shop.capture(payment.id)
      const config = shop.admin()
      const { stock_locations } = await shop.api
        .get("/admin/stock-locations?limit=1", config)
        .then(({ data }) => data)
      await shop.post(
        `/admin/orders/${order.id}/fulfillments`,
        { items: [{ id: lamp, quantity: 2 }], location_id: stock_locations[0].id },
        config
      )
      const begun = await shop.post(
        "/admin/returns",
        { order_id: order.id, location_id: stock_locations[0].id },
        config
      )
      const returnId = begun.return.id
      await shop.post(
        `/admin/returns/${returnId}/request-items`,
        { items: [{ id: lamp, quantity: 1 }] },
        config
      )
      await shop.post(`/admin/returns/${returnId}/request`, {}, config)
      await shop.post(`/admin/returns/${returnId}/receive`, {}, config)
      await shop.post(
        `/admin/returns/${returnId}/receive-items`,
        { items: [{ id: lamp, quantity: 1 }] },
        config
      )
      await shop.post(`/admin/returns/${returnId}/receive/confirm`, {}, config)
      const owed = -(await inMedusa(order.id)).owed
      expect(minor(owed)).toBe(129500)
      expect((await shop.refund(payment.id, owed)).status).toBe(200)
      const { refunds } = await atKlarna(klarnaOrderId)
      expect(linesOf(refunds[0])).toEqual([["LAMP-SKYMNING-FOREST", 1, 129500]])
      const lines = (await view(order.id)).lines
      expect(lines.find(({ id }) => id === lamp)).toMatchObject({
        quantity: 2,
        refunded_quantity: 1,
        refundable_quantity: 1,
      })
    })
  })
})
