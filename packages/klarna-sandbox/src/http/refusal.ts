import { randomUUID } from "node:crypto"
import type { Reply } from "./reply"

/** Thrown by an operation to answer with Klarna's error body. Thrown before anything is changed. */
export class Refusal extends Error {
  override readonly name = "Refusal"

  constructor(
    readonly status: number,
    readonly code: string,
    readonly messages: readonly string[] = [],
    /** Answer with the status alone. */
    readonly isSilent = false
  ) {
    super(`${status} ${code}`)
  }
}

export const CORRELATION_HEADER = "klarna-correlation-id"

export function toReply({ status, code, messages, isSilent }: Refusal): Reply {
  const correlationId = randomUUID()
  if (isSilent) return { status, headers: { [CORRELATION_HEADER]: correlationId } }
  return {
    status,
    headers: { [CORRELATION_HEADER]: correlationId },
    body: { error_code: code, error_messages: messages, correlation_id: correlationId },
  }
}
