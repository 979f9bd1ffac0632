import { model } from "@medusajs/framework/utils"
import { DIFFERENCE_KINDS } from "../../../domain/difference"

/** What Klarna's order and Medusa's books do not say the same. Of an order one row per kind as long as it lasts. */
const KlarnaDifference = model
  .define("klarna_difference", {
    id: model.id({ prefix: "kldif" }).primaryKey(),
    purchase_id: model.text(),
    klarna_order_id: model.text().nullable(),
    /** Medusa's order, where there is one. */
    order_id: model.text().nullable(),
    kind: model.enum([...DIFFERENCE_KINDS]),
    /** What the button would do when it was last compared; null: somebody has to look at it. */
    remedy: model.text().nullable(),
    /** Minor units, as all of them. */
    klarna_amount: model.number().nullable(),
    medusa_amount: model.number().nullable(),
    amount: model.number().nullable(),
    currency_code: model.text(),
    /** `gone`: it was not there any more at a later look. */
    state: model.enum(["open", "mended", "gone"]).default("open"),
    found_at: model.dateTime(),
    seen_at: model.dateTime(),
    /** Since when the shop has been told. */
    told_at: model.dateTime().nullable(),
    closed_at: model.dateTime().nullable(),
    /** Medusa's user who mended it. */
    closed_by: model.text().nullable(),
    /** Why the last try to mend it came to nothing. */
    last_error: model.text().nullable(),
  })
  .indexes([
    {
      name: "IDX_klarna_difference_open",
      on: ["purchase_id", "kind"],
      unique: true,
      where: "state = 'open' AND deleted_at IS NULL",
    },
    { name: "IDX_klarna_difference_state", on: ["state", "found_at"] },
  ])

export default KlarnaDifference
