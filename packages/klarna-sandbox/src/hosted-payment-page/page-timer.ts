import { scheduleStatusUpdate } from "../callbacks/schedule-status-update"
import { callbacks, type HppSessionRecord } from "../state/records"
import type { World } from "../world"

/** A page that is looked at and then left alone tells the shop so, once. The caller stores the session. */
export async function restartPageTimer(world: World, session: HppSessionRecord) {
  await stopPageTimer(world, session)
  if (world.settings.page_timeout_ms === 0) return
  const due_at = world.now + world.settings.page_timeout_ms
  session.timeout_callback_id = await scheduleStatusUpdate(world, session, { status: "TIMEOUT", due_at })
}

/** Something happened on the page: a time-out that was not told yet is none. The caller stores the session. */
export async function stopPageTimer(world: World, session: HppSessionRecord) {
  if (session.timeout_callback_id === null) return
  await world.db.update(
    callbacks,
    { callback_id: session.timeout_callback_id, attempts: 0 },
    { due_at: null }
  )
  session.timeout_callback_id = null
}
