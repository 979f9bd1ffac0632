import { iso } from "../clock"
import { json, type Reply } from "../http/reply"
import type { Sandbox } from "../sandbox"

/** POST /_sandbox/reset */
export async function reset(sandbox: Sandbox): Promise<Reply> {
  await sandbox.reset()
  return json({ reset: true })
}

/** GET /_sandbox/health */
export const health = (sandbox: Sandbox): Reply =>
  json({ status: "ok", now: iso(sandbox.clock.now()), url: sandbox.url })
