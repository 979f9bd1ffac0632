import { randomUUID } from "node:crypto"
import { toKlarnaOrder } from "../../../src/domain/klarna-order"
import type { PurchaseSource } from "../../../src/domain/purchase-source"
import { cart, item, shipping } from "../../../src/domain/__tests__/purchase-builder"
import { checkoutOrderUrl } from "../../../src/klarna"
import type { Contract } from "./contract"

/** Three lamps at 99.00 with 10 % off and shipping at 49.00, 25 % VAT: 316.30 in all. */
export const lamps = (quantity: 2 | 3 = 3) =>
  cart({
    items: [
      quantity === 3
        ? item({
            quantity: "3",
            total: "267.3",
            originalTotal: "297",
            taxTotal: "53.46",
            originalTaxTotal: "59.4",
            taxRates: ["25"],
          })
        : item({
            quantity: "2",
            total: "178.2",
            originalTotal: "198",
            taxTotal: "35.64",
            originalTaxTotal: "39.6",
            taxRates: ["25"],
          }),
    ],
    shippingMethods: [shipping({ total: "49", taxTotal: "9.8", taxRates: ["25"] })],
  })

/** What our mapper makes of a cart, with the rest that Klarna asks for. */
export const checkoutBody = (source: PurchaseSource = lamps()) => ({
  ...toKlarnaOrder(source),
  merchant_urls: {
    terms: "https://shop.example/terms",
    checkout: "https://shop.example/checkout",
    confirmation: "https://shop.example/thanks",
    push: "https://shop.example/hooks/push?id={checkout.order.id}",
  },
  options: { require_validate_callback_success: false },
})

export const pageUrls = {
  success: "https://shop.example/return?sid={{session_id}}",
  back: "https://shop.example/back?sid={{session_id}}",
  failure: "https://shop.example/failure?sid={{session_id}}",
  error: "https://shop.example/error?sid={{session_id}}",
}

export const pageBody = ({ baseUrl }: Contract, klarnaOrderId: string) => ({
  payment_session_url: checkoutOrderUrl(baseUrl, klarnaOrderId),
  merchant_urls: pageUrls,
  options: { purchase_type: "BUY" as const },
})

/** A Klarna order with an open payment page. */
export async function openPage(contract: Contract, source?: PurchaseSource) {
  const { order_id } = await contract.checkout.createOrder(checkoutBody(source))
  const { session_id } = await contract.hostedPaymentPage.createSession(pageBody(contract, order_id))
  return { klarnaOrderId: order_id, hppSessionId: session_id }
}

/** A paid order of 316.30 that Order Management knows. */
export async function paidOrder(contract: Contract) {
  const page = await openPage(contract)
  await contract.shopper(page.hppSessionId, "approve")
  return page
}

/** A write with a key of its own, as the ledger would store it. */
export const keyed = (body: object = {}) => ({ body: JSON.stringify(body), idempotencyKey: randomUUID() })
