import type { MedusaRequest } from "@medusajs/framework/http"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import type { SessionView } from "../../../../domain/session-view"

/** What staff know an order by. */
export type SessionOrder = {
  id: string
  display_id: number
  email: string | null
  /** Of the delivery address: where a text message goes. */
  phone: string | null
  country_code: string | null
  is_draft_order: boolean
  canceled: boolean
}

/** @returns the sessions with the order or draft order that each pays; null for a cart that is none yet */
export async function withOrders<Session extends SessionView>(
  req: MedusaRequest,
  sessions: Session[]
): Promise<(Session & { order: SessionOrder | null })[]> {
  const ids = [...new Set(sessions.flatMap(({ order_id }) => order_id ?? []))]
  const orders = ids.length ? await readOrders(req, ids) : new Map<string, SessionOrder>()
  return sessions.map((session) => ({ ...session, order: orders.get(session.order_id ?? "") ?? null }))
}

async function readOrders(req: MedusaRequest, ids: string[]): Promise<Map<string, SessionOrder>> {
  const { data } = await req.scope.resolve(ContainerRegistrationKeys.QUERY).graph({
    entity: "order",
    fields: [
      "id",
      "display_id",
      "email",
      "is_draft_order",
      "status",
      "canceled_at",
      "shipping_address.phone",
      "shipping_address.country_code",
    ],
    filters: { id: ids } as never,
  })
  return new Map(
    data.map((order) => [
      order.id,
      {
        id: order.id,
        display_id: Number(order.display_id),
        email: order.email ?? null,
        phone: order.shipping_address?.phone ?? null,
        country_code: order.shipping_address?.country_code ?? null,
        is_draft_order: Boolean(order.is_draft_order),
        canceled: Boolean(order.canceled_at) || order.status === "canceled",
      },
    ])
  )
}
