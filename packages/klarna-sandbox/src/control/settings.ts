import { json, type Reply } from "../http/reply"
import { readObject, type Request } from "../http/request"
import type { Sandbox } from "../sandbox"
import { settingProblems, type Settings } from "../settings"
import { controlError } from "./control-error"

/** GET /_sandbox/settings */
export const readSettings = (sandbox: Sandbox): Reply => json(sandbox.settings)

/** POST /_sandbox/settings: changes what is named, answers all. */
export async function changeSettings(sandbox: Sandbox, request: Request): Promise<Reply> {
  const changes = readObject(request)
  const problems = settingProblems(changes)
  if (problems.length > 0) return controlError(400, problems.join("; "))
  await sandbox.changeSettings(changes as Partial<Settings>)
  return json(sandbox.settings)
}
