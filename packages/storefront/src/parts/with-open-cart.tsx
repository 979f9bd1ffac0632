import type { ReactNode } from "react"
import { Link } from "react-router-dom"
import { useCart, type Cart } from "../cart"
import { messages } from "../messages"
import { Failed } from "./failed"
import { Loading } from "./loading"
import { Notice } from "./notice"
import { OrderedCart } from "./ordered-cart"

interface Props {
  emptyHint: string
  /** Instead of the cart's own title where it is empty. */
  emptyTitle?: string
  children: (cart: Cart) => ReactNode
}

/** Shows its children for a cart with items in it, and what to do in every other case. */
export function WithOpenCart({ emptyHint, emptyTitle = messages.cart.empty, children }: Props) {
  const { state, refresh } = useCart()
  switch (state.status) {
    case "loading":
      return <Loading />
    case "failed":
      return <Failed error={state.error} retry={() => void refresh().catch(() => undefined)} />
    case "ordered":
      return <OrderedCart cart={state.cart} />
    case "none":
      return <EmptyCart title={emptyTitle} hint={emptyHint} />
    case "open":
      return state.cart.items?.length ? (
        <>{children(state.cart)}</>
      ) : (
        <EmptyCart title={emptyTitle} hint={emptyHint} />
      )
  }
}

function EmptyCart({ title, hint }: { title: string; hint: string }) {
  return (
    <Notice title={title} text={hint}>
      <Link className="button" to="/">
        {messages.cart.shop}
      </Link>
    </Notice>
  )
}
