import { EntitySchema } from "typeorm"

/** The first answer given to a `Klarna-Idempotency-Key`. */
export type KeptAnswerRecord = {
  scope: string
  kept_at: number
  status: number
  headers: Record<string, string>
  body: unknown
}

export const keptAnswers = new EntitySchema<KeptAnswerRecord>({
  name: "kept_answer",
  columns: {
    scope: { type: "text", primary: true },
    kept_at: { type: "integer" },
    status: { type: "integer" },
    headers: { type: "simple-json" },
    body: { type: "simple-json", nullable: true },
  },
})
