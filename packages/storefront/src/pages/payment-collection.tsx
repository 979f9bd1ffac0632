import { useParams } from "react-router-dom"
import { useMoney } from "../country"
import { isNotFound } from "../error-words"
import { Failed } from "../parts/failed"
import { Loading } from "../parts/loading"
import { Notice } from "../parts/notice"
import { Problem } from "../parts/problem"
import { messages } from "../payment-link/messages"
import {
  openPaymentCollection,
  retrievePaymentCollection,
  type PaymentCollection,
} from "../payment-link/payment-collection"
import { useAction } from "../use-action"
import { useLeaving } from "../use-leaving"
import { useRepeated } from "../use-repeated"
import { useTitle } from "../use-title"

const EVERY_MS = 2_000

const isOver = ({ state, session }: PaymentCollection) =>
  state === "canceled" ||
  state === "nothing_to_pay" ||
  (state === "paid" && Boolean(session?.klarna_reference))

/** Where Medusa Admin's payment link leads: somebody pays an order, or sees that it is paid. */
export function PaymentCollectionPage() {
  const { collectionId = "" } = useParams()
  const { seen, error } = useRepeated(
    () => retrievePaymentCollection(collectionId),
    { everyMs: EVERY_MS, isOver },
    [collectionId]
  )
  useTitle(seen ? messages.title(seen.display_id) : messages.toPay)

  if (!seen && error !== undefined) {
    return isNotFound(error) ? (
      <Notice title={messages.unknown.title} text={messages.unknown.text} />
    ) : (
      <Failed error={error} retry={() => window.location.reload()} />
    )
  }
  if (!seen) return <Loading />
  return (
    <article className="payment-link" data-testid="payment-link" data-state={seen.state}>
      <p className="payment-link-order">{messages.title(seen.display_id)}</p>
      <div aria-live="polite">
        <State id={collectionId} collection={seen} />
      </div>
    </article>
  )
}

function State({ id, collection }: { id: string; collection: PaymentCollection }) {
  switch (collection.state) {
    case "payable":
      return <Payable id={id} collection={collection} />
    case "paid":
      return <Paid collection={collection} />
    case "pending":
      return (
        <>
          <h1>{messages.pending.title}</h1>
          <p className="waiting">
            <span className="loading-lamp" aria-hidden="true" />
            {messages.pending.text}
          </p>
        </>
      )
    case "canceled":
    case "nothing_to_pay":
      return (
        <>
          <h1>{messages[collection.state].title}</h1>
          <p>{messages[collection.state].text}</p>
        </>
      )
  }
}

function Payable({ id, collection }: { id: string; collection: PaymentCollection }) {
  const { busy, problem, run } = useAction()
  // Back from Klarna, the page asks anew by itself.
  const { leaving, leaveFor } = useLeaving(() => undefined)
  const money = useMoney(collection.currency_code)
  const before = messages.before[collection.session?.state ?? ""]
  return (
    <>
      <h1 className="payment-link-amount">
        <span>{messages.toPay}</span> {money(collection.amount)}
      </h1>
      {before && <p className="payment-link-before">{before}</p>}
      <button
        type="button"
        className="button button-klarna button-wide"
        data-testid="pay-with-klarna"
        aria-disabled={busy || leaving}
        onClick={() => !leaving && void run(async () => leaveFor(await openPaymentCollection(id)))}
      >
        {busy || leaving ? messages.opening : messages.pay}
      </button>
      <Problem text={problem} />
      <p className="payment-link-how">{messages.how}</p>
    </>
  )
}

function Paid({ collection }: { collection: PaymentCollection }) {
  const reference = collection.session?.klarna_reference
  return (
    <>
      <h1>{messages.paid.title}</h1>
      <p>{messages.paid.text}</p>
      {reference && (
        <dl className="payment-link-reference">
          <dt>{messages.paid.reference}</dt>
          <dd data-testid="klarna-reference">{reference}</dd>
          <dd className="payment-link-how">{messages.paid.hint}</dd>
        </dl>
      )}
    </>
  )
}
