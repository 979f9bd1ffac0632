import { taxOfLines } from "./order-rules"
import type { KlarnaOrderDraft } from "./klarna-order-draft"
import { requireMarket } from "./markets"
import type { MinorUnits } from "./money"
import { toPartLines } from "./part-lines"
import { remainingAmountLabel } from "./remaining-amount-label"

/**
 * An order of which only a part is still to be paid: one line per tax rate in place of its lines, in proportion to
 * what it has at each. The whole order keeps its lines.
 *
 * @param amount minor units, what is still to be paid
 * @throws {KlarnaMappingError} `amount_invalid` when it is not positive
 */
export function toOutstandingOrder(
  draft: KlarnaOrderDraft,
  amount: MinorUnits,
  displayId: string
): KlarnaOrderDraft {
  if (amount === draft.order_amount) return draft
  const order_lines = toPartLines(draft.order_lines, amount, remainingAmountLabel(displayId, draft.locale))
  const { taxOnSeparateLine } = requireMarket(draft.purchase_country, draft.purchase_currency)
  return {
    ...draft,
    order_amount: amount,
    order_tax_amount: taxOfLines(order_lines, taxOnSeparateLine),
    order_lines,
  }
}
