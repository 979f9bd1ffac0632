import type { KlarnaAccountConfig } from "./account"
import { createCheckout } from "./checkout"
import { createCustomerTokens } from "./customer-tokens"
import { createHostedPaymentPage } from "./hosted-payment-page"
import { rateLimitsOf, withLimiter } from "./limiter"
import { createOrderManagement } from "./order-management"
import { createPayments } from "./payments"
import { withRetries } from "./retry"
import { createTransport, type KlarnaLogger } from "./transport"

export type KlarnaClientsOptions = {
  logger: KlarnaLogger
  /**
   * Milliseconds of a steady clock, for durations and rate limits. Not the shop's movable clock: a clock that
   * stands still would let nobody through the limiter.
   */
  now?: () => number
}

const USER_AGENT = `medusa-plugin-klarna (Node.js ${process.versions.node})`

export type KlarnaClients = ReturnType<typeof createKlarnaClients>

/** Everything that talks to Klarna on behalf of one account. Call `close` when done. */
export function createKlarnaClients(
  account: KlarnaAccountConfig,
  { logger, now = () => performance.now() }: KlarnaClientsOptions
) {
  const { send, close } = createTransport({ ...account, userAgent: USER_AGENT, logger, now })
  const transport = withRetries(withLimiter(send, rateLimitsOf(account), now))
  return {
    checkout: createCheckout(transport),
    hostedPaymentPage: createHostedPaymentPage(transport),
    payments: createPayments(transport),
    customerTokens: createCustomerTokens(transport),
    orderManagement: createOrderManagement(transport),
    close,
  }
}
