import { useState } from "react"
import { Link, useSearchParams } from "react-router-dom"
import type { Cart } from "../cart"
import { hasContactDetails, type ContactField } from "../contact-details"
import { useMoney } from "../country"
import { klarnaSessionOf } from "../klarna"
import { messages } from "../messages"
import { CartTotals } from "../parts/cart-totals"
import { ContactStep } from "../parts/contact-step"
import { DeliveryStep } from "../parts/delivery-step"
import { KlarnaMessage, readOutcome, type KlarnaOutcome } from "../parts/klarna-message"
import { LineList } from "../parts/line-list"
import { PaymentStep } from "../parts/payment-step"
import { PromotionForm } from "../parts/promotion-form"
import { WithOpenCart } from "../parts/with-open-cart"
import { usePayment } from "../use-payment"
import { useTitle } from "../use-title"

export function CheckoutPage() {
  useTitle(messages.checkout.title)
  const [query] = useSearchParams()
  const outcome = readOutcome(query.get("klarna"))
  // Who comes from Klarna without a cart paid for one on another screen: a kiosk's, or their own computer's.
  const empty = outcome
    ? { emptyTitle: messages.klarna.outcomes[outcome].title, emptyHint: messages.klarna.elsewhere }
    : { emptyHint: messages.checkout.needsItems }
  return <WithOpenCart {...empty}>{(cart) => <Checkout cart={cart} outcome={outcome} />}</WithOpenCart>
}

function Checkout({ cart, outcome }: { cart: Cart; outcome: KlarnaOutcome | undefined }) {
  const payment = usePayment()
  const held = klarnaSessionOf(cart)
  const [invalid, setInvalid] = useState<readonly ContactField[]>([])
  const ready = hasContactDetails(cart) && Boolean(cart.shipping_methods?.length) && invalid.length === 0

  return (
    <div className="split split-checkout">
      <div>
        <h1>{messages.checkout.title}</h1>
        {outcome && (
          <KlarnaMessage
            outcome={outcome}
            providerId={ready && held?.redirectUrl ? held.providerId : undefined}
            payment={payment}
          />
        )}
      </div>
      <OrderSummary cart={cart} />
      <div className="steps">
        <ContactStep cart={cart} invalid={invalid} onSaved={() => setInvalid([])} />
        <DeliveryStep cart={cart} />
        <PaymentStep cart={cart} ready={ready} payment={payment} onInvalidFields={setInvalid} />
      </div>
    </div>
  )
}

/** Open beside the steps; closed above them on a phone, where the steps matter more. */
function OrderSummary({ cart }: { cart: Cart }) {
  const money = useMoney(cart.currency_code)
  return (
    <details className="summary" open={window.matchMedia("(min-width: 56rem)").matches}>
      <summary>
        <h2>{messages.checkout.order}</h2>
        <span className="summary-total">{money(cart.total)}</span>
      </summary>
      <LineList lines={cart.items ?? []} currencyCode={cart.currency_code} />
      <Link to="/cart" className="back-link">
        {messages.checkout.editCart}
      </Link>
      <PromotionForm cart={cart} />
      <CartTotals cart={cart} />
    </details>
  )
}
