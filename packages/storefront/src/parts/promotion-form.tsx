import { useState, type FormEvent } from "react"
import { CART_FIELDS } from "../cart-fields"
import { useCart, type Cart } from "../cart"
import { messages } from "../messages"
import { sdk } from "../medusa"
import { useAction } from "../use-action"
import { Problem } from "./problem"

export function PromotionForm({ cart }: { cart: Cart }) {
  const { change } = useCart()
  const { busy, problem, run } = useAction()
  const [outcome, setOutcome] = useState("")

  function apply(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const form = event.currentTarget
    const code = String(new FormData(form).get("code")).trim()
    if (!code) return
    setOutcome("")
    void run(() =>
      change(async ({ id }) => {
        const next = (await sdk.store.cart.addPromotions(id, { promo_codes: [code] }, CART_FIELDS)).cart
        // Medusa takes a code that exists but does not fit without a word; it is then not among the cart's.
        const applied = codesOf(next).some((each) => each.toLowerCase() === code.toLowerCase())
        setOutcome(applied ? messages.promotion.applied(code) : messages.promotion.refused(code))
        if (applied) form.reset()
        return next
      })
    )
  }

  function remove(code: string) {
    setOutcome("")
    void run(() =>
      change(
        async ({ id }) =>
          (await sdk.store.cart.removePromotions(id, { promo_codes: [code] }, CART_FIELDS)).cart
      )
    )
  }

  return (
    <div className="promotion">
      <form onSubmit={apply}>
        <label htmlFor="promotion-code">{messages.promotion.label}</label>
        <div className="promotion-row">
          <input
            id="promotion-code"
            name="code"
            data-testid="promo-code"
            autoComplete="off"
            autoCapitalize="characters"
          />
          <button
            type="submit"
            className="button button-quiet"
            data-testid="apply-promo"
            aria-disabled={busy}
          >
            {busy ? messages.promotion.applying : messages.promotion.apply}
          </button>
        </div>
      </form>
      <p role="status" className="promotion-outcome">
        {outcome}
      </p>
      <Problem text={problem} />
      {codesOf(cart).length > 0 && (
        <ul className="promotion-codes">
          {codesOf(cart).map((code) => (
            <li key={code}>
              <span>{code}</span>
              <button
                type="button"
                aria-label={messages.promotion.remove(code)}
                aria-disabled={busy}
                onClick={() => remove(code)}
              >
                <span aria-hidden="true">×</span>
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}

const codesOf = (cart: Cart) => (cart.promotions ?? []).flatMap(({ code }) => (code ? [code] : []))
