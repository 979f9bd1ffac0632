import { In } from "typeorm"
import { hppSessions, type HppSessionRecord } from "../state/records"
import type { World } from "../world"

/** The payment session leads: when it ends, the pages that are still open end with it, without a callback. */
export async function closeSessionsOf(
  world: World,
  checkoutOrderId: string,
  outcome: Pick<HppSessionRecord, "status"> & Partial<HppSessionRecord>
) {
  await world.db.update(
    hppSessions,
    { checkout_order_id: checkoutOrderId, status: In(["WAITING", "IN_PROGRESS", "BACK", "FAILED", "ERROR"]) },
    { ...outcome, updated_at: world.now }
  )
}
