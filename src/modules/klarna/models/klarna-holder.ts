import { model } from "@medusajs/framework/utils"

/**
 * Which purchase a Medusa payment session stands for. Medusa makes a new session at every change of the total,
 * so many sessions, and after order edits many payments, may point to one Klarna order.
 */
const KlarnaHolder = model
  .define("klarna_holder", {
    /** Medusa's payment session id. */
    id: model.text().primaryKey(),
    purchase_id: model.text(),
  })
  .indexes([{ name: "IDX_klarna_holder_purchase_id", on: ["purchase_id"] }])

export default KlarnaHolder
