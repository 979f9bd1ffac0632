import type { KlarnaFailure } from "./errors"

export type AnswerHeaders = Readonly<Record<string, string>>

/** Undocumented for most APIs; seen on answers of both providers. */
const CORRELATION_HEADERS = ["klarna-correlation-id", "correlation-id", "x-correlation-id"]

/** Codes and ids go to logs and to staff: anything of another shape may be something else entirely. */
const CODE = /^[A-Za-z][A-Za-z0-9_]{1,63}$/
const CORRELATION_ID = /^[A-Za-z0-9._:-]{1,128}$/

const matching = (pattern: RegExp, value: unknown): string | undefined =>
  typeof value === "string" && pattern.test(value) ? value : undefined

/** The correlation id of any answer: from the body of an error, otherwise from a header. */
export function readCorrelationId(headers: AnswerHeaders, body?: unknown): string | undefined {
  const candidates = [fieldOf(body, "correlation_id"), ...CORRELATION_HEADERS.map((name) => headers[name])]
  return candidates.map((value) => matching(CORRELATION_ID, value)).find((value) => value !== undefined)
}

/**
 * Decodes an error answer, whatever it is: Klarna's error object, a gateway's variant with a singular
 * `error_message`, a firewall's HTML, or nothing (expired orders at Kustom answer 404 without a body).
 */
export function readFailure(status: number, headers: AnswerHeaders, text: string): KlarnaFailure {
  const body = parseJson(text)
  return {
    status,
    code: matching(CODE, fieldOf(body, "error_code")) ?? `HTTP_${status}`,
    correlationId: readCorrelationId(headers, body),
    messages: readMessages(body),
    retryAfterMs: status === 429 ? readReset(headers["x-ratelimit-reset"]) : undefined,
  }
}

/** @returns undefined for anything that is not JSON; the text is not kept, it may be about a person */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function readMessages(body: unknown): string[] {
  const many = fieldOf(body, "error_messages")
  const all: unknown[] = Array.isArray(many) ? many : [many, fieldOf(body, "error_message")]
  return all.filter((message): message is string => typeof message === "string" && message !== "")
}

/** `X-Ratelimit-Reset` counts seconds; other headers of the family carry lists ("40, 40;w=1"). */
function readReset(value: string | undefined): number | undefined {
  const seconds = Number.parseFloat(value ?? "")
  return Number.isFinite(seconds) && seconds >= 0 ? Math.ceil(seconds * 1000) : undefined
}

function fieldOf(body: unknown, field: string): unknown {
  return typeof body === "object" && body !== null ? (body as Record<string, unknown>)[field] : undefined
}
