import { EntitySchema } from "typeorm"

/** A link that was sent to a consumer. */
export type MessageRecord = {
  id: number
  session_id: string
  at: number
  channel: "email" | "sms" | "token"
  /** E-mail address, phone number, or access id. */
  to: string
  /** Empty for what has none. */
  subject: string
  body: string
  link: string
  locale: string
}

export const messages = new EntitySchema<MessageRecord>({
  name: "message",
  columns: {
    id: { type: "integer", primary: true, generated: "increment" },
    session_id: { type: "text" },
    at: { type: "integer" },
    channel: { type: "text" },
    to: { type: "text" },
    subject: { type: "text" },
    body: { type: "text" },
    link: { type: "text" },
    locale: { type: "text" },
  },
  indices: [{ columns: ["session_id"] }],
})
