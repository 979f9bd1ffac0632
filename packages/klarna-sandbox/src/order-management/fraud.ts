import { HOUR } from "../clock"
import type { ManagedOrderRecord } from "../state/records"

/** A rejected order that is not captured within this time is cancelled. */
const CAPTURE_AT_OWN_RISK = 4 * HOUR

/** The order as it is now: a decision counts from its moment on, whether or not anyone looked since. */
export function withFraudDecision(order: ManagedOrderRecord, now: number): ManagedOrderRecord {
  const decision = order.fraud_decision
  if (!decision || decision.at > now) return order
  const decided = { ...order, fraud_status: decision.fraud_status }
  const lapsesAt = decision.at + CAPTURE_AT_OWN_RISK
  const lapses =
    decision.fraud_status === "REJECTED" && order.captured_amount === 0 && order.cancelled_at === null
  return lapses && lapsesAt <= now ? { ...decided, cancelled_at: lapsesAt } : decided
}

/** Capturing in the hours after a rejection takes the risk over. */
export const allowsCapture = ({ fraud_status, fraud_decision }: ManagedOrderRecord) =>
  fraud_status === "ACCEPTED" || (fraud_status === "REJECTED" && fraud_decision !== null)
