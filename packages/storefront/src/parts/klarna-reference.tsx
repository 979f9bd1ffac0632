import { messages } from "../messages"
import type { Watched } from "../use-klarna-session"

/** Klarna gives the reference with the managed order, which may be seconds behind ours. */
export function KlarnaReference({ paid: { session, status } }: { paid: Watched }) {
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
