import { withKlarnaShop } from "../support/klarna-shop"

jest.setTimeout(120_000)

withKlarnaShop((shop) => {
  describe("buying with Klarna on the hosted page", () => {
    it("turns the paid cart into an order that Klarna has acknowledged", async () => {
      const { session, order, payment } = await shop.purchase({
        "LAMP-SKYMNING-FOREST": 2,
        "BOOK-OCTOBER-PB": 1,
      })
      const atKlarna = await shop.klarna.order(session.klarna_order_id)
      expect(order.payment_status).toBe("authorized")
      expect(atKlarna.order_amount).toBe(Math.round(order.total * 100))
      expect(atKlarna.merchant_reference1).toBe(String(order.display_id))
      expect(payment.data.klarna_order_id).toBe(session.klarna_order_id)
      expect(await shop.klarna.journey()).toEqual([
        "POST /checkout/v3/orders",
        "POST /hpp/v1/sessions",
        "GET /checkout/v3/orders/:id",
        "POST /ordermanagement/v1/orders/:id/acknowledge",
        "PATCH /ordermanagement/v1/orders/:id/merchant-references",
      ])
    })
  })
})
