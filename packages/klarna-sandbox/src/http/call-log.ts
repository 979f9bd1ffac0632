/** One API request as it was answered. */
export type Call = {
  at: string
  method: string
  path: string
  /** What was put on the wire; null when the connection was cut before an answer. */
  status: number | null
  request: unknown
  response: unknown
  ms: number
  merchant: string | null
  idempotency_key: string | null
  correlation_id: string | null
  /** Kind of the fault that was injected. */
  fault: string | null
}

/** Bodies stay text until somebody looks: the log must not cost what the work costs. */
export type LoggedCall = Omit<Call, "request" | "response"> & { request: string; response: string }

export type CallLog = {
  add(call: LoggedCall): void
  /** Newest last. */
  list(filter?: { method?: string; path?: RegExp; limit?: number }): Call[]
  clear(): void
}

/** Keeps the newest `size` calls in memory. */
export function createCallLog(size: number): CallLog {
  let calls: LoggedCall[] = []
  return {
    add(call) {
      calls.push(call)
      // Cutting rarely keeps adding cheap.
      if (calls.length >= size * 1.25) calls = calls.slice(-size)
    },
    list({ method, path, limit = size } = {}) {
      const matching = calls
        .slice(-size)
        .filter((call) => (!method || call.method === method) && (!path || path.test(call.path)))
      return matching.slice(-limit).map((call) => ({
        ...call,
        request: readable(call.request),
        response: readable(call.response),
      }))
    },
    clear() {
      calls = []
    },
  }
}

function readable(text: string): unknown {
  if (text === "") return null
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}
