import { messages } from "../messages"

/** Klarna may look at a payment for fraud after the order was placed; until it has decided nothing is sent. */
export function KlarnaDecision({ state }: { state: string | undefined }) {
  return (
    <div role="status" data-testid="klarna-decision" data-state={state}>
      {state === "pending" && (
        <div className="klarna-decision">
          <strong>{messages.confirmed.pendingTitle}</strong>
          <p>{messages.confirmed.pending}</p>
        </div>
      )}
    </div>
  )
}
