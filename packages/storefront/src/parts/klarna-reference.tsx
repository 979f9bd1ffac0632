import { messages } from "../messages"
import type { KlarnaSession } from "../klarna"
import { useKlarnaSession } from "../use-klarna-session"

const hasReference = (session: KlarnaSession) => Boolean(session.klarna_reference)

/** Klarna gives the reference with the managed order, which may be seconds behind ours. */
export function KlarnaReference({ paymentSessionId }: { paymentSessionId: string }) {
  const { session, status } = useKlarnaSession(paymentSessionId, hasReference)
  const reference = session?.klarna_reference
  if (!reference && status !== "watching") return null
  return (
    <div aria-live="polite">
      <dt>{messages.confirmed.reference}</dt>
      {reference ? (
        <dd data-testid="klarna-reference">{reference}</dd>
      ) : (
        <dd className="later">{messages.confirmed.referenceSoon}</dd>
      )}
      <dd className="confirmed-hint">{messages.confirmed.referenceHint}</dd>
    </div>
  )
}
