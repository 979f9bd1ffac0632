import type { KlarnaOrderDraft } from "./klarna-order-draft"
import { samePurchase, type ReadOrderLine } from "./same-purchase"

type Authorization = Pick<KlarnaOrderDraft, "order_amount" | "order_lines">

/**
 * Body of an update of the authorization. Both replace what is there: without lines Klarna deletes them.
 *
 * @see Klarna Order Management `PATCH /authorization`
 */
export const authorizationBody = ({ order_amount, order_lines }: Authorization): string =>
  JSON.stringify({ order_amount, order_lines })

/** Whether Klarna's order reads as such a body wants it. It has no key to be found by. */
export function showsAuthorization(
  order: { order_amount: number; order_lines: readonly ReadOrderLine[] },
  body: string | null
): boolean {
  const { order_amount, order_lines } = JSON.parse(body ?? "{}") as Partial<Authorization>
  if (order.order_amount !== order_amount) return false
  // Order Management may keep no lines at all.
  if (!order.order_lines.length) return !order_lines?.length
  const wanted = { order_amount, order_lines: order_lines ?? [] } as KlarnaOrderDraft
  return samePurchase({ order_amount, order_lines: order.order_lines }, wanted).equal
}
