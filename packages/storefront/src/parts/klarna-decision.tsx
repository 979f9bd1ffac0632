import { messages } from "../messages"

/** Klarna may look at a payment for fraud after the order was placed; until it has decided nothing is sent. */
export function KlarnaDecision({ state }: { state: string | undefined }) {
  const words = messages.confirmed
  return (
    <div role="status" data-testid="klarna-decision" data-state={state}>
      {state === "pending" && <Decision title={words.pendingTitle} text={words.pending} />}
      {state === "failed" && <Decision title={words.rejectedTitle} text={words.rejected} />}
    </div>
  )
}

const Decision = ({ title, text }: { title: string; text: string }) => (
  <div className="klarna-decision">
    <strong>{title}</strong>
    <p>{text}</p>
  </div>
)
