import { MINUTE } from "../clock"
import type { FraudOutlook } from "../state/records"

/** What the test addresses of Klarna's playground ask for. */
export type Trigger =
  | { kind: "denied" }
  /** Not offered at all. */
  | { kind: "red" }
  | { kind: "pending"; fraud: FraudOutlook }

/**
 * Reads the wish behind the last plus sign of an e-mail's local part: `+denied`, `+red`, `+pend-accept-NN`,
 * `+pend-reject-NN` with NN minutes.
 *
 * @param country orders are pending in the US and GB only
 */
export function triggerOf(email: string | undefined, country: string): Trigger | undefined {
  const wish = /\+([^@+]*)@/.exec(email?.toLowerCase() ?? "")?.[1]
  if (wish === "denied" || wish === "red") return { kind: wish }
  const pending = /^pend-(accept|reject)-(\d\d)$/.exec(wish ?? "")
  if (!pending || !["US", "GB"].includes(country.toUpperCase())) return undefined
  return { kind: "pending", fraud: pendingUntil(pending[1] === "accept", Number(pending[2])) }
}

export const pendingUntil = (isAccepted: boolean, minutes: number): FraudOutlook => ({
  fraud_status: "PENDING",
  decision: { fraud_status: isAccepted ? "ACCEPTED" : "REJECTED", after_ms: minutes * MINUTE },
})
