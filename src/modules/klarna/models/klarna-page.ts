import { model } from "@medusajs/framework/utils"

/** One Hosted Payment Page session. At most one per purchase is live, which the database guarantees. */
const KlarnaPage = model
  .define("klarna_page", {
    id: model.id({ prefix: "klpage" }).primaryKey(),
    purchase_id: model.text(),
    hpp_session_id: model.text(),
    /** Klarna's status as last known: WAITING, IN_PROGRESS, BACK ... A hint; money is decided by the purchase. */
    state: model.text().default("WAITING"),
    /** Klarna's `updated_at` of that state. */
    klarna_updated_at: model.dateTime().nullable(),
    redirect_url: model.text().nullable(),
    qr_code_url: model.text().nullable(),
    distribution_url: model.text().nullable(),
    /** Klarna's distribution module, with placeholders for profile and view. Whoever has it can send and pay the link. */
    distribution_module_url: model.text().nullable(),
    expires_at: model.dateTime().nullable(),
    /** Unguessable part of the return and callback addresses. */
    reference: model.text(),
    /** SHA-256 of the secret in the callback address. */
    secret_hash: model.text(),
    /** Medusa's user who made the link, "system" where nobody did; null: a shopper's checkout. */
    created_by: model.text().nullable(),
    /** Why staff disabled it, in their words. */
    note: model.text().nullable(),
    close_reason: model.enum(["completed", "replaced", "disabled", "cancelled", "expired"]).nullable(),
    closed_at: model.dateTime().nullable(),
  })
  .indexes([
    {
      name: "IDX_klarna_page_live",
      on: ["purchase_id"],
      unique: true,
      where: "closed_at IS NULL AND deleted_at IS NULL",
    },
    { name: "IDX_klarna_page_hpp_session_id", on: ["hpp_session_id"], unique: true },
    { name: "IDX_klarna_page_reference", on: ["reference"], unique: true },
    { name: "IDX_klarna_page_created_at", on: ["created_at", "id"] },
    { name: "IDX_klarna_page_created_by", on: ["created_by", "created_at"], where: "created_by IS NOT NULL" },
    { name: "IDX_klarna_page_purchase_id", on: ["purchase_id"] },
  ])

export default KlarnaPage
