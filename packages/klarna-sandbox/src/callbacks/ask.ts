import { setTimeout as sleep } from "node:timers/promises"
import type { Fault } from "../faults/fault"
import type { Sandbox } from "../sandbox"
import { callbacks, type CallbackKind } from "../state/records"
import { post, type PostAnswer } from "./post"
import { recordAttempt } from "./record-attempt"

export type Asked = {
  callback_id: string
  kind: CallbackKind
  url: string
  body: string
  /** The consumer's, for what the shop leaves unsaid. */
  locale: string
}

/** As much as a request may bring. */
const CART_BYTES = 1024 * 1024

/**
 * Puts a stored question to the shop, once, with the faults that strike it, and notes what came of it.
 *
 * @param patience real milliseconds to wait for the answer
 */
export async function ask(sandbox: Sandbox, question: Asked, patience: number): Promise<PostAnswer> {
  const { callback_id, kind, url, body } = question
  const fault = sandbox.faults.strikeCallback(kind, url)
  const started = performance.now()
  const answer = await askOnce(sandbox, question, patience, fault)
  if (fault?.kind === "duplicate") {
    await Promise.all(Array.from({ length: fault.count ?? 1 }, () => post(url, body, patience)))
  }
  const ms = Math.round(performance.now() - started)
  await sandbox.command(async (world) => {
    const callback = await world.db.findOneBy(callbacks, { callback_id })
    if (!callback) return
    await recordAttempt(world, callback, { callback_id, answer, ms, ...(fault && { fault: fault.kind }) })
  })
  return answer
}

async function askOnce(
  { closing }: Sandbox,
  { kind, url, body }: Asked,
  patience: number,
  fault: Fault | undefined
): Promise<PostAnswer> {
  if (fault?.kind === "drop") return { status: null, error: "dropped by the sandbox" }
  const delay = fault?.kind === "delay" ? (fault.ms ?? 0) : 0
  if (delay > 0) await sleep(Math.min(delay, patience), undefined, { signal: closing })
  const left = patience - delay
  return left > 0
    ? post(url, body, left, kind === "validation" ? undefined : CART_BYTES)
    : { status: null, error: `no answer within ${patience} ms` }
}
