import type { KlarnaCheckoutOrder } from "../../klarna"
import type { PurchaseRow } from "./rows"

/** What a purchase's stored status means for us. `unknown` decides nothing. */
export type PaymentStatus = "new" | "incomplete" | "complete" | "gone" | "aborted" | "unknown"

/**
 * `klarna_status` is Klarna's own word once it has been read; `new`, `gone` and `aborted` are ours, for an order
 * that Klarna does not know yet, does not know any more, or that we ended.
 *
 * @see klarna-checkout: `checkout_incomplete` becomes `checkout_complete`; case differs between sources
 */
export function statusOf(purchase: Pick<PurchaseRow, "klarna_status">): PaymentStatus {
  switch (purchase.klarna_status) {
    case "new":
      return "new"
    case "checkout_incomplete":
      return "incomplete"
    case "checkout_complete":
      return "complete"
    case "gone":
      return "gone"
    case "aborted":
    case "checkout_aborted":
      return "aborted"
    default:
      return "unknown"
  }
}

/** What is kept of an answer: the part that decisions and the cart need, without the page's HTML. */
export function readKlarnaOrder(order: KlarnaCheckoutOrder): {
  klarna_status: string
  snapshot: Record<string, unknown>
} {
  const { html_snippet: _, ...snapshot } = order as KlarnaCheckoutOrder & { html_snippet?: string }
  return { klarna_status: order.status.toLowerCase(), snapshot }
}
