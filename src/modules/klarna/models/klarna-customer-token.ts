import { model } from "@medusajs/framework/utils"

/**
 * What a customer gave to be charged again without being there. Klarna's id is a secret: whoever has it charges. Only
 * our own id leaves the ledger.
 */
const KlarnaCustomerToken = model
  .define("klarna_customer_token", {
    id: model.id({ prefix: "klct" }).primaryKey(),
    account_id: model.text(),
    /** Medusa's. */
    customer_id: model.text(),
    /** Purchase whose authorization it came from. Whoever agrees twice gives two, of which the newer counts. */
    purchase_id: model.text(),
    /** Klarna's id of it. A secret. */
    token_id: model.text(),
    /** Klarna's word as last read: ACTIVE, SUSPENDED or CANCELLED, which is for good. */
    status: model.text().default("ACTIVE"),
    currency_code: model.text(),
    country_code: model.text(),
    /** What it pays with, as Klarna tells it: `INVOICE`, `CARD` ... Null until it was read. */
    payment_method_type: model.text().nullable(),
    card_brand: model.text().nullable(),
    /** Of a card or account. */
    masked_number: model.text().nullable(),
    /** "12/2030". */
    card_expiry_date: model.text().nullable(),
    /** When Klarna last told its status. */
    checked_at: model.dateTime().nullable(),
    cancelled_at: model.dateTime().nullable(),
    /** Who cancelled it here: the customer's or a user's id. Null: at Klarna. */
    cancelled_by: model.text().nullable(),
  })
  .indexes([
    { name: "IDX_klarna_customer_token_of_purchase", on: ["purchase_id"] },
    { name: "IDX_klarna_customer_token_id", on: ["account_id", "token_id"], unique: true },
    { name: "IDX_klarna_customer_token_customer", on: ["customer_id"] },
  ])

export default KlarnaCustomerToken
