import type { Sandbox } from "../sandbox"
import { keptAnswer, scopeOf } from "../order-management/kept-answer"
import { findMerchant } from "./authenticate"
import type { Request } from "./request"

/** The idempotency keys whose first request is not answered yet. */
export type KeysInFlight = {
  /** @returns whether the key was free; then {@link KeysInFlight.release} has to follow */
  claim(scope: string): boolean
  release(scope: string): void
}

export function createKeysInFlight(): KeysInFlight {
  const scopes = new Set<string>()
  return {
    claim(scope) {
      if (scopes.has(scope)) return false
      scopes.add(scope)
      return true
    },
    release: (scope) => void scopes.delete(scope),
  }
}

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
