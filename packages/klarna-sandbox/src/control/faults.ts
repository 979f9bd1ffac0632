import type { FaultRequest } from "../faults/fault"
import { faultProblems } from "../faults/fault-problems"
import { json, type Reply } from "../http/reply"
import { param, type Request } from "../http/request"
import type { Sandbox } from "../sandbox"
import { controlError } from "./control-error"

/** POST /_sandbox/faults: one fault, or a list of them. */
export function addFaults(sandbox: Sandbox, request: Request): Reply {
  const parsed = parse(request.body)
  const wanted = Array.isArray(parsed) ? parsed : [parsed]
  const problems = wanted.flatMap(faultProblems)
  if (problems.length > 0) return controlError(400, problems.join("; "))
  const added = (wanted as FaultRequest[]).map((fault) => sandbox.faults.add(fault))
  sandbox.changes.note()
  return json(Array.isArray(parsed) ? added : added[0], 201)
}

/** GET /_sandbox/faults, with how often each has struck */
export const listFaults = (sandbox: Sandbox): Reply => json(sandbox.faults.list())

/** DELETE /_sandbox/faults */
export function clearFaults(sandbox: Sandbox): Reply {
  sandbox.faults.clear()
  sandbox.changes.note()
  return json([])
}

/** DELETE /_sandbox/faults/{id} */
export function removeFault(sandbox: Sandbox, request: Request): Reply {
  const id = param(request, "id")
  const removed = sandbox.faults.remove(id)
  sandbox.changes.note()
  return removed ? json(sandbox.faults.list()) : controlError(404, `There is no fault ${id}`)
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch {
    return undefined
  }
}
