import { EntitySchema } from "typeorm"

/** One API request as it was answered; what its members mean says `http/call-log.ts`. Bodies are last: lists skip them. */
export type CallRecord = {
  id: number
  at: string
  method: string
  path: string
  query: string
  status: number | null
  ms: number
  merchant: string | null
  idempotency_key: string | null
  correlation_id: string | null
  fault: string | null
  replay_of: number | null
  request_headers: Record<string, string>
  response_headers: Record<string, string>
  request: string
  response: string
}

export const calls = new EntitySchema<CallRecord>({
  name: "call",
  columns: {
    id: { type: "integer", primary: true },
    at: { type: "text" },
    method: { type: "text" },
    path: { type: "text" },
    query: { type: "text" },
    status: { type: "integer", nullable: true },
    ms: { type: "integer" },
    merchant: { type: "text", nullable: true },
    idempotency_key: { type: "text", nullable: true },
    correlation_id: { type: "text", nullable: true },
    fault: { type: "text", nullable: true },
    replay_of: { type: "integer", nullable: true },
    request_headers: { type: "simple-json" },
    response_headers: { type: "simple-json" },
    request: { type: "text" },
    response: { type: "text" },
  },
  indices: [{ columns: ["replay_of"], where: "replay_of IS NOT NULL" }],
})

/** An id that a call names anywhere. */
export type CallMentionRecord = { call_id: number; mention: string }

export const callMentions = new EntitySchema<CallMentionRecord>({
  name: "call_mention",
  withoutRowid: true,
  columns: {
    call_id: { type: "integer", primary: true },
    mention: { type: "text", primary: true },
  },
  indices: [{ columns: ["mention"] }],
})
