import { checkoutOrderSchema, type KlarnaCheckoutOrder } from "./responses/checkout-order"
import { readBody } from "./responses/read-body"
import type { KlarnaRequest, Transport } from "./transport"

const ORDERS = "/checkout/v3/orders"

const pathOf = (klarnaOrderId: string) => `${ORDERS}/${encodeURIComponent(klarnaOrderId)}`

/** The address of a Klarna Checkout order: the `payment_session_url` of its hosted payment page. */
export const checkoutOrderUrl = (baseUrl: string, klarnaOrderId: string): string =>
  `${baseUrl.replace(/\/+$/, "")}${pathOf(klarnaOrderId)}`

export type Checkout = ReturnType<typeof createCheckout>

/**
 * Calls under /checkout/v3. None takes an idempotency key. Bodies are Klarna's, amounts in minor units.
 *
 * @see https://docs.kustom.co/contents/checkout/integrate-kco-in-your-ecommerce/create-order
 */
export function createCheckout(send: Transport) {
  const ask = async (request: KlarnaRequest): Promise<KlarnaCheckoutOrder> =>
    readBody(checkoutOrderSchema, request.operation, await send(request))

  return {
    /**
     * Creates an order. When the outcome is unknown, create another: the lost one was never shown to anybody.
     *
     * @throws {KlarnaApiError} `BAD_VALUE` (400) with one message per violation
     */
    createOrder: (order: object) =>
      ask({
        operation: "create checkout order",
        method: "POST",
        path: ORDERS,
        body: JSON.stringify(order),
      }),

    /** @throws {KlarnaApiError} 404, with or without a code, when the order is unknown or expired (48 h idle) */
    readOrder: (klarnaOrderId: string) =>
      ask({
        operation: "read checkout order",
        method: "GET",
        path: pathOf(klarnaOrderId),
        subject: klarnaOrderId,
      }),

    /**
     * Replaces what is sent and keeps what is not; amounts and lines always go together.
     *
     * @throws {KlarnaApiError} `READ_ONLY_ORDER` (403): the purchase is done, or aborted; 404: expired
     */
    updateOrder: (klarnaOrderId: string, changes: object) =>
      ask({
        operation: "update checkout order",
        method: "POST",
        path: pathOf(klarnaOrderId),
        subject: klarnaOrderId,
        body: JSON.stringify(changes),
      }),

    /**
     * Ends an order that must not be paid any more.
     *
     * @throws {KlarnaApiError} `READ_ONLY_ORDER` (403): read it, the money may have been taken; 404: expired
     */
    abortOrder: (klarnaOrderId: string) =>
      ask({
        operation: "abort checkout order",
        method: "POST",
        path: `${pathOf(klarnaOrderId)}/abort`,
        subject: klarnaOrderId,
      }),
  }
}
