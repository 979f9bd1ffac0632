import { paidOrder } from "../support/orders"
import {
  DAY,
  om,
  post,
  patch,
  cancelled,
  captured,
  released,
  expired,
  paidBy,
  refused,
  paid,
  after,
  unprocessable,
} from "./managed-orders"
import { row, type MerchantName, type Row } from "./row"

/** order-management.md §2, §4 and §7. */
export const authorizationRows: Row[] = [
  refused(
    "cancelling what is captured",
    after(captured(1)),
    (id) => post(id, "/cancel"),
    "CANCEL_NOT_ALLOWED",
    "Order has previous captures. Cancel not possible."
  ),
  refused(
    "cancelling twice",
    after(cancelled),
    (id) => post(id, "/cancel"),
    "CANCEL_NOT_ALLOWED",
    /Cancel not possible\.$/
  ),
  refused(
    "acknowledging what is cancelled",
    after(cancelled),
    (id) => post(id, "/acknowledge"),
    "NOT_ALLOWED",
    /Acknowledgement not possible\.$/
  ),
  refused(
    "references of what is cancelled",
    after(cancelled),
    (id) => patch(id, "/merchant-references", { merchant_reference1: "1" }),
    "NOT_ALLOWED",
    "Update not allowed."
  ),
  refused(
    "releasing what is not captured",
    paid,
    released,
    "NOT_ALLOWED",
    "Order has no captures. Remaining authorization cannot be released."
  ),
  refused(
    "releasing what is captured",
    after(captured(31630)),
    released,
    "NOT_ALLOWED",
    "Order is fully captured. Remaining authorization cannot be released."
  ),
  refused("releasing what is cancelled", after(cancelled), released, "NOT_ALLOWED", /is cancelled/),
  refused(
    "less than is captured",
    after(captured(8000)),
    (id) => patch(id, "/authorization", { order_amount: 7000 }),
    "NOT_ALLOWED",
    "Resulting authorization amount 7000 cannot be less than the captured amount 8000 for order. Order authorization cannot be updated"
  ),
  refused(
    "updating what is cancelled",
    after(cancelled),
    (id) => patch(id, "/authorization", { order_amount: 1 }),
    "NOT_ALLOWED",
    "Update not allowed."
  ),
  refused(
    "more from a card",
    (scene) => paidBy(scene, "PAY_NOW"),
    (id) => patch(id, "/authorization", { order_amount: 31631 }),
    "NOT_ALLOWED",
    /cannot be increased/
  ),
  unprocessable(
    "an authorization without an amount",
    (id) => patch(id, "/authorization", {}),
    "The order_amount value is missing or not valid"
  ),
  refused(
    "extending what is expired",
    expired,
    (id) => post(id, "/extend-authorization-time"),
    "NOT_ALLOWED",
    "Order is expired. Authorization time cannot be extended."
  ),
  refused(
    "extending what is cancelled",
    after(cancelled),
    (id) => post(id, "/extend-authorization-time"),
    "NOT_ALLOWED",
    /is cancelled/
  ),
  refused(
    "extending what is captured",
    after(captured(31630)),
    (id) => post(id, "/extend-authorization-time"),
    "NOT_ALLOWED",
    /fully captured/
  ),
  refused(
    "extending a card",
    (scene) => paidBy(scene, "PAY_NOW"),
    (id) => post(id, "/extend-authorization-time"),
    "NOT_ALLOWED",
    /cannot wait/
  ),
  row(
    "extending after 180 days",
    async (scene) => {
      const id = await paid(scene)
      for (let extended = 0; extended < 8; extended += 1) {
        await scene.sandbox.advance(25 * DAY)
        const answer = await scene.client.call("POST", om(id, "/extend-authorization-time"))
        if (answer.status !== 204) break
      }
      return post(id, "/extend-authorization-time")
    },
    403,
    "NOT_ALLOWED",
    /older than 180 days/
  ),
  row(
    "extending at Kustom",
    async (scene) => ({
      ...post(await paidOrder(scene.as("kustom")), "/extend-authorization-time"),
      as: "kustom" as MerchantName,
    }),
    404,
    "NOT_FOUND"
  ),
]
