import { model } from "@medusajs/framework/utils"

/** What a customer gets again and again: one row per order and kind of subscription in it. */
const KlarnaSubscription = model
  .define("klarna_subscription", {
    id: model.id({ prefix: "klsub" }).primaryKey(),
    /** Medusa's. */
    customer_id: model.text(),
    account_id: model.text(),
    /** What renewals are charged with. Null: there is none, and each renewal is paid by link. */
    customer_token_id: model.text().nullable(),
    /** Purchase and order that it was sold with. */
    purchase_id: model.text(),
    order_id: model.text(),
    /** Klarna's name for it, shown to the customer. */
    name: model.text(),
    interval: model.enum(["DAY", "WEEK", "MONTH", "YEAR"]),
    interval_count: model.number(),
    currency_code: model.text(),
    /** Items and shipping methods of a renewal, as they were sold, without their discounts. */
    lines: model.json(),
    /** Every period is counted from here, so that the 31st does not drift. */
    anchor_at: model.dateTime(),
    /** IANA name: whose calendar days and months are. */
    time_zone: model.text(),
    /** `past_due`: a renewal was refused and is not paid yet. `ended`: its order was cancelled. */
    status: model.enum(["active", "past_due", "cancelled", "ended"]).default("active"),
    status_reason: model.text().nullable(),
    /** The first period that nobody has decided about; 0 was the order. */
    next_period: model.number().default(1),
    /** When that one is due; null once nothing more comes. */
    next_charge_at: model.dateTime().nullable(),
    cancelled_at: model.dateTime().nullable(),
    /** The customer's or a user's id. */
    cancelled_by: model.text().nullable(),
  })
  .indexes([
    {
      name: "IDX_klarna_subscription_sold",
      on: ["purchase_id", "name", "interval", "interval_count"],
      unique: true,
    },
    {
      name: "IDX_klarna_subscription_next_charge_at",
      on: ["next_charge_at"],
      where: "next_charge_at IS NOT NULL",
    },
    { name: "IDX_klarna_subscription_customer", on: ["customer_id"] },
    { name: "IDX_klarna_subscription_order", on: ["order_id"] },
    { name: "IDX_klarna_subscription_token", on: ["customer_token_id"] },
  ])

export default KlarnaSubscription
