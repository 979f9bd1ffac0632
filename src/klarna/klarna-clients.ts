import type { KlarnaAccountConfig } from "./account"
import { createCheckout } from "./checkout"
import { createCustomerTokens } from "./customer-tokens"
import { createHostedPaymentPage } from "./hosted-payment-page"
import { rateLimitsOf, withLimiter } from "./limiter"
import { createOrderManagement } from "./order-management"
import { createPayments } from "./payments"
import { withRetries } from "./retry"
import type { CallRecord } from "./call-record"
import { createTransport, type KlarnaLogger, type Transport } from "./transport"

export type KlarnaClientsOptions = {
  logger: KlarnaLogger
  /**
   * Milliseconds of a steady clock, for durations and rate limits. Not the shop's movable clock: a clock that
   * stands still would let nobody through the limiter.
   */
  now?: () => number
  /** Keeps the calls of purchases. */
  record?: (call: CallRecord) => void
}

const USER_AGENT = `medusa-plugin-klarna (Node.js ${process.versions.node})`

export type KlarnaClients = ReturnType<typeof clientsOver>

/** Everything that talks to Klarna on behalf of one account. Call `close` when done. */
export function createKlarnaClients(
  account: KlarnaAccountConfig,
  { logger, now = () => performance.now(), record }: KlarnaClientsOptions
) {
  const { send, close } = createTransport({ ...account, userAgent: USER_AGENT, logger, now, record })
  const transport = withRetries(withLimiter(send, rateLimitsOf(account), now))
  return {
    ...clientsOver(transport),
    /** The same clients, whose calls are recorded as those of a purchase. */
    forPurchase: (purchaseId: string) => clientsOver((request) => transport({ ...request, purchaseId })),
    close,
  }
}

const clientsOver = (transport: Transport) => ({
  checkout: createCheckout(transport),
  hostedPaymentPage: createHostedPaymentPage(transport),
  payments: createPayments(transport),
  customerTokens: createCustomerTokens(transport),
  orderManagement: createOrderManagement(transport),
})
