import { createOrder, createSession, order, paidOrder } from "../support/orders"
import { row, type RefusedCall, type Row, type Scene } from "./row"

export const DAY = 86_400_000
export const om = (id: string, rest = "") => `/ordermanagement/v1/orders/${id}${rest}`

export const post = (id: string, rest: string, body?: unknown): RefusedCall => ({
  method: "POST",
  path: om(id, rest),
  body,
})
export const patch = (id: string, rest: string, body?: unknown): RefusedCall => ({
  method: "PATCH",
  path: om(id, rest),
  body,
})

export const capture = (id: string, captured_amount: number) => post(id, "/captures", { captured_amount })
export const refund = (id: string, refunded_amount: number, order_lines?: unknown) =>
  post(id, "/refunds", { refunded_amount, ...(order_lines !== undefined && { order_lines }) })
export const shipped = { shipping_info: [{ tracking_number: "1" }] }

/** A paid order after these calls. */
export async function orderAfter(scene: Scene, ...calls: ((id: string) => RefusedCall)[]): Promise<string> {
  const id = await paidOrder(scene.client)
  for (const call of calls) {
    const { method = "POST", path, body } = call(id)
    const { status } = await scene.client.call(method, path, body)
    if (status >= 300) throw new Error(`${method} ${path}: ${status}`)
  }
  return id
}

export const cancelled = (id: string) => post(id, "/cancel")
export const captured = (amount: number) => (id: string) => capture(id, amount)
export const released = (id: string) => post(id, "/release-remaining-authorization")

export async function expired(scene: Scene) {
  const id = await paidOrder(scene.client)
  await scene.sandbox.advance(28 * DAY)
  return id
}

/** Paid on a page in this way. */
export async function paidBy(scene: Scene, payment_method_category: string) {
  const id = await createOrder(scene.client, order())
  const { body } = await createSession(scene.client, scene.sandbox.url, id)
  await scene.client.consumer(body.session_id, "approve", { payment_method_category })
  return id
}

export const fee = (total_amount: number) => ({
  type: "return_fee",
  name: "Fee",
  quantity: 1,
  unit_price: total_amount,
  total_amount,
})

/** The same order, and what is refused of it. */
export const refused = (
  title: string,
  make: (scene: Scene) => Promise<string>,
  call: (id: string) => RefusedCall,
  code: string,
  message: string | RegExp
): Row => row(title, async (scene) => call(await make(scene)), 403, code, message)

export const paid = (scene: Scene) => paidOrder(scene.client)
export const after =
  (...calls: ((id: string) => RefusedCall)[]) =>
  (scene: Scene) =>
    orderAfter(scene, ...calls)

export const unprocessable = (title: string, call: (id: string) => RefusedCall, message: string): Row =>
  row(title, async (scene) => call(await paid(scene)), 422, "UNPROCESSABLE_ENTITY", message)
