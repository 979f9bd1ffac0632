import { model } from "@medusajs/framework/utils"

/** One period of a subscription: at most one row each, so that none is charged twice, whoever runs. */
const KlarnaCharge = model
  .define("klarna_charge", {
    id: model.id({ prefix: "klchg" }).primaryKey(),
    subscription_id: model.text(),
    /** 1 is the first renewal. */
    period: model.number(),
    due_at: model.dateTime(),
    /**
     * `charging`: sent, and nobody knows what became of it yet. `retrying`: refused for now. `awaiting_payment`: the
     * customer has a payment link. `failed`: nothing happens before somebody looked.
     */
    state: model
      .enum(["due", "charging", "retrying", "awaiting_payment", "charged", "skipped", "cancelled", "failed"])
      .default("due"),
    /** What it was paid with in the end; `other`: by another method of the shop's. */
    settled_by: model.enum(["token", "link", "other"]).nullable(),
    settled_at: model.dateTime().nullable(),
    /** Minor units; null before the order is made. */
    amount: model.number().nullable(),
    currency_code: model.text().nullable(),
    /** Charges sent, and how many of them Klarna refused. */
    attempts: model.number().default(0),
    refusals: model.number().default(0),
    first_refused_at: model.dateTime().nullable(),
    next_attempt_at: model.dateTime().nullable(),
    /** Medusa's order of this period. */
    order_id: model.text().nullable(),
    /** Its purchase in the ledger. */
    purchase_id: model.text().nullable(),
    klarna_order_id: model.text().nullable(),
    /** Why the customer has to pay it themselves. */
    link_reason: model.text().nullable(),
    /** Links made so far. */
    links: model.number().default(0),
    /** Klarna's last refusal or our last failure: code, message, correlation id. Nothing personal. */
    last_error: model.json().nullable(),
    /** Medusa's user who asked for it; null: its time had come. */
    requested_by: model.text().nullable(),
    /** One runner at a time. */
    claimed_by: model.text().nullable(),
    claimed_until: model.dateTime().nullable(),
  })
  .indexes([
    { name: "IDX_klarna_charge_period", on: ["subscription_id", "period"], unique: true },
    { name: "IDX_klarna_charge_order", on: ["order_id"], unique: true, where: "order_id IS NOT NULL" },
    { name: "IDX_klarna_charge_next", on: ["next_attempt_at"], where: "next_attempt_at IS NOT NULL" },
  ])

export default KlarnaCharge
