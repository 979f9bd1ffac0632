/** One API request as it was answered. */
export type Call = {
  /** Grows with every call. */
  id: number
  at: string
  method: string
  path: string
  /** With its question mark; empty when there was none. */
  query: string
  /** What was put on the wire; null when the connection was cut before an answer. */
  status: number | null
  request: unknown
  response: unknown
  /** Those that may explain the answer, never credentials. */
  request_headers: Record<string, string>
  response_headers: Record<string, string>
  ms: number
  merchant: string | null
  idempotency_key: string | null
  correlation_id: string | null
  /** Kind of the fault that was injected. */
  fault: string | null
  /** The call that the console sent once more. */
  replay_of: number | null
}

/** Bodies stay text until somebody looks: the log must not cost what the work costs. */
export type NewCall = Omit<Call, "id" | "request" | "response"> & { request: string; response: string }

/** A line of a list: bodies and headers are read one call at a time. */
export type CallSummary = Omit<Call, "request" | "response" | "request_headers" | "response_headers">

export type CallSearch = {
  /** Part of the path. */
  path?: string | undefined
  method?: string | undefined
  /** First digit of the status; 0 for calls without an answer. */
  statusClass?: number | undefined
  /** An id that the call names anywhere: in its path, bodies or answer's headers, as correlation id or idempotency key. */
  about?: string | undefined
  /** Only older calls than this one. */
  before?: number | undefined
  replayOf?: number | undefined
  limit: number
}

export type CallLog = {
  add(call: NewCall): void
  /** Newest last. */
  list(filter?: { method?: string; path?: RegExp; limit?: number }): Promise<Call[]>
  /** Newest first. */
  search(search: CallSearch): Promise<CallSummary[]>
  find(id: number): Promise<Call | undefined>
  clear(): void
}

type LoggedCall = NewCall & { id: number }

/** Keeps the newest `size` calls in memory. */
export function createCallLog(size: number): CallLog {
  let calls: LoggedCall[] = []
  let added = 0
  return {
    add(call) {
      calls.push({ ...call, id: ++added })
      // Cutting rarely keeps adding cheap.
      if (calls.length >= size * 1.25) calls = calls.slice(-size)
    },
    async list({ method, path, limit = size } = {}) {
      const matching = calls
        .slice(-size)
        .filter((call) => (!method || call.method === method) && (!path || path.test(call.path)))
      return matching.slice(-limit).map(toCall)
    },
    async search({ limit, ...wanted }) {
      const found: CallSummary[] = []
      for (let index = calls.length - 1; index >= 0 && found.length < limit; index -= 1) {
        const call = calls[index]
        if (call && matches(call, wanted)) found.push(toSummary(call))
      }
      return found
    },
    async find(id) {
      const call = calls.find((known) => known.id === id)
      return call && toCall(call)
    },
    clear() {
      calls = []
    },
  }
}

function matches(call: LoggedCall, wanted: Omit<CallSearch, "limit">): boolean {
  const { path, method, statusClass, about, before, replayOf } = wanted
  if (before !== undefined && call.id >= before) return false
  if (method !== undefined && call.method !== method) return false
  if (path !== undefined && !call.path.includes(path)) return false
  if (statusClass !== undefined && Math.floor((call.status ?? 0) / 100) !== statusClass) return false
  if (replayOf !== undefined && call.replay_of !== replayOf) return false
  return about === undefined || isAbout(call, about)
}

const isAbout = (call: LoggedCall, id: string) =>
  call.correlation_id === id ||
  call.idempotency_key === id ||
  call.path.includes(id) ||
  Object.values(call.response_headers).some((value) => value.includes(id)) ||
  call.request.includes(id) ||
  call.response.includes(id)

const toCall = (call: LoggedCall): Call => ({
  ...call,
  request: readable(call.request),
  response: readable(call.response),
})

function toSummary({
  request: _request,
  response: _response,
  request_headers: _requestHeaders,
  response_headers: _responseHeaders,
  ...summary
}: LoggedCall): CallSummary {
  return summary
}

function readable(text: string): unknown {
  if (text === "") return null
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}
