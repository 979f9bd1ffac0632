import { Link, Navigate, useSearchParams } from "react-router-dom"
import { messages } from "../messages"
import { confirmedPath } from "../order-path"
import { Notice } from "../parts/notice"
import { hasEnded, isPayable, type KlarnaSession } from "../klarna"
import { useKlarnaSession } from "../use-klarna-session"
import { useTitle } from "../use-title"

const isSettled = (session: KlarnaSession) => Boolean(session.order_id) || hasEnded(session)

/** Where the server sends a shopper who paid before the order was ready. */
export function PendingPage() {
  useTitle(messages.pending.title)
  const [query] = useSearchParams()
  const paymentSessionId = query.get("session")
  const { session, status } = useKlarnaSession(paymentSessionId, isSettled)

  if (session?.order_id) {
    return <Navigate to={confirmedPath(session.order_id, paymentSessionId ?? undefined)} replace />
  }
  switch (status) {
    case "watching":
      return <Waiting redirectUrl={session && isPayable(session) ? session.redirect_url : null} />
    case "arrived":
      return <Ended />
    case "over":
      return <Over />
    case "unknown":
      return <Unknown />
  }
}

function Waiting({ redirectUrl }: { redirectUrl: string | null }) {
  return (
    <Notice title={messages.pending.title}>
      <p role="status" className="waiting">
        <span className="loading-lamp" aria-hidden="true" />
        {messages.pending.text}
      </p>
      {redirectUrl && (
        <p>
          {messages.pending.reopen} <a href={redirectUrl}>{messages.klarna.continue}</a>
        </p>
      )}
    </Notice>
  )
}

function Over() {
  return (
    <Notice title={messages.pending.overTitle} text={messages.pending.over}>
      <button type="button" className="button" onClick={() => window.location.reload()}>
        {messages.pending.look}
      </button>
      <ToCheckout />
    </Notice>
  )
}

function Ended() {
  return (
    <Notice title={messages.pending.endedTitle} text={messages.pending.ended}>
      <ToCheckout />
    </Notice>
  )
}

function Unknown() {
  return (
    <Notice title={messages.pending.unknownTitle} text={messages.pending.unknown}>
      <ToCheckout />
    </Notice>
  )
}

function ToCheckout() {
  return (
    <Link className="button button-quiet" to="/checkout">
      {messages.pending.checkout}
    </Link>
  )
}
