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
export type {
  KlarnaAddress,
  KlarnaCapture,
  KlarnaCheckoutOrder,
  KlarnaCreatedPage,
  KlarnaManagedOrder,
  KlarnaOrderLine,
  KlarnaPage,
  KlarnaRefund,
} from "./responses"
export type { KlarnaLogger } from "./transport"
