import type { Clock } from "../clock"
import type { OperationRow, PurchaseRow } from "../rows"
import { firstRow, type Connection } from "./knex"

/** How the ledger keeps track of whether Medusa's books say what happened at Klarna. */
export function createBooksStore(connection: Connection, now: Clock) {
  const table = () => connection<OperationRow>("klarna_operation").whereNull("deleted_at")
  const stamp = () => new Date(now())
  const update = (id: string, values: Partial<Record<keyof OperationRow, unknown>>) =>
    firstRow<OperationRow>(
      table()
        .where({ id })
        .update({ ...values, updated_at: stamp() } as never)
        .returning("*")
    )

  return {
    /**
     * Purchases whose books have to be looked at: an effect was not found in them yet, or somebody died while money
     * was moving. A claimer that dies leaves its rows to the next one after `retryMs`.
     */
    async claimDue(limit: number, retryMs: number): Promise<string[]> {
      const due = await table()
        .whereIn(
          "id",
          (rows) =>
            void rows
              .select("id")
              .from("klarna_operation")
              .where("books_due_at", "<=", stamp())
              .whereNull("deleted_at")
              .orderBy("books_due_at")
              .limit(limit)
              .forUpdate()
              .skipLocked()
        )
        .update({ books_due_at: new Date(now() + retryMs), updated_at: stamp() } as never)
        .returning("purchase_id")
      const abandoned = await connection("klarna_purchase")
        .where("money_lease_until", "<", stamp())
        .whereNull("deleted_at")
        .limit(limit)
        .select<{ id: string }[]>("id")
      return [...new Set([...due.map((row) => row.purchase_id), ...abandoned.map(({ id }) => id)])]
    },

    /** The books have it, or there is nothing to book. */
    settle: (id: string) => update(id, { books_due_at: null }),

    postpone: (id: string, ms: number) => update(id, { books_due_at: new Date(now() + ms) }),

    /** Medusa's row for an effect that was carried out before Medusa knew of it. */
    link: (id: string, medusaRowId: string) => update(id, { medusa_row_id: medusaRowId, books_due_at: null }),

    /**
     * A capture or refund that was made at Klarna without us, in its portal for example, so that it is booked like
     * one of ours. By Klarna's id there is one row of each, or one for every payment that it is booked on. The money
     * lease has to be held.
     */
    adopt: async (purchase: PurchaseRow, { amounts, ...effect }: Adopted): Promise<void> =>
      void (await connection("klarna_operation")
        .insert(
          amounts.map((amount, at) => ({
            ...effect,
            amount,
            id: `klop_${effect.klarna_id}${at ? `_${at + 1}` : ""}`,
            purchase_id: purchase.id,
            klarna_order_id: purchase.klarna_order_id as string,
            account_id: purchase.account_id,
            currency_code: purchase.currency_code,
            status: "confirmed",
            settled_at: stamp(),
            books_due_at: stamp(),
            created_at: stamp(),
            updated_at: stamp(),
          })) as never
        )
        .onConflict()
        .ignore()),

    /** Its row in Medusa is gone: whoever books it next takes it over. */
    unlink: (id: string) => update(id, { medusa_row_id: null }),

    rememberRows: (id: string, rowIds: string[]) => update(id, { rows_before: JSON.stringify(rowIds) }),

    /** Nobody has sent it and nobody will. */
    giveUp: (id: string) =>
      firstRow<OperationRow>(
        table()
          .where({ id, status: "intended", attempts: 0 })
          .update({
            status: "refused",
            error_code: "NOT_EXECUTED",
            error_message: "It was never sent",
            medusa_row_id: null,
            books_due_at: null,
            settled_at: stamp(),
            updated_at: stamp(),
          } as never)
          .returning("*")
      ),
  }
}

type Adopted = Pick<OperationRow, "created_by"> & {
  kind: "capture" | "refund"
  klarna_id: string
  /** Minor units. */
  amounts: readonly number[]
}

export type BooksStore = ReturnType<typeof createBooksStore>
