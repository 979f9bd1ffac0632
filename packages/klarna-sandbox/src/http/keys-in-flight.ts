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
