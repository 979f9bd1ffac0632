/** Everything the sandbox remembers. Times are milliseconds of the sandbox's clock; amounts are minor units. */

import { authorizations } from "./authorization"
import { callMentions, calls } from "./call"
import { callbacks } from "./callback"
import { callbackAttempts } from "./callback-attempt"
import { captures } from "./capture"
import { checkoutOrders } from "./checkout-order"
import { customerTokens } from "./customer-token"
import { hppSessions } from "./hpp-session"
import { keptAnswers } from "./kept-answer"
import { kpSessions } from "./kp-session"
import { managedOrders } from "./managed-order"
import { messages } from "./message"
import { refunds } from "./refund"
import { sandboxState } from "./sandbox-state"
import { searchTerms } from "./search-term"

export * from "./address"
export * from "./authorization"
export * from "./call"
export * from "./callback"
export * from "./callback-attempt"
export * from "./capture"
export * from "./checkout-order"
export * from "./customer-token"
export * from "./hpp-session"
export * from "./kept-answer"
export * from "./kp-session"
export * from "./managed-order"
export * from "./message"
export * from "./order-line"
export * from "./refund"
export * from "./sandbox-state"
export * from "./search-term"

export const allRecords = [
  checkoutOrders,
  hppSessions,
  messages,
  managedOrders,
  captures,
  refunds,
  kpSessions,
  authorizations,
  customerTokens,
  keptAnswers,
  callbacks,
  callbackAttempts,
  calls,
  callMentions,
  sandboxState,
  searchTerms,
]
