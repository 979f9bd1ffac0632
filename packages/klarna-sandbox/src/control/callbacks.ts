import { IsNull, Not } from "typeorm"
import { iso } from "../clock"
import { json, type Reply } from "../http/reply"
import { param, type Request } from "../http/request"
import type { Sandbox } from "../sandbox"
import {
  callbackAttempts,
  callbacks,
  type CallbackAttemptRecord,
  type CallbackRecord,
} from "../state/records"
import type { World } from "../world"
import { controlError } from "./control-error"

/** GET /_sandbox/callbacks: every attempt with its answer, newest last; `?pending=1`: what is still to come. */
export async function listCallbacks(sandbox: Sandbox, { query }: Request): Promise<Reply> {
  const kind = query.get("callback")
  const rows: { callback: string }[] = await sandbox.command<{ callback: string }[]>(
    query.has("pending") ? findPending : findAttempts
  )
  return json(kind ? rows.filter((row) => row.callback === kind) : rows)
}

/** POST /_sandbox/callbacks/{id}/replay: once more, as it was; `id` is an attempt's `id` or its `callback_id`. */
export async function replayCallback(sandbox: Sandbox, request: Request): Promise<Reply> {
  const id = param(request, "id")
  const attempt = /^\d+$/.test(id)
    ? await sandbox.command((world) => world.db.findOneBy(callbackAttempts, { id: Number(id) }))
    : null
  const replayed = await sandbox.callbacks.replay(attempt?.callback_id ?? id)
  if (!replayed) return controlError(404, `There is no callback ${id}`)
  return json({ ...replayed, at: iso(replayed.at) })
}

export async function findAttempts(world: World) {
  const sent = new Map((await world.db.find(callbacks)).map((callback) => [callback.callback_id, callback]))
  const attempts = await world.db.find(callbackAttempts, { order: { id: "ASC" } })
  return attempts.flatMap((attempt) => {
    const callback = sent.get(attempt.callback_id)
    return callback ? [toAttempt(callback, attempt)] : []
  })
}

async function findPending(world: World) {
  const pending = await world.db.find(callbacks, {
    where: { due_at: Not(IsNull()) },
    order: { due_at: "ASC" },
  })
  return pending.map((callback) => ({ ...describe(callback), due_at: iso(callback.due_at ?? 0) }))
}

const toAttempt = (callback: CallbackRecord, attempt: CallbackAttemptRecord) => ({
  id: attempt.id,
  ...describe(callback),
  attempt: attempt.attempt,
  at: iso(attempt.at),
  ms: attempt.ms,
  status: attempt.status,
  response: attempt.answer,
  error: attempt.error,
  fault: attempt.fault,
  replay: attempt.replay,
})

function subjectName({ kind }: CallbackRecord): string {
  if (kind === "status_update") return "hpp_session_id"
  return kind === "authorization" ? "kp_session_id" : "order_id"
}

const describe = (callback: CallbackRecord) => ({
  callback_id: callback.callback_id,
  callback: callback.kind,
  [subjectName(callback)]: callback.subject_id,
  event_id: callback.event_id,
  url: callback.url,
  body: callback.body === null ? null : (JSON.parse(callback.body) as unknown),
})
