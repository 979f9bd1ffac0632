import { toCustomerToken } from "../customer-tokens/customer-token"
import { json, type Reply } from "../http/reply"
import { param, readObject, type Request } from "../http/request"
import type { Sandbox } from "../sandbox"
import { customerTokens, type CustomerTokenStatus } from "../state/records"
import { controlError } from "./control-error"

const STATUSES: readonly CustomerTokenStatus[] = ["ACTIVE", "CANCELLED", "SUSPENDED"]
const REFUSALS = ["PAYMENT_METHOD_FAILED", "UNAVAILABLE_PAYMENT_METHOD"]

/** POST /_sandbox/customer-tokens/{id} {"status"?, "refuses_with"?}: what Klarna or the consumer would do to a token. */
export async function changeCustomerToken(sandbox: Sandbox, request: Request): Promise<Reply> {
  const token_id = param(request, "id")
  const { status, refuses_with } = readObject(request)
  if (status !== undefined && !STATUSES.some((known) => known === status)) {
    return controlError(400, `status must be one of ${STATUSES.join(", ")}`)
  }
  if (refuses_with !== undefined && refuses_with !== null && !REFUSALS.includes(String(refuses_with))) {
    return controlError(400, `refuses_with must be null or one of ${REFUSALS.join(", ")}`)
  }
  return sandbox.command(async ({ db }) => {
    const token = await db.findOneBy(customerTokens, { token_id })
    if (!token) return controlError(404, `There is no customer token ${token_id}`)
    const changed = {
      ...token,
      ...(status !== undefined && { status: status as CustomerTokenStatus }),
      ...(refuses_with !== undefined && { refuses_with: refuses_with as string | null }),
    }
    await db.put(customerTokens, changed)
    return json({ ...toCustomerToken(changed), refuses_with: changed.refuses_with })
  })
}
