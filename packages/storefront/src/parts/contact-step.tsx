import { useState } from "react"
import { useCart, type Cart } from "../cart"
import { CART_FIELDS } from "../cart-fields"
import {
  contactDetailsOf,
  hasContactDetails,
  toCartUpdate,
  type ContactDetails,
  type ContactField,
} from "../contact-details"
import { useCountry } from "../country"
import { messages } from "../messages"
import { sdk } from "../medusa"
import { AddressLines } from "./address-lines"
import { ContactForm } from "./contact-form"
import { Step, focusStep } from "./step"

interface Props {
  cart: Cart
  /** What Klarna does not take, of what is in the cart. */
  invalid: readonly ContactField[]
  onSaved: () => void
}

export function ContactStep({ cart, invalid, onSaved }: Props) {
  const { change } = useCart()
  const { country } = useCountry()
  const [editing, setEditing] = useState(false)

  function edit() {
    setEditing(true)
    focusStep(1)
  }

  const done = hasContactDetails(cart) && !editing && invalid.length === 0

  async function save(details: ContactDetails) {
    await change(
      async ({ id }) =>
        (await sdk.store.cart.update(id, toCartUpdate(details, country.code), CART_FIELDS)).cart
    )
    setEditing(false)
    onSaved()
    focusStep(2)
  }

  return (
    <Step
      number={1}
      title={messages.checkout.contact}
      done={done}
      action={
        done && (
          <button type="button" className="link-button" onClick={edit}>
            {messages.checkout.change}
          </button>
        )
      }
    >
      {done ? (
        <>
          <p>{cart.email}</p>
          <AddressLines address={cart.shipping_address} />
        </>
      ) : (
        // Another country is another form: the old address is not valid there.
        <ContactForm
          key={country.code}
          country={country}
          initial={contactDetailsOf(cart)}
          invalid={invalid}
          save={save}
        />
      )}
    </Step>
  )
}
