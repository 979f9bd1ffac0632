import type { KlarnaOrder } from "../../src/admin/lib/klarna-order"
import type { KlarnaOrderView } from "../../src/domain/order-view"
import { ADDRESSES } from "../support/addresses"
import { withKlarnaShop } from "../support/klarna-shop"

jest.setTimeout(240_000)

/** Admin declares the answer for itself; this does not compile when the two come apart. */
const asAdminReadsIt = (view: KlarnaOrderView): KlarnaOrderView & KlarnaOrder => view

withKlarnaShop((shop) => {
  const ask = (orderId: string) => shop.api.get(`/admin/klarna/orders/${orderId}`, shop.admin())
  const read = async (orderId: string): Promise<KlarnaOrderView> => {
    const { status, data } = await ask(orderId)
    expect(status).toBe(200)
    return asAdminReadsIt(data.klarna_order)
  }

  describe("what Admin shows of an order's Klarna payment", () => {
    it("follows a partial capture and a refund in Klarna's own numbers", async () => {
      const { order, payment, session } = await shop.purchase()
      expect(await read(order.id)).toMatchObject({
        klarna_order_id: session.klarna_order_id,
        provider: "klarna-checkout",
        environment: "playground",
        state: "complete",
        status: "AUTHORIZED",
        fraud_status: "ACCEPTED",
        order_amount: order.total,
        captured_amount: 0,
        remaining_authorized_amount: order.total,
        currency_code: "sek",
        acknowledged: true,
        last_error: null,
        read: "klarna",
        read_error: null,
        page: { hpp_session_id: session.hpp_session_id, close_reason: "completed" },
        possible: { capture: { allowed: true }, refund: { allowed: false }, cancel: { allowed: true } },
      })

      expect((await shop.capture(payment.id, 100)).status).toBe(200)
      expect((await shop.refund(payment.id, 40)).status).toBe(200)
      const settled = await read(order.id)
      expect(settled).toMatchObject({
        captured_amount: 100,
        refunded_amount: 40,
        remaining_authorized_amount: order.total - 100,
        captures: [{ captured_amount: 100, refunded_amount: expect.any(Number) }],
        refunds: [{ refunded_amount: 40 }],
        possible: {
          capture: { allowed: true },
          refund: { allowed: true },
          cancel: { allowed: false, reason: "already_captured" },
          release: { allowed: true },
        },
      })
      const capture = settled.operations.find(({ kind }) => kind === "capture")
      expect(capture).toMatchObject({ status: "confirmed", amount: 100, error_code: null })
      expect(settled.captures[0]).toMatchObject({
        reference: capture?.id,
        capture_id: capture?.klarna_id,
      })
    })

    it("keeps the reference that the shopper knows, once Klarna has told it", async () => {
      const { order, session } = await shop.purchase()
      const { klarna_reference } = await read(order.id)
      expect(klarna_reference).toBeTruthy()
      const { data } = await shop.api.get(`/store/klarna/sessions/${session.session_id}`, shop.store())
      expect(data.session.klarna_reference).toBe(klarna_reference)
    })

    it("shows Klarna's last refusal with its correlation id", async () => {
      const { order, payment } = await shop.purchase()
      await shop.klarna.fault({
        match: { method: "POST", path: "/captures$" },
        times: 1,
        kind: "status",
        status: 403,
        error_code: "CAPTURE_NOT_ALLOWED",
      })
      expect((await shop.capture(payment.id)).status).toBeGreaterThanOrEqual(400)
      const { last_error, operations, captured_amount } = await read(order.id)
      expect(captured_amount).toBe(0)
      expect(last_error).toMatchObject({
        operation: "capture",
        code: "CAPTURE_NOT_ALLOWED",
        resolved_at: null,
      })
      expect(last_error?.correlation_id).toBeTruthy()
      expect(operations.find(({ status }) => status === "refused")).toMatchObject({
        kind: "capture",
        correlation_id: last_error?.correlation_id,
      })
    })

    it("answers from the ledger while Order Management does not know the order yet", async () => {
      await shop.klarna.settings({ om_lag_ms: 600_000 })
      const cartId = await shop.cart()
      const { hpp_session_id } = await shop.payWithKlarna(cartId)
      await shop.klarna.consumer(hpp_session_id, "approve")
      const order = await shop.placedOrder(cartId)
      expect(await read(order.id)).toMatchObject({
        read: "ledger",
        read_error: { code: "NO_SUCH_ORDER", correlation_id: expect.any(String) },
        status: null,
        order_amount: order.total,
        captured_amount: 0,
        remaining_authorized_amount: order.total,
        acknowledged: false,
        possible: { capture: { allowed: false, reason: "fraud_unknown" } },
      })
    })

    it("knows no Klarna payment of an order that does not exist", async () => {
      const { status, data } = await ask("order_unknown")
      expect([status, data.type]).toEqual([404, "not_found"])
    })

    it("knows no Klarna payment of an order that was paid otherwise", async () => {
      const cartId = await shop.cart()
      const collectionId = await shop.collectionOf(cartId)
      await shop.post(`/store/payment-collections/${collectionId}/payment-sessions`, {
        provider_id: "pp_system_default",
      })
      const { order } = (await shop.complete(cartId)).data
      const { status, data } = await ask(order.id)
      expect([status, data.type]).toEqual([404, "not_found"])
    })

    it("answers staff only", async () => {
      const { order } = await shop.purchase()
      const { status } = await shop.api.get(`/admin/klarna/orders/${order.id}`, shop.store())
      expect(status).toBe(401)
    })

    it("tells nothing personal and no secret", async () => {
      const { order, payment } = await shop.purchase()
      await shop.capture(payment.id)
      const { data } = await ask(order.id)
      const { first_name, last_name, address_1, postal_code, phone } = ADDRESSES.se
      const answer = JSON.stringify(data)
      for (const personal of [first_name, last_name, address_1, postal_code, phone, "se.buyer@"]) {
        expect(answer).not.toContain(personal)
      }
      expect(answer).not.toMatch(/secret|token|"body"|_address|https?:/)
    })
  })
})
