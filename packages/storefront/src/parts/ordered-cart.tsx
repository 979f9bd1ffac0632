import { Link } from "react-router-dom"
import { useCart, type Cart } from "../cart"
import { messages } from "../messages"
import { orderPathOf } from "../order-path"
import { useLoaded } from "../use-loaded"
import { Failed } from "./failed"
import { Loading } from "./loading"
import { Notice } from "./notice"

/** Where cart and checkout end up when the stored cart was ordered meanwhile. */
export function OrderedCart({ cart }: { cart: Cart }) {
  const { forget } = useCart()
  const { loaded, retry } = useLoaded(() => orderPathOf(cart), [cart.id])
  return (
    <Notice title={messages.ordered.title} text={messages.ordered.text}>
      {loaded.status === "loading" && <Loading />}
      {loaded.status === "failed" && <Failed error={loaded.error} retry={retry} />}
      {loaded.status === "loaded" && (
        <Link className="button" to={loaded.value}>
          {messages.ordered.show}
        </Link>
      )}
      <Link className="button button-quiet" to="/" onClick={() => void forget()}>
        {messages.ordered.begin}
      </Link>
    </Notice>
  )
}
