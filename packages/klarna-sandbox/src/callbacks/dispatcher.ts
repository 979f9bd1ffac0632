import { LessThanOrEqual, MoreThan } from "typeorm"
import { SECOND } from "../clock"
import type { Fault } from "../faults/fault"
import type { Dispatcher, Sandbox } from "../sandbox"
import { callbacks, managedOrders, type CallbackRecord } from "../state/records"
import type { World } from "../world"
import { nextAttempt } from "./next-attempt"
import { post, type PostAnswer, type Wait } from "./post"
import { recordAttempt } from "./record-attempt"

/** A reordered callback waits for another one to overtake it, but not for ever. */
const REORDER_PATIENCE = 10 * SECOND
const LONGEST_TIMER = 2 ** 31 - 1

type SandboxParts = Pick<Sandbox, "clock" | "faults" | "patience" | "command" | "report" | "settings">

/** Sends callbacks when the sandbox's clock says so. Moving the clock makes them due at once. */
export function createDispatcher(sandbox: SandboxParts): Dispatcher {
  const underWay = new Map<string, Promise<void>>()
  /** Callbacks that a `delay` or `reorder` fault has already put off: it strikes each once. */
  const putOff = new Set<string>()
  const overtakeable = new Set<string>()
  let timer: NodeJS.Timeout | undefined
  let timerAt = Infinity
  let closed = false
  let pumping = 0

  function noteDue(at: number) {
    if (closed || at >= timerAt) return
    clearTimeout(timer)
    timerAt = at
    const wait = Math.min(Math.max(at - sandbox.clock.now(), 0), LONGEST_TIMER)
    timer = setTimeout(() => void pump().catch(sandbox.report), wait)
    timer.unref()
  }

  /** Starts what is due and sets the timer for what comes next. */
  async function pump(): Promise<void> {
    if (closed) return
    clearTimeout(timer)
    timerAt = Infinity
    pumping += 1
    const { due, next } = await sandbox.command(findDue).finally(() => (pumping -= 1))
    if (closed) return
    for (const callback of due) {
      if (underWay.has(callback.callback_id)) continue
      const delivery = deliver(callback)
        .catch(sandbox.report)
        .finally(() => underWay.delete(callback.callback_id))
      underWay.set(callback.callback_id, delivery)
    }
    if (next !== undefined) noteDue(next)
  }

  async function deliver(due: CallbackRecord): Promise<void> {
    const callback = await sandbox.command((world) => stillWanted(world, due.callback_id))
    if (!callback || closed) return
    const { callback_id, kind, url } = callback
    const fault = putOff.has(callback_id) ? undefined : sandbox.faults.strikeCallback(kind, url)
    // Counted from when it was due, as the schedule is.
    const dueAt = callback.due_at ?? callback.created_at
    if (fault?.kind === "delay") return putOffUntil(callback, dueAt + (fault.ms ?? 0))
    if (fault?.kind === "reorder") {
      overtakeable.add(callback_id)
      return putOffUntil(callback, dueAt + REORDER_PATIENCE)
    }
    putOff.delete(callback_id)
    overtakeable.delete(callback_id)
    await sendWithCopies(callback, fault)
    await releaseOvertaken()
  }

  async function putOffUntil({ callback_id }: CallbackRecord, due_at: number) {
    putOff.add(callback_id)
    await sandbox.command(async (world) => {
      await world.db.update(callbacks, { callback_id }, { due_at })
      world.callbackDue(due_at)
    })
  }

  async function sendWithCopies(callback: CallbackRecord, fault: Fault | undefined) {
    const copies = fault?.kind === "duplicate" ? (fault.count ?? 1) : 0
    await Promise.all([
      send(callback, fault?.kind, false),
      ...Array.from({ length: copies }, () => send(callback, fault?.kind, true)),
    ])
  }

  async function send(callback: CallbackRecord, fault: string | undefined, isCopy: boolean) {
    const started = performance.now()
    const answer: PostAnswer =
      fault === "drop"
        ? { status: null, error: "dropped by the sandbox" }
        : await post(callback.url, callback.body, waitFor(callback))
    const ms = Math.round(performance.now() - started)
    if (closed) return
    await sandbox.command(async (world) => {
      const current = await world.db.findOneBy(callbacks, { callback_id: callback.callback_id })
      if (!current) return
      await recordAttempt(world, current, {
        callback_id: callback.callback_id,
        answer,
        ms,
        ...(fault && { fault }),
        replay: isCopy,
      })
      if (!isCopy) await scheduleNext(world, current, answer)
    })
  }

  function waitFor({ kind }: CallbackRecord): Wait {
    const { callback, authorization } = sandbox.patience
    return kind === "authorization" ? { connection: authorization, answer: authorization } : callback
  }

  async function scheduleNext(world: World, callback: CallbackRecord, { status }: PostAnswer) {
    const due_at = nextAttempt(callback, callback.attempts + 1, status, sandbox.settings)
    await world.db.update(callbacks, { callback_id: callback.callback_id }, { due_at })
    if (due_at !== null) world.callbackDue(due_at)
  }

  /** Something was sent: what was held back for it follows now. */
  async function releaseOvertaken() {
    const ids = [...overtakeable]
    overtakeable.clear()
    for (const callback_id of ids) {
      await sandbox.command(async (world) => {
        await world.db.update(callbacks, { callback_id }, { due_at: world.now })
        world.callbackDue(world.now)
      })
    }
  }

  return {
    noteDue,
    async settled() {
      do {
        await pump()
        await Promise.all(underWay.values())
      } while (underWay.size > 0 || pumping > 0 || timerAt <= sandbox.clock.now())
    },
    async replay(callbackId) {
      const callback = await sandbox.command((world) =>
        world.db.findOneBy(callbacks, { callback_id: callbackId })
      )
      if (!callback) return undefined
      const started = performance.now()
      const answer = await post(callback.url, callback.body, waitFor(callback))
      const ms = Math.round(performance.now() - started)
      return sandbox.command((world) =>
        recordAttempt(world, callback, { callback_id: callbackId, answer, ms, replay: true })
      )
    },
    clear() {
      putOff.clear()
      overtakeable.clear()
    },
    close() {
      closed = true
      clearTimeout(timer)
    },
  }
}

async function findDue(world: World): Promise<{ due: CallbackRecord[]; next: number | undefined }> {
  const due = await world.db.find(callbacks, {
    where: { due_at: LessThanOrEqual(world.now) },
    order: { due_at: "ASC", created_at: "ASC" },
  })
  const later = await world.db.findOne(callbacks, {
    where: { due_at: MoreThan(world.now) },
    order: { due_at: "ASC" },
  })
  return { due, next: later?.due_at ?? undefined }
}

/** Pushes end when the shop acknowledged or captured; then the callback is taken off the schedule. */
async function stillWanted(world: World, callbackId: string): Promise<CallbackRecord | undefined> {
  const callback = await world.db.findOneBy(callbacks, { callback_id: callbackId })
  if (!callback || callback.due_at === null || callback.due_at > world.now) return undefined
  if (callback.kind !== "push") return callback
  const order = await world.db.findOneBy(managedOrders, { order_id: callback.subject_id })
  if (order?.acknowledged_at == null) return callback
  await world.db.update(callbacks, { callback_id: callbackId }, { due_at: null })
  return undefined
}
