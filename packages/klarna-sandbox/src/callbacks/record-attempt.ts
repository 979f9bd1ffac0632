import {
  callbackAttempts,
  callbacks,
  type CallbackAttemptRecord,
  type CallbackRecord,
} from "../state/records"
import type { World } from "../world"
import { publishCallback } from "./callback-channel"
import type { PostAnswer } from "./post"

export type Attempt = {
  callback_id: string
  answer: PostAnswer
  ms: number
  fault?: string
  replay?: boolean
}

/** Notes an attempt. Replays and extra copies do not count towards the schedule. */
export async function recordAttempt(
  world: World,
  callback: CallbackRecord,
  attempt: Attempt
): Promise<CallbackAttemptRecord> {
  const { answer, ms, fault, replay = false } = attempt
  const number = replay ? callback.attempts : callback.attempts + 1
  const row = {
    callback_id: callback.callback_id,
    attempt: number,
    at: world.now,
    ms,
    status: answer.status,
    answer: answer.status === null ? null : answer.body,
    error: answer.status === null ? answer.error : null,
    fault: fault ?? null,
    replay,
  }
  publishCallback(callback, row)
  const id = await world.db.insert(callbackAttempts, row)
  if (!replay) await world.db.update(callbacks, { callback_id: callback.callback_id }, { attempts: number })
  return { id, ...row }
}
