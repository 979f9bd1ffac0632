import { delivery, lamps } from "../support/orders"
import { authorize, authorized, placeOrder } from "../support/payments"
import {
  HOUR,
  authorizations,
  line,
  place,
  tokenOf,
  placed,
  createToken,
  cancel,
  invalidToken,
  consumed,
  completed,
  notAllowed,
} from "./payments-scenes"
import { NOBODY, row, type Row } from "./row"

/** klarna-payments.md §6. */
export const placingRows: Row[] = [
  row("an order with no token", () => place(NOBODY), ...invalidToken),
  row(
    "an order with another merchant's token",
    async (scene) => ({ ...place(await tokenOf(scene)), as: "other" }),
    ...notAllowed
  ),
  row(
    "an order with a token of an hour ago",
    async (scene) => {
      const token = await tokenOf(scene)
      await scene.sandbox.advance(HOUR)
      return place(token)
    },
    ...invalidToken
  ),
  row(
    "an order with a token that another replaced",
    async (scene) => {
      const { sessionId, token } = await authorized(scene.client)
      await authorize(scene.client, sessionId)
      return place(token)
    },
    ...invalidToken
  ),
  row(
    "an order with a token that was cancelled",
    async (scene) => {
      const token = await tokenOf(scene)
      await scene.client.call("DELETE", `${authorizations}/${token}`)
      return place(token)
    },
    ...invalidToken
  ),
  row(
    "an order after the order, with a token of the same session",
    async (scene) => {
      const { sessionId, token } = await authorized(scene.client)
      const { body } = await authorize(scene.client, sessionId)
      await placeOrder(scene.client, body.authorization_token)
      return place(token)
    },
    ...completed
  ),
  row(
    "an order that does not add up",
    async (scene) => place(await tokenOf(scene), { order_amount: 1 }),
    400,
    "BAD_VALUE",
    "Bad value: order_amount"
  ),
  row(
    "an order for more lines than were agreed to",
    async (scene) =>
      place(await tokenOf(scene), {
        order_lines: [lamps, delivery, { name: "Gift", quantity: 1, unit_price: 0, total_amount: 0 }],
      }),
    409,
    "BAD_VALUE",
    "Not matching fields: [Incorrect number of items in the cart. Expected: 2, Actual: 3]"
  ),
  row(
    "an order for other lines than were agreed to",
    async (scene) => place(await tokenOf(scene), { order_lines: [line({ name: "Chair" }), delivery] }),
    409,
    "BAD_VALUE",
    "Not matching fields: [order_lines[0].name]"
  ),
  row(
    "the order again with another body",
    async (scene) => place((await placed(scene)).token, { merchant_reference1: "2" }),
    409,
    "BAD_VALUE",
    "The order has been already completed with different request body"
  ),
  row(
    "the order again, where the setting says that the token is used up",
    async (scene) => {
      await scene.client.control("POST", "/settings", { kp_order_again: "refused" })
      return place((await placed(scene)).token)
    },
    ...consumed
  ),
  row(
    "an order that Klarna does not take after all",
    async (scene) => place(await tokenOf(scene, {}, { result: "reject_order" })),
    403,
    "REJECTED",
    "Rejected"
  ),
  row(
    "an order where only a token was agreed to",
    async (scene) => place(await tokenOf(scene, { intent: "tokenize" })),
    403,
    "INVALID_OPERATION",
    "Not allowed to place order for intent tokenize"
  ),
  row(
    "an order where a token was agreed to and made",
    async (scene) => {
      const token = await tokenOf(scene, { intent: "tokenize" })
      const { method = "POST", path, body } = createToken(token)
      await scene.client.call(method, path, body)
      return place(token)
    },
    ...consumed
  ),
  row("cancelling a token that never was", () => cancel(NOBODY), ...invalidToken),
  row(
    "cancelling a token that was cancelled",
    async (scene) => {
      const token = await tokenOf(scene)
      await scene.client.call("DELETE", `${authorizations}/${token}`)
      return cancel(token)
    },
    ...invalidToken
  ),
  row(
    "cancelling a token that became an order",
    async (scene) => cancel((await placed(scene)).token),
    404,
    "NOT_FOUND",
    "Authorization cannot be deleted"
  ),
]

/** klarna-payments.md §7: creating customer tokens. */
export const tokenRows: Row[] = [
  row("a customer token of no authorization", () => createToken(NOBODY), ...invalidToken),
  row(
    "a customer token where only a purchase was agreed to",
    async (scene) => createToken(await tokenOf(scene)),
    403,
    "INVALID_OPERATION",
    "Not allowed to create customer token for intent buy"
  ),
  row(
    "a second customer token",
    async (scene) => {
      const token = await tokenOf(scene, { intent: "tokenize" })
      const { method = "POST", path, body } = createToken(token)
      await scene.client.call(method, path, body)
      return createToken(token)
    },
    ...consumed
  ),
  row(
    "a customer token of an hour ago",
    async (scene) => {
      const token = await tokenOf(scene, { intent: "tokenize" })
      await scene.sandbox.advance(HOUR)
      return createToken(token)
    },
    ...invalidToken
  ),
  row(
    "a customer token for another purpose",
    async (scene) => createToken(await tokenOf(scene, { intent: "tokenize" }), { intended_use: "FUN" }),
    400,
    "BAD_VALUE",
    "Bad value: intended_use"
  ),
  row(
    "a customer token in another currency",
    async (scene) => createToken(await tokenOf(scene, { intent: "tokenize" }), { purchase_currency: "EUR" }),
    409,
    "BAD_VALUE",
    "Not matching fields: [purchase_currency]"
  ),
]
