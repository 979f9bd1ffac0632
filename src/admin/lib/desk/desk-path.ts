/** The desk's own page of one of an order's Klarna orders. */
export const deskPage = (orderId: string, klarnaOrderId?: string | null): string =>
  withKlarnaOrder(`/klarna/orders/${encodeURIComponent(orderId)}`, klarnaOrderId)

/**
 * Where the desk's routes are: every one names the Klarna order that it is about, because an order may have several.
 *
 * @param klarnaOrderId without it the newest that pays
 */
export const deskPath = (orderId: string, klarnaOrderId?: string | null, action = ""): string =>
  withKlarnaOrder(
    `/admin/klarna/orders/${encodeURIComponent(orderId)}${action && `/${action}`}`,
    klarnaOrderId
  )

const withKlarnaOrder = (path: string, klarnaOrderId: string | null | undefined): string =>
  klarnaOrderId ? `${path}?${new URLSearchParams({ klarna_order_id: klarnaOrderId })}` : path
