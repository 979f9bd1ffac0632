import { createHash } from "node:crypto"
import { iso, MINUTE } from "../clock"
import type { HppSessionRecord, ManualIdentification, Purchase } from "../state/records"
import type { World } from "../world"
import { acquiringChannel } from "./acquiring-channel"

/** How long the seller has to compare the document. */
const PATIENCE = 30 * MINUTE

/** Only in a store does somebody stand in front of the consumer. */
export const needsIdentification = ({ settings }: World, purchase: Purchase): boolean =>
  settings.manual_identification && acquiringChannel(purchase) === "IN_STORE"

export const beginIdentification = (
  { now }: World,
  { session_id, expires_at }: HppSessionRecord,
  { body }: Purchase
): ManualIdentification => ({
  challenge: challengeOf(session_id),
  given_name: body.billing_address.given_name ?? "",
  family_name: body.billing_address.family_name ?? "",
  expires_at: Math.min(now + PATIENCE, expires_at),
})

/** A letter and two digits, short enough to be called across a counter. */
function challengeOf(sessionId: string): string {
  const [letter = 0, digits = 0] = createHash("sha256").update(sessionId).digest()
  return `${String.fromCharCode(65 + (letter % 26))}${10 + (digits % 90)}`
}

/** As HPP shows it while the seller decides. */
export function toManualIdentification({
  challenge,
  given_name,
  family_name,
  expires_at,
}: ManualIdentification) {
  return {
    challenge,
    customer: { given_name, family_name },
    customer_obfuscated: { given_name: obfuscate(given_name), family_name: obfuscate(family_name) },
    expires_at: iso(expires_at),
  }
}

const obfuscate = (name: string) => name.slice(0, 1) + "*".repeat(Math.max(name.length - 1, 0))
