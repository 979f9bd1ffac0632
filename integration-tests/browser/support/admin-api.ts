import type { DemoAddresses } from "./running-demo"

/** What Medusa says of an order, to those who look it up in Admin. */
export type AdminOrder = {
  id: string
  display_id: number
  email: string
  status: string
  payment_status: string
}

/** Reads, or with a body posts, as the demo's administrator. */
export async function askAdmin<Answer>(
  { medusa, admin }: DemoAddresses,
  path: string,
  body?: unknown
): Promise<Answer> {
  const login = await fetch(`${medusa}/auth/user/emailpass`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ email: admin.email, password: admin.password }),
  })
  const { token } = (await login.json()) as { token: string }
  const answer = await fetch(medusa + path, {
    method: body === undefined ? "GET" : "POST",
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
    body: body === undefined ? undefined : JSON.stringify(body),
  })
  if (!answer.ok) throw new Error(`${path} answered ${answer.status}`)
  return (await answer.json()) as Answer
}

/** @param number as shopper and staff see it */
export async function readOrder(demo: DemoAddresses, number: string): Promise<AdminOrder> {
  const { orders } = await askAdmin<{ orders: AdminOrder[] }>(
    demo,
    "/admin/orders?limit=200&fields=id,display_id,email,status,payment_status"
  )
  const order = orders.find(({ display_id }) => String(display_id) === number)
  if (!order) throw new Error(`There is no order ${number}`)
  return order
}

export async function readOrderById(demo: DemoAddresses, id: string): Promise<AdminOrder> {
  const fields = "id,display_id,email,status,payment_status"
  return (await askAdmin<{ order: AdminOrder }>(demo, `/admin/orders/${id}?fields=${fields}`)).order
}

export const readKlarnaOrderId = async (demo: DemoAddresses, number: string): Promise<string | null> =>
  readKlarnaOrderOf(demo, (await readOrder(demo, number)).id)

/** @param id Medusa's of the order */
export async function readKlarnaOrderOf(demo: DemoAddresses, id: string): Promise<string | null> {
  const { klarna_order } = await askAdmin<{ klarna_order: { klarna_order_id: string | null } }>(
    demo,
    `/admin/klarna/orders/${id}`
  )
  return klarna_order.klarna_order_id
}
