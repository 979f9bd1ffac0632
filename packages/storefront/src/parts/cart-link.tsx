import { Link } from "react-router-dom"
import { useCart } from "../cart"
import { messages } from "../messages"

export function CartLink() {
  const { state } = useCart()
  const lines = state.status === "open" ? (state.cart.items ?? []) : []
  const count = lines.reduce((sum, { quantity }) => sum + quantity, 0)
  return (
    <Link
      to="/cart"
      className="cart-link"
      data-testid="cart-link"
      aria-label={messages.shop.cartCount(count)}
    >
      {messages.shop.cart}
      <span className={count ? "cart-count cart-count-lit" : "cart-count"} aria-hidden="true">
        {count}
      </span>
    </Link>
  )
}
