import {
  checkoutOrders,
  hppSessions,
  type CheckoutOrderRecord,
  type HppSessionRecord,
} from "../state/records"
import type { World } from "../world"

export type FoundPage = { session: HppSessionRecord; order: CheckoutOrderRecord; merchantName: string }

/** @returns undefined when no session ever had this code, or its time is over */
export async function findPage(world: World, page_code: string): Promise<FoundPage | undefined> {
  const session = await world.db.findOneBy(hppSessions, { page_code })
  if (!session || session.expires_at <= world.now) return undefined
  const order = await world.db.findOneBy(checkoutOrders, { order_id: session.payment_session_id })
  if (!order) return undefined
  const merchant = world.merchants.find(({ username }) => username === session.merchant_id)
  return { session, order, merchantName: merchant?.name ?? session.merchant_id }
}
