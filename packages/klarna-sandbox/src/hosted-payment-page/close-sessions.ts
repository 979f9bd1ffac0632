import { In } from "typeorm"
import { hppSessions, type HppSessionRecord } from "../state/records"
import { changeMoment } from "./hpp-session"
import type { World } from "../world"
import { stopPageTimer } from "./page-timer"

/** The payment session leads: when it ends, the pages that are still open end with it, without a callback. */
export async function closeSessionsOf(
  world: World,
  paymentSessionId: string,
  outcome: Pick<HppSessionRecord, "status"> & Partial<HppSessionRecord>
) {
  const open = await world.db.find(hppSessions, {
    where: {
      payment_session_id: paymentSessionId,
      status: In(["WAITING", "IN_PROGRESS", "MANUAL_ID_CHECK", "BACK", "FAILED", "ERROR"]),
    },
  })
  for (const session of open) {
    await stopPageTimer(world, session)
    const updated_at = changeMoment(world, session)
    await world.db.put(hppSessions, { ...session, ...outcome, manual_identification: null, updated_at })
  }
}
