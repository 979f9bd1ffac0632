import { eventually } from "../support/eventually"
import { paymentOf, withKlarnaShop } from "../support/klarna-shop"
import { ALL_WAYS, buy, CAPTURED_BY_US } from "../support/ways"

jest.setTimeout(240_000)

/** More failures than the client's own retries can outlast. */
const OUTLASTING = 9

withKlarnaShop((shop) => {
  const captures = async (klarnaOrderId: string) =>
    (await shop.klarna.order(klarnaOrderId)).captures.map(({ captured_amount }) => captured_amount)
  const refunds = async (klarnaOrderId: string) =>
    (await shop.klarna.order(klarnaOrderId)).refunds.map(({ refunded_amount }) => refunded_amount)
  const minor = (major: number) => Math.round(major * 100)
  const transactions = (order: Record<string, any>) =>
    order.transactions.map(({ amount }: { amount: number }) => Number(amount))

  describe("capturing in Medusa", () => {
    it.each(CAPTURED_BY_US)("captures all at Klarna, with the order's lines ($title)", async (way) => {
      const { klarnaOrderId, order, payment } = await buy(shop, way, {
        "LAMP-SKYMNING-FOREST": 1,
        "BOOK-OCTOBER-PB": 1,
      })
      expect((await shop.capture(payment.id)).status).toBe(200)
      const atKlarna = await shop.klarna.order(klarnaOrderId)
      expect(atKlarna).toMatchObject({
        status: "CAPTURED",
        captured_amount: minor(order.total),
        remaining_authorized_amount: 0,
      })
      expect(atKlarna.captures[0]?.order_lines.reduce((sum, line) => sum + line.total_amount, 0)).toBe(
        minor(order.total)
      )
      expect((await shop.readOrder(order.id)).payment_status).toBe("captured")
    })

    it.each(CAPTURED_BY_US)("captures a part, and then the rest by its amount ($title)", async (way) => {
      const { klarnaOrderId, order, payment } = await buy(shop, way, {
        "LAMP-SKYMNING-FOREST": 1,
        "BOOK-OCTOBER-PB": 1,
      })
      await shop.capture(payment.id, 100.5)
      expect(await captures(klarnaOrderId)).toEqual([10050])
      expect((await shop.readOrder(order.id)).payment_status).toBe("partially_captured")
      await shop.capture(payment.id, Number((order.total - 100.5).toFixed(2)))
      expect(await captures(klarnaOrderId)).toEqual([10050, minor(order.total) - 10050])
      expect((await shop.readOrder(order.id)).payment_status).toBe("captured")
    })

    it.each(CAPTURED_BY_US)(
      "captures once when the answer is lost and staff try again ($title)",
      async (way) => {
        const { klarnaOrderId, order, payment } = await buy(shop, way)
        await shop.klarna.fault({
          match: { method: "POST", path: "/captures$" },
          times: OUTLASTING,
          kind: "lost_response",
        })
        const lost = await shop.capture(payment.id)
        expect(lost.status).toBe(500)
        expect(lost.data.message).toMatch(/may have happened/)
        expect(shop.told("klarna.operation.unknown")).toHaveLength(1)
        expect((await shop.readOrder(order.id)).payment_status).toBe("authorized")

        await shop.klarna.clearFaults()
        expect((await shop.capture(payment.id)).status).toBe(200)
        expect(await captures(klarnaOrderId)).toEqual([minor(order.total)])
        const paid = await shop.readOrder(order.id)
        expect(paid.payment_status).toBe("captured")
        expect(transactions(paid)).toEqual([order.total])
      }
    )

    it.each(CAPTURED_BY_US)(
      "refuses another amount while the first capture's outcome is unknown, and says which ($title)",
      async (way) => {
        const { klarnaOrderId, order, payment } = await buy(shop, way)
        await shop.klarna.fault({
          match: { method: "POST", path: "/captures$" },
          times: OUTLASTING,
          kind: "lost_response",
        })
        await shop.capture(payment.id, 50)
        await shop.klarna.clearFaults()
        const other = await shop.capture(payment.id, 70)
        expect(other.status).toBe(400)
        expect(other.data.code).toBe("operation_unresolved")
        expect(other.data.message).toContain("5000")
        expect((await shop.capture(payment.id, 50)).status).toBe(200)
        expect((await shop.capture(payment.id, 70)).status).toBe(200)
        expect(await captures(klarnaOrderId)).toEqual([5000, 7000])
        expect(transactions(await shop.readOrder(order.id))).toEqual([50, 70])
      }
    )

    it.each(CAPTURED_BY_US)(
      "shows why Klarna refuses, changes nothing, and works afterwards ($title)",
      async (way) => {
        const { klarnaOrderId, order, payment } = await buy(shop, way)
        await shop.klarna.fault({
          match: { method: "POST", path: "/captures$" },
          times: 1,
          kind: "status",
          status: 403,
          error_code: "CAPTURE_NOT_ALLOWED",
        })
        const refused = await shop.capture(payment.id)
        expect(refused.status).toBe(400)
        expect(refused.data).toMatchObject({ type: "not_allowed", code: "CAPTURE_NOT_ALLOWED" })
        expect(refused.data.message).toMatch(/\[[0-9a-f-]{36}\]$/)
        expect((await shop.readOrder(order.id)).payment_status).toBe("authorized")
        expect((await shop.capture(payment.id)).status).toBe(200)
        expect(await captures(klarnaOrderId)).toEqual([minor(order.total)])
      }
    )

    it.each(CAPTURED_BY_US)(
      "keeps two overlapping captures apart, so that Medusa's books stay right ($title)",
      async (way) => {
        const { klarnaOrderId, order, payment } = await buy(shop, way)
        await shop.klarna.fault({
          match: { method: "POST", path: "/captures$" },
          times: 4,
          kind: "latency",
          ms: 2_500,
        })
        const answers = await Promise.all([shop.capture(payment.id, 40), shop.capture(payment.id, 60)])
        expect(answers.map(({ status }) => status).sort()).toEqual([200, 409])
        const refused = answers.find(({ status }) => status === 409)
        expect(refused?.data.message).toMatch(/Another capture/)
        const again = refused === answers[0] ? 40 : 60
        expect((await shop.capture(payment.id, again)).status).toBe(200)
        expect((await captures(klarnaOrderId)).sort()).toEqual([4000, 6000])
        expect(transactions(await shop.readOrder(order.id)).sort()).toEqual([40, 60])
      }
    )

    it.each(CAPTURED_BY_US)(
      "keeps others out also when the browser that started the capture has gone ($title)",
      async (way) => {
        const { klarnaOrderId, order, payment } = await buy(shop, way)
        await shop.klarna.fault({
          match: { method: "POST", path: "/captures$" },
          times: 1,
          kind: "latency",
          ms: 4_000,
        })
        const gone = new AbortController()
        const first = shop.api.post(
          `/admin/payments/${payment.id}/capture`,
          { amount: 40 },
          { ...shop.admin(), signal: gone.signal }
        )
        await eventually(
          async () =>
            (await shop.klarna.journey()).some((call) => call.endsWith("/captures")) ||
            shop.isCapturing(payment.id),
          { what: "the capture under way", amidst: true }
        )
        gone.abort()
        await first.catch(() => undefined)
        expect((await shop.capture(payment.id, 60)).status).toBe(409)
        await eventually(async () => (await captures(klarnaOrderId)).length === 1, {
          what: "the capture",
        })
        expect((await shop.capture(payment.id, 60)).status).toBe(200)
        expect(transactions(await shop.readOrder(order.id)).sort()).toEqual([40, 60])
      }
    )

    it.each(CAPTURED_BY_US)(
      "records what was captured in Klarna's portal instead of capturing again ($title)",
      async (way) => {
        const { klarnaOrderId, order, payment } = await buy(shop, way)
        const all = minor(order.total)
        await fetch(`${shop.klarna.url}/ordermanagement/v1/orders/${klarnaOrderId}/captures`, {
          method: "POST",
          headers: { Authorization: "Basic sandbox-secret", "Content-Type": "application/json" },
          body: JSON.stringify({ captured_amount: all }),
        })
        expect(await captures(klarnaOrderId)).toEqual([all])
        expect((await shop.capture(payment.id)).status).toBe(200)
        expect(await captures(klarnaOrderId)).toEqual([all])
        expect((await shop.readOrder(order.id)).payment_status).toBe("captured")
      }
    )
  })

  describe("refunding in Medusa", () => {
    it.each(ALL_WAYS)("refunds at Klarna what staff refund in Medusa ($title)", async (way) => {
      const { klarnaOrderId, order, payment } = await buy(shop, way)
      if (!way.captures) await shop.capture(payment.id)
      expect((await shop.refund(payment.id, 25.5)).status).toBe(200)
      expect(await refunds(klarnaOrderId)).toEqual([2550])
      expect((await shop.readOrder(order.id)).payment_status).toBe("partially_refunded")
    })

    it.each(ALL_WAYS)(
      "refunds once when the answer is lost and staff try again, and twice when twice is meant ($title)",
      async (way) => {
        const { klarnaOrderId, payment } = await buy(shop, way)
        if (!way.captures) await shop.capture(payment.id)
        await shop.klarna.fault({
          match: { method: "POST", path: "/refunds$" },
          times: OUTLASTING,
          kind: "lost_response",
        })
        expect((await shop.refund(payment.id, 10)).status).toBe(500)
        await shop.klarna.clearFaults()
        expect((await shop.refund(payment.id, 10)).status).toBe(200)
        expect(await refunds(klarnaOrderId)).toEqual([1000])
        expect((await shop.refund(payment.id, 10)).status).toBe(200)
        expect(await refunds(klarnaOrderId)).toEqual([1000, 1000])
      }
    )

    it.each(ALL_WAYS)("keeps the payment unchanged when Klarna refuses ($title)", async (way) => {
      const { klarnaOrderId, order, payment } = await buy(shop, way)
      if (!way.captures) await shop.capture(payment.id)
      await shop.klarna.fault({
        match: { method: "POST", path: "/refunds$" },
        times: 1,
        kind: "status",
        status: 403,
        error_code: "REFUND_NOT_ALLOWED",
      })
      const refused = await shop.refund(payment.id, 10)
      expect(refused.status).toBe(400)
      expect(refused.data.code).toBe("REFUND_NOT_ALLOWED")
      expect(await refunds(klarnaOrderId)).toEqual([])
      expect(paymentOf(await shop.readOrder(order.id)).refunds).toEqual([])
    })
  })

  describe("cancelling the order in Medusa", () => {
    it.each(CAPTURED_BY_US)(
      "gives the authorization back at Klarna, and raises no alarm ($title)",
      async (way) => {
        const { klarnaOrderId, order } = await buy(shop, way)
        expect((await shop.cancelOrder(order.id)).status).toBe(200)
        await eventually(async () => (await shop.klarna.order(klarnaOrderId)).status === "CANCELLED", {
          what: "the cancelled Klarna order",
        })
        await shop.idle()
        expect((await shop.readOrder(order.id)).payment_status).toBe("canceled")
        expect(shop.told("klarna.payment.mismatched")).toEqual([])
      }
    )

    it.each(CAPTURED_BY_US)(
      "is repeated when Klarna was down, although Medusa swallows the failure ($title)",
      async (way) => {
        const { klarnaOrderId, order } = await buy(shop, way)
        await shop.klarna.fault({
          match: { method: "POST", path: "/cancel$" },
          times: OUTLASTING,
          kind: "status",
          status: 503,
        })
        await shop.cancelOrder(order.id)
        await shop.idle()
        expect((await shop.klarna.order(klarnaOrderId)).status).toBe("AUTHORIZED")
        await shop.klarna.clearFaults()
        await shop.klarna.advance(10 * 60_000)
        await shop.runJob("repeat-klarna-operations")
        await eventually(async () => (await shop.klarna.order(klarnaOrderId)).status === "CANCELLED", {
          what: "the cancelled Klarna order",
        })
      }
    )

    it.each(CAPTURED_BY_US)(
      "gives back the rest of an order that was captured in part, with no cancellation refused ($title)",
      async (way) => {
        const { klarnaOrderId, order, payment } = await buy(shop, way)
        await shop.capture(payment.id, 50)
        expect((await shop.cancelOrder(order.id)).status).toBe(200)
        await eventually(
          async () => {
            const { refunded_amount, remaining_authorized_amount } = await shop.klarna.order(klarnaOrderId)
            return refunded_amount === 5000 && remaining_authorized_amount === 0
          },
          { what: "the refund and the release" }
        )
        expect(await refunds(klarnaOrderId)).toEqual([5000])
        const { klarna_order } = (await shop.api.get(`/admin/klarna/orders/${order.id}`, shop.admin())).data
        expect(klarna_order.last_error).toBeNull()
      }
    )

    it.each(ALL_WAYS)("refunds what was captured ($title)", async (way) => {
      const { klarnaOrderId, order, payment } = await buy(shop, way)
      if (!way.captures) await shop.capture(payment.id)
      expect((await shop.cancelOrder(order.id)).status).toBe(200)
      await eventually(async () => (await refunds(klarnaOrderId))[0] === minor(order.total), {
        what: "the refund",
      })
    })
  })

  describe("an order edit", () => {
    it.each(CAPTURED_BY_US)(
      "does not void the authorization: its successor needs it ($title)",
      async (way) => {
        const { klarnaOrderId, order } = await buy(shop, way, { "BULB-GLOD-1": 2 })
        const config = shop.admin()
        await shop.post("/admin/order-edits", { order_id: order.id }, config)
        await shop.post(
          `/admin/order-edits/${order.id}/items/item/${order.items[0].id}`,
          { quantity: 1 },
          config
        )
        await shop.post(`/admin/order-edits/${order.id}/request`, {}, config)
        await shop.post(`/admin/order-edits/${order.id}/confirm`, {}, config)
        await shop.idle()
        expect((await shop.klarna.order(klarnaOrderId)).status).toBe("AUTHORIZED")
      }
    )
  })
})
