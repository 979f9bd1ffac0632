import { toResult, type KeyedBody, type WriteResult } from "./keyed-write"
import { customerTokenSchema, type KlarnaCustomerToken } from "./responses/customer-token"
import { placedOrderSchema, type KlarnaPlacedOrder } from "./responses/placed-order"
import { readBody } from "./responses/read-body"
import type { KlarnaRequest, Transport } from "./transport"

const pathOf = (customerToken: string) => `/customer-token/v1/tokens/${encodeURIComponent(customerToken)}`

export type CustomerTokens = ReturnType<typeof createCustomerTokens>

/**
 * Calls under /customer-token/v1. Amounts in minor units. A customer token charges without the shopper: a
 * secret, so it is never the subject of a log line.
 *
 * @see https://docs.klarna.com/api/customertoken/
 */
export function createCustomerTokens(send: Transport) {
  return {
    /** @throws {KlarnaApiError} `NOT_FOUND` (404); 403 another merchant's */
    async readToken(customerToken: string): Promise<KlarnaCustomerToken> {
      const request: KlarnaRequest = {
        operation: "read customer token",
        method: "GET",
        path: pathOf(customerToken),
      }
      return readBody(customerTokenSchema, request.operation, await send(request))
    },

    /**
     * Charges the customer: an order without the shopper. One key per charge: the same when its outcome is
     * unknown, another one when charging again after a refusal. Body: `order_amount` of at least 1,
     * `order_tax_amount`, `order_lines`, `purchase_currency`.
     *
     * @throws {KlarnaApiError} what it means says `toTokenChargeFailure`
     */
    async createOrder(
      customerToken: string,
      { body, idempotencyKey }: KeyedBody
    ): Promise<KlarnaPlacedOrder & WriteResult> {
      const request: KlarnaRequest = {
        operation: "charge customer token",
        method: "POST",
        path: `${pathOf(customerToken)}/order`,
        body,
        idempotencyKey,
      }
      const answer = await send(request)
      return { ...readBody(placedOrderSchema, request.operation, answer), ...toResult(answer) }
    },

    /**
     * Has Klarna end a token for good, soon after this returns. When the outcome is unknown, read the token.
     *
     * @throws {KlarnaApiError} `NOT_FOUND` (404)
     */
    async cancel(customerToken: string): Promise<WriteResult> {
      const answer = await send({
        operation: "cancel customer token",
        method: "PATCH",
        path: `${pathOf(customerToken)}/status`,
        body: JSON.stringify({ status: "CANCELLED" }),
        ignoresBody: true,
      })
      return toResult(answer)
    },
  }
}
