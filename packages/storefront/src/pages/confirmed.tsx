import type { HttpTypes } from "@medusajs/types"
import { useEffect } from "react"
import { Link, useParams, useSearchParams } from "react-router-dom"
import { pricesIncludeTax } from "../amounts"
import { useCart } from "../cart"
import { isNotFound } from "../error-words"
import { isDecided } from "../klarna"
import { messages } from "../messages"
import { sdk } from "../medusa"
import { AddressLines } from "../parts/address-lines"
import { Failed } from "../parts/failed"
import { KlarnaDecision } from "../parts/klarna-decision"
import { KlarnaReference } from "../parts/klarna-reference"
import { LineList } from "../parts/line-list"
import { Loading } from "../parts/loading"
import { Notice } from "../parts/notice"
import { Totals } from "../parts/totals"
import { useKlarnaSession } from "../use-klarna-session"
import { useLoaded } from "../use-loaded"
import { useTitle } from "../use-title"

export function ConfirmedPage() {
  useForgetOrderedCart()
  const { orderId = "" } = useParams()
  const { loaded, retry } = useLoaded(async () => (await sdk.store.order.retrieve(orderId)).order, [orderId])

  switch (loaded.status) {
    case "loading":
      return <Loading />
    case "failed":
      return isNotFound(loaded.error) ? <NoOrder /> : <Failed error={loaded.error} retry={retry} />
    case "loaded":
      return <Confirmed order={loaded.value} />
  }
}

function Confirmed({ order }: { order: HttpTypes.StoreOrder }) {
  const words = messages.confirmed
  const [query] = useSearchParams()
  const paid = useKlarnaSession(query.get("session"), isDecided)
  const isRejected = paid.session?.state === "failed"
  useTitle(`${words.number} ${order.display_id}`)

  return (
    <article className="confirmed">
      <header className={isRejected ? "confirmed-head confirmed-rejected" : "confirmed-head"}>
        <div className="confirmed-words" aria-live="polite">
          <h1>{isRejected ? words.rejectedTitle : words.title(order.shipping_address?.first_name ?? "")}</h1>
          <p>{isRejected ? words.rejected : words.text(order.email ?? "")}</p>
        </div>
        <dl className="confirmed-numbers">
          <div>
            <dt>{words.number}</dt>
            <dd data-testid="order-number">{order.display_id}</dd>
          </div>
          <KlarnaReference paid={paid} />
        </dl>
        <KlarnaDecision state={paid.session?.state} />
      </header>
      <div className="split">
        <section aria-labelledby="ordered">
          <h2 id="ordered">{words.items}</h2>
          <LineList lines={order.items ?? []} currencyCode={order.currency_code} />
          <Totals
            amounts={order}
            currencyCode={order.currency_code}
            taxIncluded={pricesIncludeTax(order.items ?? [])}
            shippingKnown
          />
        </section>
        <section className="summary" aria-labelledby="delivered">
          <h2 id="delivered">{words.address}</h2>
          <AddressLines address={order.shipping_address} />
          <h2>{words.delivery}</h2>
          <p>{order.shipping_methods?.map(({ name }) => name).join(", ")}</p>
        </section>
      </div>
      <Link to="/" className="button button-quiet">
        {words.more}
      </Link>
    </article>
  )
}

function NoOrder() {
  useTitle(messages.confirmed.notFound)
  return (
    <Notice title={messages.confirmed.notFound}>
      <Link className="button" to="/">
        {messages.confirmed.more}
      </Link>
    </Notice>
  )
}

/** Leaves the stored cart behind if it is the one that was ordered; a newer cart stays. */
function useForgetOrderedCart() {
  const { state, refresh, forget } = useCart()
  useEffect(() => {
    if (state.status === "ordered") void forget()
    if (state.status === "open") void refresh().catch(() => undefined) // it is looked at again on the next visit
  }, [state.status])
}
