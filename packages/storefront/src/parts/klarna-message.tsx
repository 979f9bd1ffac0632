import { useEffect, useRef } from "react"
import { messages } from "../messages"
import type { Payment } from "../use-payment"

const OUTCOMES = messages.klarna.outcomes
export type KlarnaOutcome = keyof typeof OUTCOMES

/** Reads the `klarna` parameter with which the server sends the shopper back to the checkout. */
export const readOutcome = (text: string | null): KlarnaOutcome | undefined =>
  text !== null && Object.hasOwn(OUTCOMES, text) ? (text as KlarnaOutcome) : undefined

interface Props {
  outcome: KlarnaOutcome
  /** The provider whose page can be opened again. */
  providerId: string | undefined
  payment: Payment
}

export function KlarnaMessage({ outcome, providerId, payment }: Props) {
  const message = useRef<HTMLElement>(null)
  useEffect(() => message.current?.focus(), [outcome])

  return (
    <section
      ref={message}
      tabIndex={-1}
      role="status"
      className={`klarna-message klarna-message-${outcome}`}
      data-testid="klarna-message"
      data-outcome={outcome}
    >
      <h2>{OUTCOMES[outcome].title}</h2>
      <p>{OUTCOMES[outcome].text}</p>
      {providerId && (
        <button
          type="button"
          className="button button-klarna"
          data-testid="continue-to-klarna"
          aria-disabled={payment.busy}
          onClick={() => payment.payWithKlarna(providerId)}
        >
          {payment.busy ? messages.checkout.openingKlarna : messages.klarna.continue}
        </button>
      )}
    </section>
  )
}
