import { useEffect } from "react"
import { useMoney } from "../country"
import { isPaid, type KlarnaSession } from "../klarna"
import { Problem } from "../parts/problem"
import { useLoaded } from "../use-loaded"
import { useRepeated } from "../use-repeated"
import { lookAtPayment, readOrderNumber, type KioskPayment } from "./kiosk-shop"
import { messages } from "./messages"
import type { Kiosk } from "./use-kiosk"

const EVERY_MS = 1_500
/** Whoever walks away with their things leaves the screen to the next one. */
const RECEIPT_MS = 60_000

const OVER = ["cancelled", "expired", "disabled"]
const isOver = ({ state, order_id, klarna_reference }: KlarnaSession) =>
  OVER.includes(state) || Boolean(order_id && klarna_reference)

/** The QR code, until the phone that scanned it has paid or cancelled. */
export function PaymentScreen({ kiosk, payment }: { kiosk: Kiosk; payment: KioskPayment }) {
  const { seen } = useRepeated(() => lookAtPayment(payment), { everyMs: EVERY_MS, isOver }, [
    payment.sessionId,
  ])
  // Whoever looked far down the goods sees the code, not what is below it.
  useEffect(() => {
    // In new browsers it answers a promise, which is no clean-up.
    window.scrollTo(0, 0)
  }, [payment.sessionId])
  const state = seen?.state ?? "waiting"
  return (
    <div className="kiosk-payment" aria-live="polite" data-testid="kiosk-payment" data-state={state}>
      {seen?.order_id ? (
        <Receipt session={seen} orderId={seen.order_id} onDone={() => kiosk.startOver({ paid: true })} />
      ) : OVER.includes(state) ? (
        <Ended kiosk={kiosk} words={state === "expired" ? messages.expired : messages.cancelled} />
      ) : (
        <Scan kiosk={kiosk} payment={payment} state={state} arriving={seen !== undefined && isPaid(seen)} />
      )}
    </div>
  )
}

interface ScanProps {
  kiosk: Kiosk
  payment: KioskPayment
  state: string
  arriving: boolean
}

function Scan({ kiosk, payment, state, arriving }: ScanProps) {
  const money = useMoney(payment.currencyCode)
  const words = messages.scan
  return (
    <div className="kiosk-scan">
      <div className="kiosk-scan-words">
        <h1>{words.title}</h1>
        <p className="kiosk-amount" data-testid="kiosk-amount">
          {money(payment.amount)}
        </p>
        <ol>
          {words.steps.map((step) => (
            <li key={step}>{step}</li>
          ))}
        </ol>
        <p role="status" className="waiting">
          <span className="loading-lamp" aria-hidden="true" />
          {arriving ? words.arriving : (words.states[state] ?? words.states["waiting"])}
        </p>
        {!arriving && state !== "in_progress" && (
          <button type="button" className="button button-quiet" onClick={kiosk.change}>
            {words.change}
          </button>
        )}
      </div>
      <img className="kiosk-qr" src={payment.qrCodeUrl} alt={words.qr} data-testid="kiosk-qr" />
    </div>
  )
}

function Receipt({
  session,
  orderId,
  onDone,
}: {
  session: KlarnaSession
  orderId: string
  onDone: () => void
}) {
  const { loaded } = useLoaded(() => readOrderNumber(orderId), [orderId])
  useEffect(() => {
    const timer = window.setTimeout(onDone, RECEIPT_MS)
    return () => window.clearTimeout(timer)
  }, [orderId])
  const words = messages.paid
  return (
    <div className="kiosk-done kiosk-paid" data-testid="kiosk-paid">
      <h1>{words.title}</h1>
      <p>{words.text}</p>
      <dl className="kiosk-receipt">
        <div>
          <dt>{words.order}</dt>
          <dd data-testid="order-number">{loaded.status === "loaded" ? loaded.value : "…"}</dd>
        </div>
        <div>
          <dt>{words.reference}</dt>
          <dd data-testid="klarna-reference">{session.klarna_reference ?? words.referenceSoon}</dd>
        </div>
      </dl>
      <button type="button" className="button" onClick={onDone}>
        {words.next}
      </button>
    </div>
  )
}

function Ended({ kiosk, words }: { kiosk: Kiosk; words: { title: string; text: string } }) {
  return (
    <div className="kiosk-done" data-testid="kiosk-ended">
      <h1>{words.title}</h1>
      <p>{words.text}</p>
      <div className="kiosk-ways">
        <button
          type="button"
          className="button button-klarna"
          data-testid="kiosk-pay-again"
          aria-disabled={kiosk.busy}
          onClick={kiosk.payOnceMore}
        >
          {kiosk.busy ? messages.preparing : messages.cancelled.again}
        </button>
        <button type="button" className="button button-quiet" onClick={() => kiosk.startOver()}>
          {messages.startOver}
        </button>
      </div>
      <Problem text={kiosk.problem} />
    </div>
  )
}
