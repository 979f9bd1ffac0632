import { useState } from "react"
import type { Cart } from "../cart"
import { useMoney } from "../country"
import { KLARNA_PROVIDER_ID, MANUAL_PROVIDER_ID } from "../klarna"
import { messages } from "../messages"
import { sdk } from "../medusa"
import { useLoaded } from "../use-loaded"
import type { Payment } from "../use-payment"
import { Failed } from "./failed"
import { Loading } from "./loading"
import { Problem } from "./problem"
import { Step } from "./step"

/** The providers this shop knows how to pay with; a region may offer more. */
const PROVIDERS: Readonly<Record<string, { readonly name: string; readonly hint: string }>> = {
  [KLARNA_PROVIDER_ID]: { name: messages.checkout.klarna, hint: messages.checkout.klarnaHint },
  [MANUAL_PROVIDER_ID]: { name: messages.checkout.manual, hint: messages.checkout.manualHint },
}

interface Props {
  cart: Cart
  /** Contact details and delivery are there. */
  ready: boolean
  payment: Payment
}

export function PaymentStep({ cart, ready, payment }: Props) {
  const regionId = cart.region_id ?? ""
  const { loaded, retry } = useLoaded(() => listProviderIds(regionId), [regionId])
  return (
    <Step number={3} title={messages.checkout.payment} done={false}>
      {loaded.status === "loading" && <Loading />}
      {loaded.status === "failed" && <Failed error={loaded.error} retry={retry} />}
      {loaded.status === "loaded" &&
        (loaded.value.length ? (
          <Providers ids={loaded.value} cart={cart} ready={ready} payment={payment} />
        ) : (
          <p>{messages.checkout.noProviders}</p>
        ))}
    </Step>
  )
}

function Providers({ ids, cart, ready, payment }: Props & { ids: readonly string[] }) {
  const [providerId, setProviderId] = useState(ids[0])
  return (
    <>
      <fieldset className="choices" disabled={payment.busy}>
        <legend className="visually-hidden">{messages.checkout.payment}</legend>
        {ids.map((id) => (
          <label key={id} className="choice">
            <input
              type="radio"
              name="provider"
              value={id}
              checked={providerId === id}
              onChange={() => setProviderId(id)}
            />
            <span className="choice-words">
              <span>{PROVIDERS[id]?.name}</span>
              <span className="choice-hint">{PROVIDERS[id]?.hint}</span>
            </span>
          </label>
        ))}
      </fieldset>
      <ToPay cart={cart} />
      {providerId === KLARNA_PROVIDER_ID ? (
        <button
          type="button"
          className="button button-klarna"
          data-testid="pay-with-klarna"
          disabled={!ready}
          aria-disabled={payment.busy}
          onClick={payment.payWithKlarna}
        >
          {payment.busy ? messages.checkout.openingKlarna : messages.checkout.payWithKlarna}
        </button>
      ) : (
        <button
          type="button"
          className="button"
          data-testid="place-order"
          disabled={!ready}
          aria-disabled={payment.busy}
          onClick={payment.payManually}
        >
          {payment.busy ? messages.checkout.placing : messages.checkout.placeOrder}
        </button>
      )}
      {!ready && <p className="later">{messages.checkout.paymentLater}</p>}
      <Problem text={payment.problem} />
    </>
  )
}

function ToPay({ cart }: { cart: Cart }) {
  const money = useMoney(cart.currency_code)
  return (
    <p className="to-pay">
      <span>{messages.checkout.toPay}</span>
      <strong data-testid="cart-total">{money(cart.total)}</strong>
    </p>
  )
}

/** Klarna first: it is what this shop is for. */
async function listProviderIds(regionId: string): Promise<string[]> {
  const { payment_providers } = await sdk.store.payment.listPaymentProviders({ region_id: regionId })
  const offered = new Set(payment_providers.map(({ id }) => id))
  return Object.keys(PROVIDERS).filter((id) => offered.has(id))
}
