import { isPattern } from "../faults/is-pattern"
import { json, type Reply } from "../http/reply"
import type { Request } from "../http/request"
import type { Sandbox } from "../sandbox"
import { controlError } from "./control-error"

/**
 * GET /_sandbox/calls: newest last. `?path=` is a regular expression, `?about=` an id that a call names anywhere,
 * `?before=` a call's id; `?method=` and `?limit=` as they say.
 */
export async function listCalls(sandbox: Sandbox, { query }: Request): Promise<Reply> {
  const path = query.get("path")
  if (path !== null && !isPattern(path)) return controlError(400, "path must be a regular expression")
  const method = query.get("method")?.toUpperCase()
  const about = query.get("about")
  const limit = Number(query.get("limit")) || undefined
  const before = Number(query.get("before")) || undefined
  return json(
    await sandbox.calls.list({
      ...(path !== null && { path: new RegExp(path) }),
      ...(method && { method }),
      ...(about && { about }),
      ...(limit && { limit }),
      ...(before && { before }),
    })
  )
}
