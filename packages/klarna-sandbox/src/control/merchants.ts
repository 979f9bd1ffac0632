import { json, type Reply } from "../http/reply"
import { param, readObject, type Request } from "../http/request"
import type { Merchant } from "../merchant"
import type { Sandbox } from "../sandbox"
import { controlError } from "./control-error"

const SWITCHES = ["active", "sms", "recurring"]

/** GET /_sandbox/merchants: who may call, without their keys. */
export const listMerchants = (sandbox: Sandbox): Reply => json(sandbox.merchants.map(toView))

/** POST /_sandbox/merchants/{username} {"active"?, "sms"?, "recurring"?}: changes what is named, answers the account. */
export async function changeMerchant(sandbox: Sandbox, request: Request): Promise<Reply> {
  const username = param(request, "username")
  const find = () => sandbox.merchants.find((merchant) => merchant.username === username)
  if (!find()) return controlError(404, `There is no merchant ${username}`)
  const changes = readObject(request)
  const wrong = Object.entries(changes).filter(
    ([name, value]) => !SWITCHES.includes(name) || typeof value !== "boolean"
  )
  if (wrong.length > 0) {
    return controlError(
      400,
      `${wrong.map(([name]) => name).join(", ")}: only ${SWITCHES.join(", ")} can be true or false`
    )
  }
  await sandbox.changeMerchant(username, changes)
  const merchant = find()
  return json(merchant && toView(merchant))
}

const toView = ({ key: _key, active = true, sms = true, recurring = true, ...merchant }: Merchant) => ({
  ...merchant,
  active,
  sms,
  recurring,
})
