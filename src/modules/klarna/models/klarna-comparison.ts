import { model } from "@medusajs/framework/utils"

/** A purchase that has yet to be compared, once however many runs ask for it. The row goes when it is done. */
const KlarnaComparison = model
  .define("klarna_comparison", {
    id: model.id({ prefix: "klcmp" }).primaryKey(),
    purchase_id: model.text(),
    reconciliation_id: model.text(),
    /** Claimed rows come up again: also when their claimer was killed. */
    due_at: model.dateTime(),
    attempts: model.number().default(0),
  })
  .indexes([
    { name: "IDX_klarna_comparison_purchase", on: ["purchase_id"], unique: true },
    { name: "IDX_klarna_comparison_due", on: ["due_at"] },
    { name: "IDX_klarna_comparison_run", on: ["reconciliation_id"] },
  ])

export default KlarnaComparison
