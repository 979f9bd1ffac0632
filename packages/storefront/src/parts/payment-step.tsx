import { useState } from "react"
import { Link } from "react-router-dom"
import type { Cart } from "../cart"
import type { ContactField } from "../contact-details"
import { useCustomer } from "../customer"
import { klarnaSessionOf } from "../klarna"
import { subscriptionOf } from "../line-subscription"
import { messages } from "../messages"
import { sdk } from "../medusa"
import { PAYMENT_PROVIDERS, sellsSubscriptions } from "../payment-providers"
import { useLoaded } from "../use-loaded"
import type { Payment } from "../use-payment"
import { Failed } from "./failed"
import { Loading } from "./loading"
import { PaymentWay } from "./payment-way"
import { Problem } from "./problem"
import { Step } from "./step"

interface Props {
  cart: Cart
  /** Contact details and delivery are there. */
  ready: boolean
  payment: Payment
  /** What Klarna does not take of the shopper's details. */
  onInvalidFields: (fields: readonly ContactField[]) => void
}

export function PaymentStep(props: Props) {
  const regionId = props.cart.region_id ?? ""
  const { loaded, retry } = useLoaded(() => listProviderIds(regionId), [regionId])
  const { state } = useCustomer()
  const isSubscription = props.cart.items?.some(subscriptionOf) ?? false
  return (
    <Step number={3} title={messages.checkout.payment} done={false}>
      {loaded.status === "loading" && <Loading />}
      {loaded.status === "failed" && <Failed error={loaded.error} retry={retry} />}
      {loaded.status === "loaded" &&
        (isSubscription && state.status !== "known" ? (
          <p data-testid="log-in-first">
            {messages.subscription.logIn}
            <Link to="/account">{messages.subscription.logInLink}</Link>.
          </p>
        ) : loaded.value.length ? (
          <Providers
            {...props}
            ids={isSubscription ? loaded.value.filter(sellsSubscriptions) : loaded.value}
          />
        ) : (
          <p>{messages.checkout.noProviders}</p>
        ))}
    </Step>
  )
}

function Providers({ ids, ...props }: Props & { ids: readonly string[] }) {
  const { cart, ready, payment } = props
  // A shopper who comes back from Klarna goes on where they were.
  const [wanted, setWanted] = useState(() => klarnaSessionOf(cart)?.providerId)
  const [paysHere, setPaysHere] = useState(false)
  const providerId = wanted !== undefined && ids.includes(wanted) ? wanted : (ids[0] ?? "")

  return (
    <>
      <fieldset className="choices" disabled={payment.busy || paysHere}>
        <legend className="visually-hidden">{messages.checkout.payment}</legend>
        {ids.map((id) => (
          <label key={id} className="choice">
            <input
              type="radio"
              name="provider"
              value={id}
              checked={providerId === id}
              onChange={() => setWanted(id)}
            />
            <span className="choice-words">
              <span>{PAYMENT_PROVIDERS[id]?.name}</span>
              <span className="choice-hint">{PAYMENT_PROVIDERS[id]?.hint}</span>
            </span>
          </label>
        ))}
      </fieldset>
      <PaymentWay key={providerId} {...props} providerId={providerId} onBusy={setPaysHere} />
      {!ready && <p className="later">{messages.checkout.paymentLater}</p>}
      <Problem text={payment.problem} />
    </>
  )
}

async function listProviderIds(regionId: string): Promise<string[]> {
  const { payment_providers } = await sdk.store.payment.listPaymentProviders({ region_id: regionId })
  const offered = new Set(payment_providers.map(({ id }) => id))
  return Object.keys(PAYMENT_PROVIDERS).filter((id) => offered.has(id))
}
