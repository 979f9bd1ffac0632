import { iso } from "../clock"
import { json, type Reply } from "../http/reply"
import { readObject, type Request } from "../http/request"
import type { Sandbox } from "../sandbox"
import { controlError } from "./control-error"

/** GET /_sandbox/clock */
export function readClock(sandbox: Sandbox): Reply {
  const now_ms = sandbox.clock.now()
  return json({ now: iso(now_ms), now_ms })
}

/** As long as one callback of every kind may take, so that an answer means "what became due was sent". */
const PATIENCE_MS = 10_000

/**
 * POST /_sandbox/clock {"advance_ms"}: forward only. Answers when the callbacks that became due have been
 * answered, after 10 real seconds at the latest; `"wait": false` answers at once.
 */
export async function advanceClock(sandbox: Sandbox, request: Request): Promise<Reply> {
  const { advance_ms, wait = true } = readObject(request)
  if (!Number.isSafeInteger(advance_ms) || Number(advance_ms) < 0) {
    return controlError(400, "advance_ms must be a whole number of milliseconds, zero or more")
  }
  await sandbox.advance(Number(advance_ms))
  const settled = sandbox.callbacks.settled()
  if (wait) await Promise.race([settled, patience()])
  else settled.catch(sandbox.report)
  return readClock(sandbox)
}

const patience = () => new Promise<void>((resolve) => setTimeout(resolve, PATIENCE_MS).unref())
