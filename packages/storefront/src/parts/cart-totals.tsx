import { pricesIncludeTax } from "../amounts"
import type { Cart } from "../cart"
import { Totals } from "./totals"

export function CartTotals({ cart, totalTestId }: { cart: Cart; totalTestId?: string }) {
  return (
    <Totals
      amounts={cart}
      currencyCode={cart.currency_code}
      taxIncluded={pricesIncludeTax(cart.items ?? [])}
      shippingKnown={Boolean(cart.shipping_methods?.length)}
      totalTestId={totalTestId}
    />
  )
}
