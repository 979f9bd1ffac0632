import { cutText, LIMITS, tidyText } from "./limits"
import type { Market } from "./markets"
import { type LineText, planTaxedLine, type PlannedLine } from "./planned-line"
import type { SourceShippingMethod } from "./purchase-source"

/** Plans the lines of shipping methods; free shipping stays visible as a line of 0. */
export function planShippingLines(
  methods: readonly SourceShippingMethod[],
  market: Market,
  exponent: number
): PlannedLine[] {
  return methods.map((method) =>
    planTaxedLine(
      {
        sourceId: method.id,
        quantity: "1",
        pieces: 1,
        totals: method,
        text: toShippingText(method),
      },
      market,
      exponent
    )
  )
}

export const toShippingText = ({ id, name, shippingOptionId }: SourceShippingMethod): LineText => ({
  type: "shipping_fee",
  // The option, not the method: the method's id changes when the cart becomes an order.
  reference: cutText(tidyText(shippingOptionId) || id, LIMITS.reference),
  name: cutText(tidyText(name) || "Shipping", LIMITS.name),
})
