import { EntitySchema } from "typeorm"

export type CallbackKind =
  | "status_update"
  | "push"
  | "validation"
  | "address_update"
  | "shipping_option_update"
  | "country_change"
  | "authorization"
  | "notification"

export type CallbackRecord = {
  callback_id: string
  kind: CallbackKind
  /** HPP session for `status_update`, KP session for `authorization`, order for the others. */
  subject_id: string
  event_id: string | null
  url: string
  /** Frozen when the event happened. */
  body: string | null
  created_at: number
  /** When the next attempt is due; null when there will be none. */
  due_at: number | null
  attempts: number
}

export const callbacks = new EntitySchema<CallbackRecord>({
  name: "callback",
  columns: {
    callback_id: { type: "text", primary: true },
    kind: { type: "text" },
    subject_id: { type: "text" },
    event_id: { type: "text", nullable: true },
    url: { type: "text" },
    body: { type: "text", nullable: true },
    created_at: { type: "integer" },
    due_at: { type: "integer", nullable: true },
    attempts: { type: "integer" },
  },
  indices: [{ columns: ["due_at"] }, { columns: ["subject_id"] }, { columns: ["event_id"] }],
})
