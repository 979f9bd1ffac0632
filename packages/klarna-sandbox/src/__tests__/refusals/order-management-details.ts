import {
  om,
  post,
  patch,
  capture,
  refund,
  shipped,
  orderAfter,
  cancelled,
  captured,
  refused,
  paid,
  after,
  unprocessable,
} from "./managed-orders"
import { NOBODY, row, type RefusedCall, type Row, type Scene } from "./row"

/** Nobody's order: each call says it in its own words. */
const unknown = (name: string, call: RefusedCall, message: string, code = "NO_SUCH_ORDER"): Row =>
  row(`${name} of an order that never was`, () => call, 404, code, message)

const cannotBeFound = `Order ${NOBODY} cannot be found`

/** order-management.md §9: each call in its own words. */
export const unknownRows: Row[] = [
  unknown("reading", { path: om(NOBODY) }, cannotBeFound),
  unknown("acknowledging", post(NOBODY, "/acknowledge"), `${cannotBeFound}. Acknowledgement not possible.`),
  unknown(
    "references",
    patch(NOBODY, "/merchant-references", {}),
    `${cannotBeFound}. Merchant references cannot be updated.`
  ),
  unknown(
    "customer details",
    patch(NOBODY, "/customer-details", {}),
    `${cannotBeFound}. Customer details cannot be updated.`
  ),
  unknown(
    "shipping info",
    post(NOBODY, "/shipping-info", shipped),
    `${cannotBeFound}. Shipping info cannot be added to order ${NOBODY}.`
  ),
  unknown(
    "shipping info of a capture",
    post(NOBODY, "/captures/c/shipping-info", shipped),
    `${cannotBeFound}. Shipping info cannot be added to capture c.`
  ),
  unknown("the captures", { path: om(NOBODY, "/captures") }, cannotBeFound),
  unknown("a refund", refund(NOBODY, 1), `${cannotBeFound}. Refund not possible.`, "NOT_FOUND"),
  row(
    "an id that is none",
    () => ({ path: om("x") }),
    400,
    "INVALID_ORDER_ID",
    "Order ID must be a valid UUID."
  ),
  row(
    "another merchant's order",
    async (scene) => ({ ...capture(await paid(scene), 1), as: "other" }),
    404,
    "NO_SUCH_ORDER"
  ),
  row(
    "an order that is not there yet",
    async (scene) => {
      await scene.client.control("POST", "/settings", { om_lag_ms: 60_000 })
      return capture(await paid(scene), 1)
    },
    404,
    "NO_SUCH_ORDER"
  ),
  row(
    "a capture that never was",
    async (scene) => ({ path: om(await paid(scene), `/captures/${NOBODY}`) }),
    404,
    "NO_SUCH_ORDER"
  ),
  row(
    "a refund that never was",
    async (scene) => ({ path: om(await paid(scene), `/refunds/${NOBODY}`) }),
    404,
    "NOT_FOUND",
    /^Refund .* cannot be found for order /
  ),
]

/** A capture of everything, by its id. */
async function captureOf(scene: Scene) {
  const id = await paid(scene)
  const { headers } = await scene.client.call("POST", om(id, "/captures"), { captured_amount: 31630 })
  return `${om(id)}/captures/${headers.get("capture-id")}`
}

/** order-management.md §1 and §3. */
export const detailRows: Row[] = [
  refused(
    "an address of what is cancelled",
    after(cancelled),
    (id) => patch(id, "/customer-details", { shipping_address: { city: "Lund" } }),
    "NOT_ALLOWED",
    "Update not allowed."
  ),
  refused(
    "another bill",
    paid,
    (id) => patch(id, "/customer-details", { billing_address: { city: "Lund" } }),
    "NOT_ALLOWED",
    "Billing address cannot be updated for user account order. Customer details cannot be updated."
  ),
  refused(
    "an address that is a risk",
    paid,
    (id) => patch(id, "/customer-details", { shipping_address: { email: "alva+denied@shop.example" } }),
    "NOT_ALLOWED",
    /Customer details cannot be updated/
  ),
  row(
    "an address that is none",
    async (scene) =>
      patch(await paid(scene), "/customer-details", { shipping_address: { country: "Sweden" } }),
    422,
    "INVALID_ADDRESS",
    "The shipping and/or billing address is invalid"
  ),
  refused(
    "shipping info of what is cancelled",
    after(cancelled),
    (id) => post(id, "/shipping-info", shipped),
    "NOT_ALLOWED",
    /is cancelled/
  ),
  unprocessable(
    "no shipping info",
    (id) => post(id, "/shipping-info", { shipping_info: [] }),
    "The size of the shipping_info value must be between 1 and 500"
  ),
  refused(
    "shipping info of a capture before any",
    paid,
    (id) => post(id, `/captures/${NOBODY}/shipping-info`, shipped),
    "NOT_ALLOWED",
    /has no captures/
  ),
  row(
    "shipping info of a capture that never was",
    async (scene) => post(await orderAfter(scene, captured(1)), `/captures/${NOBODY}/shipping-info`, shipped),
    404,
    "NO_SUCH_CAPTURE",
    `Capture could not be found. Shipping info cannot be added to capture ${NOBODY}`
  ),
  refused(
    "sending the bill again before any",
    paid,
    (id) => post(id, `/captures/${NOBODY}/trigger-send-out`),
    "NOT_ALLOWED",
    /has no captures/
  ),
  row(
    "a bill that falls due on no day",
    async (scene) => ({
      method: "PATCH",
      path: `${await captureOf(scene)}/extend-due-date`,
      body: { number_of_days: 11 },
    }),
    403,
    "NOT_ALLOWED"
  ),
]
