import { KlarnaMappingError } from "./errors"
import type { KlarnaOrderDraft } from "./klarna-order-draft"
import { LIMITS } from "./limits"
import { requireMarket } from "./markets"
import { applyLineCount, applyOrderRules, type Breach, type TaxMode } from "./order-rules"

/**
 * Verifies every rule Klarna has for an order's amounts, lines and texts, before it is sent: our error can name
 * the item and both numbers, a refusal from outside may not.
 *
 * @param mode by market, or as a caller with a market of his own says
 * @throws {KlarnaMappingError} `lines_do_not_add_up` (an equation), `sign_not_allowed`, `limit_exceeded`,
 *   `too_many_lines`; details name line, reference, rule, expected and actual
 */
export function checkOrder(
  draft: KlarnaOrderDraft,
  mode: TaxMode = requireMarket(draft.purchase_country, draft.purchase_currency)
): void {
  applyOrderRules(draft, mode, refuse)
}

/** @throws {KlarnaMappingError} `too_many_lines` with both numbers */
export function checkLineCount(count: number): void {
  applyLineCount(count, refuse)
}

function refuse({ code, line, reference, field, expected, actual }: Breach): never {
  throw new KlarnaMappingError(code, sentence(), {
    ...(line === undefined ? {} : { line }),
    ...(reference ? { reference } : {}),
    rule: field,
    expected,
    actual,
  })

  function sentence(): string {
    if (code === "too_many_lines") {
      return `The order has ${actual} lines, Klarna takes at most ${LIMITS.orderLines}`
    }
    if (line !== undefined) {
      const which = `order_lines[${line}]${reference ? ` (${reference})` : ""}`
      return `${which}: ${field} is ${actual}, expected ${expected}`
    }
    return code === "sign_not_allowed"
      ? `${field} is negative: ${actual}`
      : `${field} is ${actual}, the lines make ${expected}`
  }
}
