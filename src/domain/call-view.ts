import { payloadKindOfCall } from "./payload-kind"

type Call = {
  id: string
  at: Date
  method: string
  path: string
  status: number | null
  error_code: string | null
  error_messages: string[] | null
  correlation_id: string | null
  ms: number
  request: unknown
}

/** One request to Klarna as staff see it. Time in ISO 8601, duration in milliseconds. */
export type CallView = ReturnType<typeof toCallView>

export const toCallView = (call: Call) => ({
  id: call.id,
  at: call.at.toISOString(),
  method: call.method,
  path: call.path,
  status: call.status,
  error_code: call.error_code,
  error_messages: call.error_messages ?? [],
  correlation_id: call.correlation_id,
  ms: call.ms,
  /** What an examination takes it for; null where Klarna took it, or no amounts and lines are in it. */
  payload_kind: isRefused(call) ? (payloadKindOfCall(call.method, call.path) ?? null) : null,
  /** Only where Klarna refused it; without what is secret or personal. */
  ...(call.request == null ? {} : { request: call.request }),
})

const isRefused = ({ status }: Call) => status !== null && status >= 400 && status < 500
