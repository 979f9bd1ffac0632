import { CART_FIELDS } from "../cart-fields"
import { useCart, type Cart } from "../cart"
import { lineDetail, lineTitle } from "../line-title"
import { messages } from "../messages"
import { sdk } from "../medusa"
import { useAction } from "../use-action"
import { LineAmount } from "./line-amount"
import { Picture } from "./picture"
import { Problem } from "./problem"
import { QuantityStepper } from "./quantity-stepper"

type Line = NonNullable<Cart["items"]>[number]

export function CartLine({ line, currencyCode }: { line: Line; currencyCode: string }) {
  const { change } = useCart()
  const { busy, problem, run } = useAction()
  const title = lineTitle(line)

  function setQuantity(quantity: number) {
    void run(() =>
      change(
        async ({ id }) => (await sdk.store.cart.updateLineItem(id, line.id, { quantity }, CART_FIELDS)).cart
      )
    )
  }

  function remove() {
    void run(() =>
      change(async ({ id }) => {
        await sdk.store.cart.deleteLineItem(id, line.id)
        return (await sdk.store.cart.retrieve(id, CART_FIELDS)).cart
      })
    )
  }

  return (
    <li className="cart-line" aria-busy={busy}>
      <Picture src={line.thumbnail} />
      <div className="cart-line-words">
        <h2>{title}</h2>
        <p>{lineDetail(line)}</p>
      </div>
      <LineAmount line={line} currencyCode={currencyCode} />
      <div className="cart-line-controls">
        <QuantityStepper
          label={messages.cart.quantityOf(title)}
          value={line.quantity}
          max={Infinity}
          onChange={setQuantity}
        />
        <button
          type="button"
          className="link-button"
          aria-label={messages.cart.removeItem(title)}
          onClick={remove}
        >
          {messages.cart.remove}
        </button>
      </div>
      <Problem text={problem} />
    </li>
  )
}
