import { describeContract } from "./support/contract"
import { openPaymentsPage, orderBody } from "./support/payments"
import { PAYMENTS_TARGETS } from "./support/target"

describeContract(
  "a payment page for Klarna Payments",
  (contract, itWithShopper) => {
    const readPage = (hppSessionId: string) => contract().hostedPaymentPage.readSession(hppSessionId)

    it("waits with every option that we may send", async () => {
      const { hppSessionId } = await openPaymentsPage(contract(), {
        place_order_mode: "PLACE_ORDER",
        purchase_type: "ORDER",
        page_title: "Lamps",
        logo_url: "https://shop.example/logo.png",
        background_images: [{ url: "https://shop.example/wide.jpg", width: 1920 }],
        show_subtotal_detail: "HIDE",
      })
      expect(await readPage(hppSessionId)).toMatchObject({ status: "WAITING" })
    })

    itWithShopper("gives the authorization to place the order with, and no order, by default", async () => {
      const { klarnaSessionId, hppSessionId } = await openPaymentsPage(contract(), {
        place_order_mode: "NONE",
        payment_method_category: "PAY_LATER",
      })
      await contract().shopper(hppSessionId, "approve")
      const page = await readPage(hppSessionId)
      expect(page).toMatchObject({ status: "COMPLETED", authorization_token: expect.any(String) })
      expect([page.order_id, page.klarna_reference]).toEqual([undefined, undefined])
      const token = page.authorization_token ?? ""
      const { order_id } = await contract().payments.placeOrder(token, orderBody())
      expect(await contract().orderManagement.readOrder(order_id)).toMatchObject({ order_amount: 31630 })
      expect(await contract().payments.readSession(klarnaSessionId)).toMatchObject({ status: "complete" })
    })

    itWithShopper.each([
      ["PLACE_ORDER", 0],
      ["CAPTURE_ORDER", 31630],
    ] as const)("places the order itself with %s, of which %d is captured", async (mode, captured_amount) => {
      const { klarnaSessionId, hppSessionId } = await openPaymentsPage(contract(), {
        place_order_mode: mode,
        payment_method_categories: ["PAY_LATER", "PAY_NOW"],
      })
      await contract().shopper(hppSessionId, "approve")
      const page = await readPage(hppSessionId)
      expect(page).toMatchObject({ status: "COMPLETED", klarna_reference: expect.any(String) })
      expect(page.authorization_token).toBeUndefined()
      expect(await contract().orderManagement.readOrder(page.order_id ?? "")).toMatchObject({
        order_amount: 31630,
        captured_amount,
        klarna_reference: page.klarna_reference,
      })
      expect(await contract().payments.readSession(klarnaSessionId)).toMatchObject({ status: "complete" })
    })
  },
  PAYMENTS_TARGETS
)
