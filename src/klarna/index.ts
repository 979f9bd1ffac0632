export type { KlarnaAccountConfig, RateLimits } from "./account"
export type { CallRecord } from "./call-record"
export { createKlarnaClients, type KlarnaClients, type KlarnaClientsOptions } from "./klarna-clients"
export { checkoutOrderUrl, type Checkout } from "./checkout"
export type { CustomerTokens } from "./customer-tokens"
export type { DisableResult, HostedPaymentPage, NewPage, PageCategory } from "./hosted-payment-page"
export type { KeyedBody, KeyedWrite, WriteResult } from "./keyed-write"
export type { OrderManagement } from "./order-management"
export { paymentsSessionUrl, type CancelAuthorizationResult, type Payments } from "./payments"
export {
  isConsumedAuthorization,
  isInvalidAuthorization,
  isRejected,
  isSessionCompleted,
} from "./authorization-errors"
export { tokenChargeFailureOf, toTokenChargeFailure, type TokenChargeFailure } from "./token-charge-failure"
export {
  isOutcomeUnknown,
  isRefused,
  isTransient,
  KlarnaApiError,
  KlarnaUnreachableError,
  type UnreachableCode,
} from "./errors"
export type { KlarnaCheckoutOrder } from "./responses/checkout-order"
export type { KlarnaCreatedCustomerToken, KlarnaCustomerToken } from "./responses/customer-token"
export type { KlarnaAddress, KlarnaOrderLine } from "./responses/fields"
export type { KlarnaCapture, KlarnaManagedOrder, KlarnaRefund } from "./responses/managed-order"
export type { KlarnaCreatedPage, KlarnaPage } from "./responses/page"
export type {
  KlarnaCreatedPaymentsSession,
  KlarnaPaymentMethodCategory,
  KlarnaPaymentsSession,
} from "./responses/payments-session"
export type { KlarnaPlacedOrder } from "./responses/placed-order"
export type { KlarnaLogger } from "./transport"
