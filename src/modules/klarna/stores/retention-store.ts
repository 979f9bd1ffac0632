import { impersonalOrder } from "../../../domain/impersonal-order"
import type { Clock } from "../clock"
import type { CallRow, DistributionRow, EventRow, OperationRow, PageRow, PurchaseRow } from "../rows"
import type { Connection } from "./knex"

/** Bodies that hold a buyer's name and address; those of captures and refunds hold goods and amounts. */
const PERSONAL_KINDS = ["place", "charge", "tokenize", "update"] as const
/** Where Klarna's orders have them. */
const PEOPLE = ["billing_address", "shipping_address", "customer", "merchant_urls", "merchant_data"]
/** Nobody sends them again. */
const SETTLED = ["confirmed", "refused"] as const

/** What the ledger gives up: after a time, or with its customer. Rows stay, with ids, amounts and states. */
export function createRetentionStore(connection: Connection, now: Clock) {
  const stamp = () => new Date(now())

  async function withoutPeople(ids: readonly string[]): Promise<void> {
    const purchases = () => connection<PurchaseRow>("klarna_purchase")
    for (const { id, snapshot } of (await purchases().whereIn("id", [...ids])) as PurchaseRow[]) {
      const kept = snapshot && JSON.stringify(impersonalOrder(snapshot))
      await purchases()
        .where({ id })
        .update({ snapshot: kept, updated_at: stamp() } as never)
    }
  }

  return {
    /** @returns how many of at most `limit` signals, worked off before `instant`, were deleted */
    deleteEvents: async (instant: Date, limit: number): Promise<number> =>
      connection<EventRow>("klarna_event")
        .whereIn(
          "id",
          connection<EventRow>("klarna_event")
            .select("id")
            .where("received_at", "<", instant)
            .whereNotNull("processed_at")
            .limit(limit) as never
        )
        .delete(),

    /**
     * Bodies, and people in Klarna's orders, of purchases that nothing has happened to since `instant` and nothing is
     * due of. Lines and amounts stay: refunds are made of them.
     *
     * @returns how many of at most `limit` purchases gave theirs up
     */
    async emptyBodies(instant: Date, limit: number): Promise<number> {
      const ofPurchase = () =>
        connection("klarna_operation").whereRaw("klarna_operation.purchase_id = klarna_purchase.id")
      const old = (await connection<PurchaseRow>("klarna_purchase")
        .where("updated_at", "<", instant)
        .whereNull("next_check_at")
        .where((kept) =>
          kept
            .whereRaw("jsonb_exists_any(snapshot, ?)", [PEOPLE])
            .orWhereExists(ofPurchase().whereNotNull("body"))
        )
        .whereNotExists(
          ofPurchase().where((recent) =>
            recent.whereNotIn("status", [...SETTLED]).orWhere("klarna_operation.updated_at", ">=", instant)
          )
        )
        .orderBy("updated_at")
        .limit(limit)
        .select("id")) as Pick<PurchaseRow, "id">[]
      const ids = old.map(({ id }) => id)
      await withoutPeople(ids)
      await connection<OperationRow>("klarna_operation")
        .whereIn("purchase_id", ids)
        .update({ body: null } as never)
      return ids.length
    },

    /** Every purchase of these carts and orders, and those that a customer made while logged in. */
    async purchasesOf(customerId: string, subjectIds: readonly string[]): Promise<PurchaseRow[]> {
      const table = () => connection<PurchaseRow>("klarna_purchase")
      return table()
        .where({ customer_id: customerId })
        .orWhereIn("subject_id", [...subjectIds])
        .orWhereIn("order_id", [...subjectIds])
        .then((rows) => rows as PurchaseRow[])
    },

    /** Whatever of these purchases could name the buyer. An effect that is still being sent keeps its body. */
    async erase(ids: readonly string[]): Promise<void> {
      await withoutPeople(ids)
      await connection<PurchaseRow>("klarna_purchase")
        .whereIn("id", [...ids])
        .update({ customer_id: null } as never)
      await connection<OperationRow>("klarna_operation")
        .whereIn("purchase_id", [...ids])
        .whereIn("kind", [...PERSONAL_KINDS])
        .whereIn("status", [...SETTLED])
        .update({ body: null } as never)
      await connection<CallRow>("klarna_call")
        .whereIn("purchase_id", [...ids])
        .update({ request: null } as never)
      await connection<EventRow>("klarna_event")
        .whereIn("purchase_id", [...ids])
        .update({ payload: null } as never)
      const pages = connection<PageRow>("klarna_page")
        .select("id")
        .whereIn("purchase_id", [...ids])
      await connection<DistributionRow>("klarna_distribution")
        .whereIn("page_id", pages as never)
        .update({ recipient: "" } as never)
    },
  }
}

export type RetentionStore = ReturnType<typeof createRetentionStore>
