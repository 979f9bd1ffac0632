import { model } from "@medusajs/framework/utils"

/**
 * What somebody is about to buy with Klarna: one live row per cart, or per payment link of an order. It points to
 * one Klarna order; when that one can no longer be used the row is closed and the next generation begins.
 *
 * Amounts are minor units. Writers other than migrations go through the stores beside this folder.
 */
const KlarnaPurchase = model
  .define("klarna_purchase", {
    id: model.id({ prefix: "klpur" }).primaryKey(),
    subject_type: model.enum(["cart", "order"]),
    subject_id: model.text(),
    /** Of an order: the payment collection that is paid, each for itself. Empty for a cart, which has one for good. */
    payment_collection_id: model.text().default(""),
    /** Provider identifier, "klarna-checkout" or "klarna-payments". */
    provider: model.text(),
    /** Account of the options that it is sold with. */
    account_id: model.text(),
    channel: model.enum(["ecommerce", "in_store", "telesales"]).default("ecommerce"),
    generation: model.number().default(1),
    /** KCO order id, or the OM order id of a KP purchase once it is placed. */
    klarna_order_id: model.text().nullable(),
    kp_session_id: model.text().nullable(),
    /** Where the buyer pays: on Klarna's page, or in the widget on the shop's own. */
    presentation: model.enum(["hosted_page", "widget"]).default("hosted_page"),
    /** Klarna Payments on a hosted page: who places the order. Kept from the purchase's first day. */
    place_order_mode: model.enum(["NONE", "PLACE_ORDER", "CAPTURE_ORDER"]).nullable(),
    /** Klarna Payments: what the buyer is asked to agree to. */
    intent: model.enum(["buy", "tokenize", "buy_and_tokenize"]).default("buy"),
    /** Medusa's customer, who was logged in. */
    customer_id: model.text().nullable(),
    /** What the widget is started with: client token and categories. Public. */
    widget: model.json().nullable(),
    /** What the order is placed with, for 60 minutes. A secret: emptied as soon as it was used or dropped. */
    authorization_token: model.text().nullable(),
    /** SHA-256 of the last one, so that nobody brings it for another purchase. */
    authorization_hash: model.text().nullable(),
    /** Since when an order may exist at Klarna whose answer we do not have. */
    placing_since: model.dateTime().nullable(),
    klarna_reference: model.text().nullable(),
    /** Unguessable part of our callback addresses. */
    reference: model.text(),
    /** SHA-256 of the secret in the push and validation addresses. */
    secret_hash: model.text(),
    payload_hash: model.text().nullable(),
    amount: model.number(),
    tax_amount: model.number(),
    currency_code: model.text(),
    country_code: model.text(),
    /** Klarna's status as last read, lower case; "new" before Klarna knows it, "gone" after a 404. */
    klarna_status: model.text().default("new"),
    /** What Klarna said when it was last read. Holds addresses: never logged, purged with the purchase. */
    snapshot: model.json().nullable(),
    snapshot_at: model.dateTime().nullable(),
    /** Compare-and-set counter of the snapshot. */
    version: model.number().default(0),
    /** Medusa payment session that holds it now. */
    current_holder: model.text().nullable(),
    /** Medusa payment session whose authorization this purchase paid for. */
    authorized_by: model.text().nullable(),
    /** Since when no payment session holds it. */
    superseded_at: model.dateTime().nullable(),
    /** An order edit, exchange or claim leaves the authorization to a collection that comes later. */
    successor: model.enum(["none", "awaited"]).default("none"),
    /** A link that makes an order of its draft at once, before it is paid. */
    places_order: model.boolean().default(false),
    /** Why nobody is to pay it any more; the first reason stands. */
    end_reason: model.text().nullable(),
    /** Medusa's order, once there is one. */
    order_id: model.text().nullable(),
    /** Since when `order.placed` is told: heard from core, or emitted by us after a kill and marked then. */
    order_placed_emitted_at: model.dateTime().nullable(),
    /** Last decision of the sync. */
    outcome: model.text().nullable(),
    /** Until when Klarna keeps what is not captured, as Order Management last told. */
    authorization_expires_at: model.dateTime().nullable(),
    /** When the authorization is looked at again: it has to be extended, or somebody has to be told. */
    authorization_check_at: model.dateTime().nullable(),
    /** The `authorization_expires_at` about which the shop has been told. */
    authorization_told_for: model.dateTime().nullable(),
    /** Nothing is left to capture: all of it was, or it was cancelled, released or ran out. */
    authorization_over_at: model.dateTime().nullable(),
    /** Klarna's last refusal or our last failure: code, message, correlation id. Nothing personal. */
    last_error: model.json().nullable(),
    next_check_at: model.dateTime().nullable(),
    checks: model.number().default(0),
    lease_owner: model.text().nullable(),
    lease_until: model.dateTime().nullable(),
    money_lease_owner: model.text().nullable(),
    money_lease_until: model.dateTime().nullable(),
    close_reason: model
      .enum(["expired", "aborted", "mismatched", "cancelled", "superseded", "settled", "rejected"])
      .nullable(),
    closed_at: model.dateTime().nullable(),
    /** Its customer was deleted while it may have been paid: whatever names them goes as soon as it is settled. */
    erase_asked_at: model.dateTime().nullable(),
  })
  .indexes([
    {
      name: "IDX_klarna_purchase_live_subject",
      on: ["subject_type", "subject_id", "payment_collection_id", "provider", "account_id"],
      unique: true,
      where: "closed_at IS NULL AND deleted_at IS NULL",
    },
    {
      name: "IDX_klarna_purchase_klarna_order_id",
      on: ["klarna_order_id"],
      unique: true,
      where: "klarna_order_id IS NOT NULL",
    },
    {
      name: "IDX_klarna_purchase_kp_session_id",
      on: ["kp_session_id"],
      unique: true,
      where: "kp_session_id IS NOT NULL",
    },
    {
      name: "IDX_klarna_purchase_authorization_hash",
      on: ["authorization_hash"],
      unique: true,
      where: "authorization_hash IS NOT NULL",
    },
    {
      name: "IDX_klarna_purchase_live_collection",
      on: ["payment_collection_id"],
      where: "closed_at IS NULL AND payment_collection_id <> ''",
    },
    { name: "IDX_klarna_purchase_reference", on: ["reference"], unique: true },
    {
      name: "IDX_klarna_purchase_klarna_reference",
      on: ["klarna_reference"],
      where: "klarna_reference IS NOT NULL",
    },
    { name: "IDX_klarna_purchase_holder", on: ["current_holder"], where: "current_holder IS NOT NULL" },
    { name: "IDX_klarna_purchase_subject_id", on: ["subject_id"], where: "subject_id IS NOT NULL" },
    { name: "IDX_klarna_purchase_erase", on: ["erase_asked_at"], where: "erase_asked_at IS NOT NULL" },
    { name: "IDX_klarna_purchase_next_check_at", on: ["next_check_at"], where: "next_check_at IS NOT NULL" },
    {
      name: "IDX_klarna_purchase_authorization_check_at",
      on: ["authorization_check_at"],
      where: "authorization_check_at IS NOT NULL",
    },
    {
      name: "IDX_klarna_purchase_authorization_expires_at",
      on: ["authorization_expires_at"],
      where: "authorization_over_at IS NULL AND authorization_expires_at IS NOT NULL",
    },
    {
      name: "IDX_klarna_purchase_money_lease_until",
      on: ["money_lease_until"],
      where: "money_lease_until IS NOT NULL",
    },
    { name: "IDX_klarna_purchase_updated_at", on: ["updated_at"] },
    { name: "IDX_klarna_purchase_order_id", on: ["order_id"], where: "order_id IS NOT NULL" },
  ])

export default KlarnaPurchase
