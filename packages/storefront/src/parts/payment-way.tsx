import type { Cart } from "../cart"
import type { ContactField } from "../contact-details"
import { useMoney } from "../country"
import { messages } from "../messages"
import { PAYMENT_PROVIDERS } from "../payment-providers"
import type { Payment } from "../use-payment"
import { KlarnaPayments } from "./klarna-payments"

interface Props {
  cart: Cart
  providerId: string
  /** Contact details and delivery are there. */
  ready: boolean
  payment: Payment
  /** What Klarna does not take of the shopper's details. */
  onInvalidFields: (fields: readonly ContactField[]) => void
  /** An order is being placed that was paid on this page. */
  onBusy: (busy: boolean) => void
}

/** What there is to pay, and how to pay it with the chosen provider. */
export function PaymentWay({ cart, providerId, ready, payment, onInvalidFields, onBusy }: Props) {
  const toPay = <ToPay cart={cart} />
  const goToKlarna = (
    <>
      {toPay}
      <button
        type="button"
        className="button button-klarna"
        data-testid="pay-with-klarna"
        disabled={!ready}
        aria-disabled={payment.busy}
        onClick={() => payment.payWithKlarna(providerId)}
      >
        {payment.busy ? messages.checkout.openingKlarna : messages.checkout.payWithKlarna}
      </button>
    </>
  )

  switch (PAYMENT_PROVIDERS[providerId]?.paidAt) {
    case "klarnas_page_or_here":
      // Without an address and a delivery there is nothing to agree to yet.
      if (!ready) return goToKlarna
      return <KlarnaPayments {...{ cart, providerId, onInvalidFields, onBusy, toPay, goToKlarna }} />
    case "nowhere":
      return (
        <>
          {toPay}
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
        </>
      )
    default:
      return goToKlarna
  }
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
