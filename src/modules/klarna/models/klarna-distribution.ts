import { model } from "@medusajs/framework/utils"

/** One payment link sent to somebody. */
const KlarnaDistribution = model
  .define("klarna_distribution", {
    id: model.id({ prefix: "kldist" }).primaryKey(),
    page_id: model.text(),
    method: model.enum(["email", "sms", "token", "notification"]),
    /** Masked: enough to recognise, not enough to use. */
    recipient: model.text(),
    /** SHA-256 of method and recipient: the same message is not sent twice by accident. */
    fingerprint: model.text(),
    /** Who sent it: an admin user's id. */
    actor_id: model.text().nullable(),
    sent_at: model.dateTime(),
    /** `sending`, `sent`, `unknown` when Klarna's answer was lost, or the code it was refused with. */
    result: model.text(),
    correlation_id: model.text().nullable(),
  })
  .indexes([{ name: "IDX_klarna_distribution_page_id", on: ["page_id"] }])

export default KlarnaDistribution
