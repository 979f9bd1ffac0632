import { EntitySchema } from "typeorm"

export type CallbackAttemptRecord = {
  id: number
  callback_id: string
  attempt: number
  at: number
  ms: number
  /** HTTP status of the answer; null when there was none. */
  status: number | null
  answer: string | null
  error: string | null
  fault: string | null
  replay: boolean
}

export const callbackAttempts = new EntitySchema<CallbackAttemptRecord>({
  name: "callback_attempt",
  columns: {
    id: { type: "integer", primary: true, generated: "increment" },
    callback_id: { type: "text" },
    attempt: { type: "integer" },
    at: { type: "integer" },
    ms: { type: "integer" },
    status: { type: "integer", nullable: true },
    answer: { type: "text", nullable: true },
    error: { type: "text", nullable: true },
    fault: { type: "text", nullable: true },
    replay: { type: "boolean" },
  },
  indices: [{ columns: ["callback_id"] }],
})
