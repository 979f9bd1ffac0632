import type { HttpTypes } from "@medusajs/types"
import { useState } from "react"
import { useCart, type Cart } from "../cart"
import { CART_FIELDS } from "../cart-fields"
import { hasContactDetails } from "../contact-details"
import { useMoney } from "../country"
import { messages } from "../messages"
import { sdk } from "../medusa"
import { useAction } from "../use-action"
import { useLoaded } from "../use-loaded"
import { Failed } from "./failed"
import { Loading } from "./loading"
import { Problem } from "./problem"
import { Step } from "./step"

export function DeliveryStep({ cart }: { cart: Cart }) {
  const ready = hasContactDetails(cart)
  return (
    <Step
      number={2}
      title={messages.checkout.delivery}
      done={ready && Boolean(cart.shipping_methods?.length)}
    >
      {ready ? <DeliveryOptions cart={cart} /> : <p className="later">{messages.checkout.deliveryLater}</p>}
    </Step>
  )
}

function DeliveryOptions({ cart }: { cart: Cart }) {
  // What is offered, and at what price, may depend on where to and on how much is bought.
  const { loaded, retry } = useLoaded(
    () => listDeliveries(cart.id),
    [cart.id, cart.region_id, cart.shipping_address?.postal_code, cart.item_total]
  )

  switch (loaded.status) {
    case "loading":
      return <Loading />
    case "failed":
      return <Failed error={loaded.error} retry={retry} />
    case "loaded":
      return loaded.value.length ? (
        <OptionList cart={cart} options={loaded.value} />
      ) : (
        <p>{messages.checkout.noDelivery}</p>
      )
  }
}

interface OptionListProps {
  cart: Cart
  options: readonly HttpTypes.StoreCartShippingOptionWithServiceZone[]
}

function OptionList({ cart, options }: OptionListProps) {
  const { change } = useCart()
  const { busy, problem, run } = useAction()
  const money = useMoney(cart.currency_code)
  const [asked, setAsked] = useState<string>()
  const chosen = busy ? asked : cart.shipping_methods?.[0]?.shipping_option_id

  function choose(optionId: string) {
    if (busy) return
    setAsked(optionId)
    void run(() =>
      change(
        async ({ id }) =>
          (await sdk.store.cart.addShippingMethod(id, { option_id: optionId }, CART_FIELDS)).cart
      )
    )
  }

  return (
    <fieldset className="choices" aria-busy={busy}>
      <legend className="visually-hidden">{messages.checkout.delivery}</legend>
      {options.map(({ id, name, amount, type }) => (
        <label key={id} className="choice" data-testid="shipping-option">
          <input
            type="radio"
            name="delivery"
            value={id}
            checked={chosen === id}
            onChange={() => choose(id)}
          />
          <span className="choice-words">
            <span>{name}</span>
            {type?.description && <span className="choice-hint">{type.description}</span>}
          </span>
          <span className="choice-price">{amount === 0 ? messages.totals.free : money(amount)}</span>
        </label>
      ))}
      <Problem text={problem} />
    </fieldset>
  )
}

/** Cheapest first: Medusa's own order changes from call to call. */
async function listDeliveries(cartId: string) {
  const { shipping_options } = await sdk.store.fulfillment.listCartOptions({ cart_id: cartId })
  return shipping_options.sort((a, b) => a.amount - b.amount)
}
