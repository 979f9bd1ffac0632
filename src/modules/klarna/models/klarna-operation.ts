import { model } from "@medusajs/framework/utils"

/**
 * One effect that we intend at Klarna. The row is the intent: its id gives the idempotency key and the reference,
 * its body is stored once and sent again byte for byte, and it is closed by an answer and never reused.
 */
const KlarnaOperation = model
  .define("klarna_operation", {
    id: model.id({ prefix: "klop" }).primaryKey(),
    purchase_id: model.text(),
    /** OM order id; the KP session's id as long as the order is not placed. */
    klarna_order_id: model.text(),
    account_id: model.text(),
    kind: model.enum([
      "acknowledge",
      "update-references",
      "capture",
      "refund",
      "cancel",
      "release",
      "extend",
      "update",
      "place",
      "shipping-info",
      "tokenize",
      "charge",
      "cancel-token",
      "customer-details",
    ]),
    /** Minor units; null where the effect has no amount. */
    amount: model.number().nullable(),
    currency_code: model.text().nullable(),
    /** Of a capture or refund that somebody divided: Medusa's items and shipping methods, `[{ id, quantity }]`. */
    items: model.json().nullable(),
    /** The row with whose effect this one was carried out: Medusa books one refund of Klarna's on several payments. */
    part_of: model.text().nullable(),
    /** Klarna's capture that an effect belongs to. */
    capture_id: model.text().nullable(),
    /** Medusa's user who asked for it; null: nobody, the plugin itself. */
    created_by: model.text().nullable(),
    /** The exact request body, serialised at creation. */
    body: model.text().nullable(),
    /** The authorization token an order is placed with. A secret: emptied when the row is settled. */
    target: model.text().nullable(),
    /** Medusa's capture or refund that owns the effect. */
    medusa_row_id: model.text().nullable(),
    /** Set for effects that may be intended only once at a time per Klarna order. */
    singleton: model.text().nullable(),
    status: model.enum(["intended", "sent", "confirmed", "refused", "unknown"]).default("intended"),
    /** Klarna's capture or refund id. */
    klarna_id: model.text().nullable(),
    correlation_id: model.text().nullable(),
    error_code: model.text().nullable(),
    error_message: model.text().nullable(),
    attempts: model.number().default(0),
    sent_at: model.dateTime().nullable(),
    settled_at: model.dateTime().nullable(),
    next_attempt_at: model.dateTime().nullable(),
    /** When Medusa's books are compared with it; null once they agree, or where there is nothing to book. */
    books_due_at: model.dateTime().nullable(),
    /** Medusa's captures of the moment before this one was booked: after a kill the new one is known by them. */
    rows_before: model.json().nullable(),
  })
  .indexes([
    {
      name: "IDX_klarna_operation_medusa_row",
      on: ["medusa_row_id"],
      unique: true,
      where: "medusa_row_id IS NOT NULL",
    },
    {
      name: "IDX_klarna_operation_singleton",
      on: ["klarna_order_id", "singleton"],
      unique: true,
      where: "singleton IS NOT NULL AND status <> 'refused'",
    },
    { name: "IDX_klarna_operation_order", on: ["klarna_order_id"] },
    { name: "IDX_klarna_operation_purchase", on: ["purchase_id"] },
    { name: "IDX_klarna_operation_next", on: ["next_attempt_at"], where: "next_attempt_at IS NOT NULL" },
    { name: "IDX_klarna_operation_updated_at", on: ["updated_at"] },
    { name: "IDX_klarna_operation_books", on: ["books_due_at"], where: "books_due_at IS NOT NULL" },
  ])

export default KlarnaOperation
