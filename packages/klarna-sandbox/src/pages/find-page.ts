import { Refusal } from "../http/refusal"
import {
  checkoutOrders,
  hppSessions,
  type CheckoutOrderRecord,
  type HppSessionRecord,
} from "../state/records"
import type { World } from "../world"

export type FoundPage = { session: HppSessionRecord; order: CheckoutOrderRecord }

/** @throws {Refusal} 404 when no session ever had this code, or its time is over */
export async function findPage(world: World, page_code: string): Promise<FoundPage> {
  const session = await world.db.findOneBy(hppSessions, { page_code })
  const order = session && (await world.db.findOneBy(checkoutOrders, { order_id: session.checkout_order_id }))
  if (!session || !order || session.expires_at <= world.now)
    throw new Refusal(404, "NOT_FOUND", ["No such page"])
  return { session, order }
}
