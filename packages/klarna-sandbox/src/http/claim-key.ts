import { keptAnswer, scopeOf } from "../order-management/kept-answer"
import type { Sandbox } from "../sandbox"
import { findMerchant } from "./authenticate"
import type { Request } from "./request"

export type Claim = {
  /** Another request with this key is still being answered. */
  isTaken: boolean
  release(): void
}

const NOT_NEEDED: Claim = { isTaken: false, release: () => undefined }

/**
 * Claims the key of a request until its answer, where the setting wants overlapping requests to be refused. A
 * key that has its answer already is not claimed: whoever asks again gets that.
 */
export async function claimKey(sandbox: Sandbox, request: Request): Promise<Claim> {
  const key = request.headers["klarna-idempotency-key"]?.toString()
  if (!key || sandbox.settings.idempotency_in_flight !== "refused") return NOT_NEEDED
  const { keysInFlight, merchants, settings } = sandbox
  const merchant = findMerchant(request.headers, merchants, settings)
  if (!merchant) return NOT_NEEDED
  const scope = scopeOf(settings, { ...request, merchant }, key)
  if (await sandbox.command((world) => keptAnswer(world, scope))) return NOT_NEEDED
  const isTaken = !keysInFlight.claim(scope)
  return { isTaken, release: () => isTaken || keysInFlight.release(scope) }
}
