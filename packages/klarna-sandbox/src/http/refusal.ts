import type { Ids } from "../ids"
import type { Reply } from "./reply"

/** Klarna's error body comes with a list of messages, with a single one (from some of its gateways), or not at all. */
export type ErrorBody = "list" | "singular" | "empty"

/** Thrown by an operation to answer with Klarna's error body. Thrown before anything is changed. */
export class Refusal extends Error {
  override readonly name = "Refusal"

  constructor(
    readonly status: number,
    readonly code: string,
    readonly messages: readonly string[] = [],
    readonly form: ErrorBody = "list"
  ) {
    super(`${status} ${code}`)
  }
}

export const CORRELATION_HEADER = "klarna-correlation-id"

export function toReply({ status, code, messages, form }: Refusal, ids: Ids): Reply {
  const correlation_id = ids.correlation()
  const headers = { [CORRELATION_HEADER]: correlation_id }
  switch (form) {
    case "list":
      return { status, headers, body: { error_code: code, error_messages: messages, correlation_id } }
    case "singular":
      return { status, headers, body: { error_code: code, error_message: messages.join(" ") } }
    case "empty":
      return { status, headers }
  }
}
