import { callbacks, type CallbackRecord } from "../state/records"
import type { World } from "../world"

type NewCallback = Pick<CallbackRecord, "kind" | "subject_id" | "url" | "body"> & {
  event_id?: string
  /** Absent: it is sent by whoever stores it. */
  due_at?: number
}

/** Remembers a callback; the dispatcher sends it when it is due. */
export async function storeCallback(world: World, callback: NewCallback): Promise<string> {
  const callback_id = world.ids.uuid()
  const due_at = callback.due_at ?? null
  await world.db.insert(callbacks, {
    ...callback,
    callback_id,
    event_id: callback.event_id ?? null,
    due_at,
    created_at: world.now,
    attempts: 0,
  })
  if (due_at !== null) world.callbackDue(due_at)
  return callback_id
}
