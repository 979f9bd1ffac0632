import { model } from "@medusajs/framework/utils"

/**
 * The inbox: one row per signal received, stored before it is answered and worked off afterwards. `refreshed` is no
 * signal: the page asks for another amount since then, which its timeline tells.
 */
const KlarnaEvent = model
  .define("klarna_event", {
    id: model.id({ prefix: "klevt" }).primaryKey(),
    source: model.enum(["status_update", "push", "return", "authorization", "fraud", "refreshed"]),
    /** Klarna's event id; for signals without one the purchase and the kind. */
    event_key: model.text(),
    purchase_id: model.text(),
    page_id: model.text().nullable(),
    /** Redacted. */
    payload: model.json().nullable(),
    received_at: model.dateTime(),
    processed_at: model.dateTime().nullable(),
    next_attempt_at: model.dateTime().nullable(),
    attempts: model.number().default(0),
    outcome: model.text().nullable(),
  })
  .indexes([
    { name: "IDX_klarna_event_key", on: ["source", "event_key"], unique: true },
    { name: "IDX_klarna_event_open", on: ["next_attempt_at"], where: "processed_at IS NULL" },
    { name: "IDX_klarna_event_received_at", on: ["received_at"] },
    { name: "IDX_klarna_event_purchase_id", on: ["purchase_id"] },
  ])

export default KlarnaEvent
