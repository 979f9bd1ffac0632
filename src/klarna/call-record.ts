import { masked, redactRequest } from "./redact-request"

/** One request to Klarna for the call log. Holds no secret and nothing personal. */
export type CallRecord = {
  /** Whose call it is, as the caller named it. */
  purchaseId: string
  method: string
  /** Below the account's base URL; the documented name stands where a token was. */
  path: string
  /** HTTP status; undefined when there was no answer. */
  status: number | undefined
  /** Klarna's `error_code`, or why there was no usable answer. */
  errorCode: string | undefined
  errorMessages: readonly string[]
  correlationId: string | undefined
  /** How long it took. */
  ms: number
  /** What was asked, redacted; only where Klarna refused it. */
  request: unknown
}

/** What became of a request: an answer, or one of our two errors. */
export type CallOutcome = {
  status?: number
  code?: string
  correlationId?: string
  messages?: readonly string[]
}

/** Parts of a path that authorize whoever knows them, with Klarna's names for them. */
const SECRET_PARTS: [RegExp, string][] = [
  [/^(\/payments\/v1\/authorizations\/)([^/?]+)/, "{authorizationToken}"],
  [/^(\/customer-token\/v1\/tokens\/)([^/?]+)/, "{customerToken}"],
]

export function toCallRecord(
  { method, path, body }: { method: string; path: string; body?: string },
  purchaseId: string,
  { status, code, correlationId, messages = [] }: CallOutcome,
  ms: number
): CallRecord {
  const hasFailed = code !== undefined
  const { redacted, removed } = redactRequest(hasFailed ? body : undefined)
  const isRefused = hasFailed && status !== undefined && status < 500
  return {
    purchaseId,
    method,
    path: redactPath(path),
    status,
    errorCode: code,
    errorMessages: messages.map((message) => masked(message, [...removed, ...secretsIn(path)])),
    correlationId,
    ms: Math.round(ms),
    request: isRefused ? redacted : undefined,
  }
}

function redactPath(path: string): string {
  const [plain = ""] = path.split("?")
  return SECRET_PARTS.reduce((text, [pattern, name]) => text.replace(pattern, `$1${name}`), plain)
}

const secretsIn = (path: string): string[] =>
  SECRET_PARTS.flatMap(([pattern]) => {
    const secret = pattern.exec(path)?.[2]
    return secret ? [secret, decodeURIComponent(secret)] : []
  })
