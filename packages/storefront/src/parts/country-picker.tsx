import { useCart } from "../cart"
import { useCountry } from "../country"
import { messages } from "../messages"
import { useAction } from "../use-action"
import { Problem } from "./problem"

export function CountryPicker() {
  const { countries, country } = useCountry()
  const { state, moveTo } = useCart()
  const { busy, problem, run } = useAction()

  function choose(code: string) {
    const next = countries.find((each) => each.code === code)
    if (next) void run(() => moveTo(next))
  }

  return (
    <div className="country-picker">
      <label className="visually-hidden" htmlFor="country">
        {messages.shop.country}
      </label>
      <select
        id="country"
        data-testid="country-select"
        value={country.code}
        // Until the cart is known, moving the shop could leave the cart behind.
        disabled={state.status === "loading"}
        aria-busy={busy}
        onChange={(event) => choose(event.target.value)}
      >
        {countries.map(({ code, name }) => (
          <option key={code} value={code}>
            {name}
          </option>
        ))}
      </select>
      <Problem text={problem} />
    </div>
  )
}
