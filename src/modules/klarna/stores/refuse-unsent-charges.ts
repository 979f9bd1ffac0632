import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { NOT_SENT, REDUCED_BODY } from "./operation-store"
import type { Connection } from "./knex"

/** In the transaction that ends what they were for: of this and of sending them one happens. */
export async function refuseUnsentCharges(
  on: Connection,
  which: (charges: Knex.QueryBuilder) => void,
  at: Date
): Promise<void> {
  await on("klarna_operation")
    .where({ kind: "charge", status: "intended" })
    .whereNull("deleted_at")
    .whereIn("klarna_order_id", (charges) => which(charges.select("id").from("klarna_charge")))
    .update({
      status: "refused",
      body: on.raw(REDUCED_BODY),
      error_code: NOT_SENT.code,
      error_message: NOT_SENT.message,
      next_attempt_at: null,
      settled_at: at,
      updated_at: at,
    })
}
