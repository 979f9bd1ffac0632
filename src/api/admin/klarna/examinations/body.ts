import { z } from "@medusajs/framework/zod"

/** A payload that somebody pasted. `payload` may be anything: what is wrong with it is the answer. */
export const examineSchema = z.strictObject({
  kind: z.enum(["order", "capture", "refund"]),
  payload: z.unknown(),
  /** Of purchase, where the payload does not say: ISO 3166-1 alpha-2. */
  country: z
    .string()
    .regex(/^[A-Za-z]{2}$/, "country has two letters")
    .optional(),
  /** Klarna's `error_messages`. */
  messages: z.array(z.string().max(1_000)).max(100).optional(),
})

export type ExamineBody = z.output<typeof examineSchema>
