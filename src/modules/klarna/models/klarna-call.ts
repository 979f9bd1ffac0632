import { model } from "@medusajs/framework/utils"

/** The call log: one row per request to Klarna that belongs to a purchase. No secret and nothing personal is in it. */
const KlarnaCall = model
  .define("klarna_call", {
    id: model.id({ prefix: "klcall" }).primaryKey(),
    purchase_id: model.text(),
    at: model.dateTime(),
    method: model.text(),
    /** Below the account's base URL; the documented name stands where a token was. */
    path: model.text(),
    /** HTTP status; null when there was no answer. */
    status: model.number().nullable(),
    /** Klarna's `error_code`, or why there was no usable answer. */
    error_code: model.text().nullable(),
    error_messages: model.json().nullable(),
    correlation_id: model.text().nullable(),
    /** How long it took. */
    ms: model.number(),
    /** What was asked, redacted; only where Klarna refused it. */
    request: model.json().nullable(),
  })
  .indexes([
    { name: "IDX_klarna_call_purchase", on: ["purchase_id", "at"] },
    { name: "IDX_klarna_call_at", on: ["at"] },
  ])

export default KlarnaCall
