import { KlarnaUnreachableError } from "./errors"
import { toResult, type KeyedBody, type KeyedWrite, type WriteResult } from "./keyed-write"
import {
  capturesSchema,
  managedOrderSchema,
  type KlarnaCapture,
  type KlarnaManagedOrder,
} from "./responses/managed-order"
import { readBody } from "./responses/read-body"
import type { KlarnaRequest, KlarnaResponse, Transport } from "./transport"

const pathOf = (klarnaOrderId: string) => `/ordermanagement/v1/orders/${encodeURIComponent(klarnaOrderId)}`

export type OrderManagement = ReturnType<typeof createOrderManagement>

/**
 * Calls under /ordermanagement/v1. Amounts in minor units. A 2xx is the truth: Klarna asks not to read the
 * order to confirm it. Right after a purchase every call may answer 404 `NO_SUCH_ORDER` for some minutes.
 *
 * @see https://docs.klarna.com/payments/after-payments/order-management/manage-orders-with-the-api
 */
export function createOrderManagement(send: Transport) {
  const write = async (
    klarnaOrderId: string,
    request: Pick<KlarnaRequest, "operation" | "method" | "path">,
    { idempotencyKey, body }: KeyedWrite & { body?: string }
  ) =>
    send({
      ...request,
      path: pathOf(klarnaOrderId) + request.path,
      subject: klarnaOrderId,
      idempotencyKey,
      body,
    })

  const post = (operation: string, path: string) => async (klarnaOrderId: string, keyed: KeyedWrite) =>
    toResult(
      await write(
        klarnaOrderId,
        { operation, method: "POST", path },
        { idempotencyKey: keyed.idempotencyKey }
      )
    )

  const patch = (operation: string, path: string) => async (klarnaOrderId: string, keyed: KeyedBody) =>
    toResult(await write(klarnaOrderId, { operation, method: "PATCH", path }, keyed))

  return {
    /** @throws {KlarnaApiError} `NO_SUCH_ORDER` (404), `INVALID_ORDER_ID` (400) */
    async readOrder(klarnaOrderId: string): Promise<KlarnaManagedOrder> {
      const operation = "read order"
      const path = pathOf(klarnaOrderId)
      return readBody(
        managedOrderSchema,
        operation,
        await send({ operation, method: "GET", path, subject: klarnaOrderId })
      )
    },

    /** @throws {KlarnaApiError} `NO_SUCH_ORDER` (404) */
    async readCaptures(klarnaOrderId: string): Promise<KlarnaCapture[]> {
      const operation = "read captures"
      const path = `${pathOf(klarnaOrderId)}/captures`
      return readBody(
        capturesSchema,
        operation,
        await send({ operation, method: "GET", path, subject: klarnaOrderId })
      )
    },

    /**
     * Tells that the shop has the order, which stops Klarna Checkout's pushes. Harmless when repeated.
     *
     * @throws {KlarnaApiError} `NOT_ALLOWED` (403), `NO_SUCH_ORDER` (404)
     */
    acknowledge: post("acknowledge order", "/acknowledge"),

    /**
     * Body: `merchant_reference1`, `merchant_reference2`, at most 255 characters each; "" clears, absent keeps.
     *
     * @throws {KlarnaApiError} `NOT_ALLOWED` (403) when cancelled, `NO_SUCH_ORDER` (404)
     */
    updateMerchantReferences: patch("update merchant references", "/merchant-references"),

    /**
     * Captures part or all. Body: `captured_amount`, and `reference` by which a lost answer is found again.
     *
     * @throws {KlarnaApiError} `CAPTURE_NOT_ALLOWED` (403) too much, cancelled or expired;
     *   `PAYMENT_METHOD_FAILED` (403) on subscription orders; `NO_SUCH_ORDER` (404)
     * @throws {KlarnaUnreachableError} `unreadable_answer` when it was captured but its id did not come back
     */
    async capture(klarnaOrderId: string, keyed: KeyedBody): Promise<WriteResult & { captureId: string }> {
      const operation = "capture order"
      const answer = await write(klarnaOrderId, { operation, method: "POST", path: "/captures" }, keyed)
      return { ...toResult(answer), captureId: requireId(operation, answer, "capture-id") }
    },

    /**
     * Refunds part or all of what was captured. Body: `refunded_amount`, `reference`; lines let Klarna find
     * the right capture.
     *
     * @throws {KlarnaApiError} `REFUND_NOT_ALLOWED` (403) too much or nothing captured, `NOT_FOUND` (404)
     * @throws {KlarnaUnreachableError} `unreadable_answer` when it was refunded but its id did not come back
     */
    async refund(klarnaOrderId: string, keyed: KeyedBody): Promise<WriteResult & { refundId: string }> {
      const operation = "refund order"
      const answer = await write(klarnaOrderId, { operation, method: "POST", path: "/refunds" }, keyed)
      return { ...toResult(answer), refundId: requireId(operation, answer, "refund-id") }
    },

    /**
     * Adds shipments to a capture. Body: `shipping_info`, 1 to 500 entries, which are appended to what is there.
     *
     * @throws {KlarnaApiError} `NO_SUCH_CAPTURE` (404), `UNPROCESSABLE_ENTITY` (422) for texts that are too long
     */
    addCaptureShippingInfo: async (klarnaOrderId: string, captureId: string, keyed: KeyedBody) =>
      toResult(
        await write(
          klarnaOrderId,
          {
            operation: "add shipping info",
            method: "POST",
            path: `/captures/${encodeURIComponent(captureId)}/shipping-info`,
          },
          keyed
        )
      ),

    /**
     * Gives back everything; only while nothing is captured; final.
     *
     * @throws {KlarnaApiError} `CANCEL_NOT_ALLOWED` (403): read the order, cancelled already is success
     */
    cancel: post("cancel order", "/cancel"),

    /**
     * Gives back what is not captured; only after a capture.
     *
     * @throws {KlarnaApiError} `NOT_ALLOWED` (403) fully captured, cancelled, or nothing captured
     */
    releaseRemainingAuthorization: post(
      "release remaining authorization",
      "/release-remaining-authorization"
    ),

    /**
     * Starts the account's authorization period anew from today. Kustom does not offer it.
     *
     * @throws {KlarnaApiError} `NOT_ALLOWED` (403) expired, too old, or not for this payment method
     */
    extendAuthorizationTime: post("extend authorization time", "/extend-authorization-time"),

    /**
     * Replaces amount and lines. Body: `order_amount`, `order_lines`; without lines Klarna deletes them.
     *
     * @throws {KlarnaApiError} `NOT_ALLOWED` (403) below what is captured, or an increase was refused
     */
    updateAuthorization: patch("update authorization", "/authorization"),

    /**
     * Changes where the goods go. Body: `shipping_address`; a field that is present overwrites, "" clears. A new risk.
     *
     * @throws {KlarnaApiError} `NOT_ALLOWED` (403), `INVALID_ADDRESS` (422)
     */
    updateCustomerDetails: patch("update customer details", "/customer-details"),
  }
}

/** The id of a capture or refund is only in the headers; the body is empty. */
function requireId(
  operation: string,
  { headers, status, correlationId }: KlarnaResponse,
  header: string
): string {
  const id =
    headers[header] ||
    headers["location"]
      ?.replace(/[?#].*$/, "")
      .replace(/\/+$/, "")
      .split("/")
      .pop()
  if (id) return id
  throw new KlarnaUnreachableError(operation, "unreadable_answer", { status, correlationId })
}
