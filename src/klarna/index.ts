export type { KlarnaAccountConfig, RateLimits } from "./account"
export { createKlarnaClients, type KlarnaClients, type KlarnaClientsOptions } from "./klarna-clients"
export { checkoutOrderUrl, type Checkout } from "./checkout"
export type { DisableResult, HostedPaymentPage } from "./hosted-payment-page"
export type { KeyedBody, KeyedWrite, OrderManagement, WriteResult } from "./order-management"
export {
  isOutcomeUnknown,
  isRefused,
  isTransient,
  KlarnaApiError,
  KlarnaUnreachableError,
  type UnreachableCode,
} from "./errors"
export type { KlarnaCheckoutOrder } from "./responses/checkout-order"
export type { KlarnaAddress, KlarnaOrderLine } from "./responses/fields"
export type { KlarnaCapture, KlarnaManagedOrder, KlarnaRefund } from "./responses/managed-order"
export type { KlarnaCreatedPage, KlarnaPage } from "./responses/page"
export type { KlarnaLogger } from "./transport"
