import { model } from "@medusajs/framework/utils"

/** One comparison of everything that the ledger saw change in a period. */
const KlarnaReconciliation = model
  .define("klarna_reconciliation", {
    id: model.id({ prefix: "klrec" }).primaryKey(),
    from_at: model.dateTime(),
    to_at: model.dateTime(),
    /** Medusa's user who asked for it; null: the job, which goes on where its last one ended. */
    started_by: model.text().nullable(),
    /** How many orders it has to look at. */
    orders: model.number().default(0),
  })
  .indexes([
    {
      name: "IDX_klarna_reconciliation_watermark",
      on: ["from_at"],
      unique: true,
      where: "started_by IS NULL AND deleted_at IS NULL",
    },
    { name: "IDX_klarna_reconciliation_created_at", on: ["created_at"] },
  ])

export default KlarnaReconciliation
