import { createOrder, createSession, lamps, order } from "../support/orders"
import {
  post,
  capture,
  refund,
  cancelled,
  captured,
  released,
  expired,
  fee,
  refused,
  paid,
  after,
  unprocessable,
} from "./managed-orders"
import { row, type Row } from "./row"

/** order-management.md §5 and §6. */
export const captureRows: Row[] = [
  refused(
    "capturing what is cancelled",
    after(cancelled),
    (id) => capture(id, 1),
    "CAPTURE_NOT_ALLOWED",
    "Order is cancelled. Capture not possible."
  ),
  refused(
    "capturing what is expired",
    expired,
    (id) => capture(id, 1),
    "CAPTURE_NOT_ALLOWED",
    /^Order .* is expired\. Capture not possible\.$/
  ),
  refused(
    "capturing too much",
    after(captured(26730)),
    (id) => capture(id, 5000),
    "CAPTURE_NOT_ALLOWED",
    "Captured amount is higher than the remaining authorized amount. Capture not possible."
  ),
  refused(
    "capturing what is released",
    after(captured(26730), released),
    (id) => capture(id, 1),
    "CAPTURE_NOT_ALLOWED",
    /higher than the remaining/
  ),
  refused("capturing nothing", paid, (id) => capture(id, 0), "CAPTURE_NOT_ALLOWED", /higher than zero/),
  row(
    "capturing while the fraud decision is open",
    async (scene) => {
      const id = await createOrder(scene.client, order({ purchase_country: "GB", purchase_currency: "GBP" }))
      const { body } = await createSession(scene.client, scene.sandbox.url, id)
      await scene.client.consumer(body.session_id, "pending")
      return capture(id, 1)
    },
    403,
    "CAPTURE_NOT_ALLOWED",
    /not accepted/
  ),
  unprocessable(
    "a capture without an amount",
    (id) => post(id, "/captures", {}),
    "The captured_amount value is missing or not valid"
  ),
  unprocessable(
    "a capture with a long carrier",
    (id) =>
      post(id, "/captures", { captured_amount: 1, shipping_info: [{ shipping_company: "x".repeat(101) }] }),
    "The size of the shipping_info/shipping_company value must be between 0 and 100"
  ),
]

export const refundRows: Row[] = [
  refused(
    "refunding what is not captured",
    paid,
    (id) => refund(id, 1),
    "REFUND_NOT_ALLOWED",
    "Order has no captures. Refund not possible"
  ),
  refused(
    "refunding too much",
    after(captured(26730)),
    (id) => refund(id, 26731),
    "REFUND_NOT_ALLOWED",
    "Over refund is not allowed. Refund not possible."
  ),
  refused(
    "refunding nothing",
    after(captured(26730)),
    (id) => refund(id, 0),
    "REFUND_NOT_ALLOWED",
    /higher than zero/
  ),
  refused(
    "a return fee after two captures",
    after(captured(20000), captured(11630)),
    (id) => refund(id, 9500, [{ ...lamps, quantity: 1, unit_price: 10000, total_amount: 10000 }, fee(-500)]),
    "REFUND_NOT_ALLOWED",
    /return fee is not possible/
  ),
  refused(
    "a return fee that does not add up",
    after(captured(31630)),
    (id) => refund(id, 9000, [{ ...lamps, quantity: 1, unit_price: 10000, total_amount: 10000 }, fee(-500)]),
    "REFUND_NOT_ALLOWED",
    /does not add up/
  ),
  unprocessable(
    "a refund with a long reference",
    (id) => post(id, "/refunds", { refunded_amount: 1, reference: "x".repeat(256) }),
    "The size of the reference value must be between 0 and 255"
  ),
]
