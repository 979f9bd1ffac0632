import { errors, Pool } from "undici"
import type { RateLimits } from "./account"
import { toCallRecord, type CallOutcome, type CallRecord } from "./call-record"
import { KlarnaApiError, KlarnaUnreachableError, type UnreachableCode } from "./errors"
import { parseJson, readCorrelationId, readFailure, type AnswerHeaders } from "./failure"

export type KlarnaRequest = {
  /** For errors and the log, e.g. "capture order". */
  operation: string
  method: "GET" | "POST" | "PATCH" | "DELETE"
  /** Below the account's base URL, percent-encoded. */
  path: string
  /** Klarna's order or session id, for the log. */
  subject?: string
  /** JSON, sent byte for byte: a retry must repeat what was first stored. */
  body?: string
  /** Klarna answers a repeated key with the first result, and compares nothing but the key. */
  idempotencyKey?: string
  /** Which of Klarna's rate limits counts this request; `other` when absent. */
  rateClass?: keyof RateLimits
  /** A success says nothing in its body, which may be plain text. */
  ignoresBody?: boolean
  /** The purchase that the call belongs to, for the call log; without one it is not in there. */
  purchaseId?: string
}

export type KlarnaResponse = {
  status: number
  /** Names in lower case. */
  headers: AnswerHeaders
  /** Decoded JSON; undefined when the answer had no body, or its body says nothing. */
  body: unknown
  correlationId: string | undefined
}

/**
 * Sends one request and returns Klarna's answer.
 *
 * @throws {KlarnaApiError} Klarna said no (4xx)
 * @throws {KlarnaUnreachableError} no usable answer
 */
export type Transport = (request: KlarnaRequest) => Promise<KlarnaResponse>

/** The part of Medusa's logger that we use. */
export type KlarnaLogger = { info(message: string): void; warn(message: string): void }

export type TransportOptions = {
  /** Scheme and host, optionally with a path prefix. */
  baseUrl: string
  username?: string
  apiKey: string
  timeoutMs: number
  userAgent: string
  logger: KlarnaLogger
  /** Milliseconds of a steady clock; measures how long calls take. */
  now: () => number
  /** Keeps what was asked for a purchase, and what came of it. Called after the answer, and not waited for. */
  record?: (call: CallRecord) => void
}

/** Enough to stay below Klarna's 200 requests per second at its usual latency, few enough to be polite. */
const MAX_CONNECTIONS = 32

/** A connection that takes longer than this will not come; the request has not been sent then. */
const CONNECT_TIMEOUT_MS = 10_000

/** Talks HTTP to one account's host over kept-alive connections. Writes one log line per request. */
export function createTransport(options: TransportOptions): { send: Transport; close(): Promise<void> } {
  const { origin, pathname } = new URL(options.baseUrl)
  const prefix = pathname.replace(/\/$/, "")
  const pool = new Pool(origin, {
    connections: MAX_CONNECTIONS,
    connect: { timeout: Math.min(CONNECT_TIMEOUT_MS, options.timeoutMs) },
  })
  const authorization = authorizationHeader(options)

  async function exchange(request: KlarnaRequest): Promise<KlarnaResponse> {
    const { status, headers, text } = await receive(request)
    const correlationId = readCorrelationId(headers)
    if (status >= 400 && status < 500) {
      throw new KlarnaApiError(request.operation, readFailure(status, headers, text))
    }
    if (status >= 500) {
      const failure = readFailure(status, headers, text)
      throw new KlarnaUnreachableError(request.operation, "server_error", failure)
    }
    const isEmpty = text === "" || request.ignoresBody === true
    const body = isEmpty ? undefined : parseJson(text)
    if (status >= 300 || (!isEmpty && body === undefined)) {
      throw new KlarnaUnreachableError(request.operation, "unreadable_answer", { status, correlationId })
    }
    return { status, headers, body, correlationId }
  }

  async function receive(request: KlarnaRequest) {
    try {
      const answer = await pool.request({
        method: request.method,
        path: prefix + request.path,
        headers: {
          authorization,
          accept: "application/json",
          "user-agent": options.userAgent,
          ...(request.body === undefined ? {} : { "content-type": "application/json" }),
          ...(request.idempotencyKey === undefined
            ? {}
            : { "klarna-idempotency-key": request.idempotencyKey }),
        },
        body: request.body,
        // One deadline for connecting, waiting and reading: a slow trickle must not hold a lease for ever.
        signal: AbortSignal.timeout(options.timeoutMs),
      })
      return { status: answer.statusCode, headers: flatten(answer.headers), text: await answer.body.text() }
    } catch (cause) {
      throw new KlarnaUnreachableError(request.operation, unreachableCode(cause), { cause })
    }
  }

  /** What cannot be recorded is not worth a payment. */
  function record(request: KlarnaRequest, outcome: CallOutcome, ms: number): void {
    if (!options.record || !request.purchaseId) return
    try {
      options.record(toCallRecord(request, request.purchaseId, outcome, ms))
    } catch {
      options.logger.warn(`klarna: ${request.operation} could not be recorded`)
    }
  }

  return {
    async send(request) {
      const startedAt = options.now()
      const log = (level: keyof KlarnaLogger, outcome: CallOutcome) => {
        const ms = options.now() - startedAt
        options.logger[level](logLine(request, outcome, ms))
        record(request, outcome, ms)
      }
      try {
        const answer = await exchange(request)
        log("info", answer)
        return answer
      } catch (error) {
        log("warn", error as KlarnaApiError | KlarnaUnreachableError)
        throw error
      }
    },
    close: () => pool.close(),
  }
}

/** Nothing here comes from a body, a header value or a URL's query: those hold people and secrets. */
function logLine(request: KlarnaRequest, { status, code, correlationId }: CallOutcome, ms: number): string {
  return [
    `klarna: ${request.operation}`,
    `id=${request.subject === undefined ? "-" : encodeURIComponent(request.subject)}`,
    `status=${status ?? "-"}`,
    `code=${code ?? "-"}`,
    `correlation_id=${correlationId ?? "-"}`,
    `ms=${Math.round(ms)}`,
  ].join(" ")
}

/**
 * Both providers take the key as it is, or user name and key in the classic encoding.
 *
 * @see https://docs.klarna.com/api-reference/authentication
 * @see https://docs.kustom.co/contents/api/api-basics/authentication
 */
function authorizationHeader({ username, apiKey }: Pick<TransportOptions, "username" | "apiKey">): string {
  if (username === undefined) return `Basic ${apiKey}`
  return `Basic ${Buffer.from(`${username}:${apiKey}`, "utf8").toString("base64")}`
}

/** Only come from name lookup and connecting, so nothing was written. EHOSTUNREACH can also break a write. */
const NOT_CONNECTED = new Set(["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN"])

function unreachableCode(cause: unknown): UnreachableCode {
  if (cause instanceof errors.ConnectTimeoutError) return "not_connected"
  if (cause instanceof errors.HeadersTimeoutError || cause instanceof errors.BodyTimeoutError)
    return "timeout"
  const { name, code } = cause as { name?: string; code?: unknown }
  if (name === "TimeoutError") return "timeout"
  return typeof code === "string" && NOT_CONNECTED.has(code) ? "not_connected" : "network"
}

function flatten(headers: Record<string, string | string[] | undefined>): AnswerHeaders {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(", ") : (value ?? ""),
    ])
  )
}
