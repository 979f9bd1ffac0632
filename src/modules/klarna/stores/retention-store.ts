import { impersonalOrder } from "../../../domain/impersonal-order"
import type { Clock } from "../clock"
import type {
  CallRow,
  DifferenceRow,
  DistributionRow,
  EventRow,
  OperationRow,
  PageRow,
  PurchaseRow,
  ReconciliationRow,
} from "../rows"
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
            .whereNull("deleted_at")
            .whereNotNull("processed_at")
            .limit(limit) as never
        )
        .delete(),

    /**
     * Differences between Klarna's orders and Medusa's books that were closed before `instant`.
     *
     * @returns how many of at most `limit` were deleted
     */
    deleteDifferences: async (instant: Date, limit: number): Promise<number> =>
      connection<DifferenceRow>("klarna_difference")
        .whereIn(
          "id",
          connection<DifferenceRow>("klarna_difference")
            .select("id")
            .whereIn("state", ["mended", "gone"])
            .where("closed_at", "<", instant)
            .whereNull("deleted_at")
            .limit(limit) as never
        )
        .delete(),

    /**
     * Comparisons that were begun before `instant` and have come to their end. The job's last one stays: the next one
     * begins where it ended.
     *
     * @returns how many of at most `limit` were deleted
     */
    deleteReconciliations: async (instant: Date, limit: number): Promise<number> =>
      connection<ReconciliationRow>("klarna_reconciliation")
        .whereIn(
          "id",
          connection("klarna_reconciliation as run")
            .select("run.id")
            .where("run.created_at", "<", instant)
            .whereNull("run.deleted_at")
            .whereNotExists(
              connection("klarna_comparison as waiting")
                .whereRaw("waiting.reconciliation_id = run.id")
                .whereNull("waiting.deleted_at")
            )
            .where(
              (over) =>
                void over
                  .whereNotNull("run.started_by")
                  .orWhereExists(
                    connection("klarna_reconciliation as newer")
                      .whereNull("newer.started_by")
                      .whereNull("newer.deleted_at")
                      .whereRaw("newer.to_at > run.to_at")
                  )
            )
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
        connection("klarna_operation")
          .whereRaw("klarna_operation.purchase_id = klarna_purchase.id")
          .whereNull("klarna_operation.deleted_at")
      const old = (await connection<PurchaseRow>("klarna_purchase")
        .where("updated_at", "<", instant)
        .whereNull("deleted_at")
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
        .whereNull("deleted_at")
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

    /** They are needed a while yet: who bought goes as soon as they are settled. */
    eraseLater: async (ids: readonly string[]): Promise<void> =>
      void (await connection<PurchaseRow>("klarna_purchase")
        .whereIn("id", [...ids])
        .whereNull("erase_asked_at")
        .update({ erase_asked_at: stamp() } as never)),

    /** Purchases whose customer was deleted before they were settled, the longest waiting first. */
    toErase: async (limit: number): Promise<PurchaseRow[]> =>
      connection<PurchaseRow>("klarna_purchase")
        .whereNotNull("erase_asked_at")
        .whereNull("deleted_at")
        .orderBy("erase_asked_at")
        .limit(limit)
        .then((rows) => rows as PurchaseRow[]),

    /** Whatever of these purchases could name the buyer. An effect that is still being sent keeps its body. */
    async erase(ids: readonly string[]): Promise<void> {
      await withoutPeople(ids)
      await connection<PurchaseRow>("klarna_purchase")
        .whereIn("id", [...ids])
        .update({ customer_id: null, erase_asked_at: null } as never)
      await connection<OperationRow>("klarna_operation")
        .whereIn("purchase_id", [...ids])
        .whereNull("deleted_at")
        .whereIn("kind", [...PERSONAL_KINDS])
        .whereIn("status", [...SETTLED])
        .update({ body: null } as never)
      await connection<CallRow>("klarna_call")
        .whereIn("purchase_id", [...ids])
        .whereNull("deleted_at")
        .update({ request: null } as never)
      await connection<EventRow>("klarna_event")
        .whereIn("purchase_id", [...ids])
        .whereNull("deleted_at")
        .update({ payload: null } as never)
      const pages = connection<PageRow>("klarna_page")
        .select("id")
        .whereIn("purchase_id", [...ids])
        .whereNull("deleted_at")
      await connection<DistributionRow>("klarna_distribution")
        .whereIn("page_id", pages as never)
        .update({ recipient: "" } as never)
    },
  }
}

export type RetentionStore = ReturnType<typeof createRetentionStore>
