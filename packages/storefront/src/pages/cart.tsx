import { Link } from "react-router-dom"
import type { Cart } from "../cart"
import { messages } from "../messages"
import { CartLine } from "../parts/cart-line"
import { CartTotals } from "../parts/cart-totals"
import { PromotionForm } from "../parts/promotion-form"
import { WithOpenCart } from "../parts/with-open-cart"
import { useTitle } from "../use-title"

export function CartPage() {
  useTitle(messages.cart.title)
  return (
    <WithOpenCart emptyHint={messages.cart.emptyHint}>{(cart) => <FilledCart cart={cart} />}</WithOpenCart>
  )
}

function FilledCart({ cart }: { cart: Cart }) {
  return (
    <div className="split">
      <div>
        <h1>{messages.cart.title}</h1>
        <ul className="cart-lines">
          {cart.items?.map((line) => (
            <CartLine key={line.id} line={line} currencyCode={cart.currency_code} />
          ))}
        </ul>
        <Link to="/" className="back-link">
          {messages.cart.keepShopping}
        </Link>
      </div>
      <section className="summary" aria-labelledby="summary">
        <h2 id="summary">{messages.totals.title}</h2>
        <PromotionForm cart={cart} />
        <CartTotals cart={cart} totalTestId="cart-total" />
        <Link to="/checkout" className="button button-wide" data-testid="go-to-checkout">
          {messages.cart.checkout}
        </Link>
      </section>
    </div>
  )
}
