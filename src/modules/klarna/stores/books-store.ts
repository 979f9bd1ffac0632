import { generateEntityId } from "@medusajs/framework/utils"
import { effectId } from "../../../domain/same-effect"
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
     * one of ours. By Klarna's id there is one row of each. The money lease has to be held.
     */
    adopt: async (purchase: PurchaseRow, effect: Adopted): Promise<void> =>
      void (await connection("klarna_operation")
        .insert({
          ...effect,
          id: `klop_${effect.klarna_id}`,
          purchase_id: purchase.id,
          klarna_order_id: purchase.klarna_order_id as string,
          account_id: purchase.account_id,
          currency_code: purchase.currency_code,
          status: "confirmed",
          settled_at: stamp(),
          books_due_at: stamp(),
          created_at: stamp(),
          updated_at: stamp(),
        } as never)
        .onConflict()
        .ignore()),

    /**
     * Divides what was carried out at Klarna, and what no row of Medusa's owns, among the payments it is booked on:
     * a row for each, all or none. The money lease has to be held.
     *
     * @param amounts minor units, which add up to the row's
     * @returns the rows, in the order of their amounts; nothing when somebody has divided or booked it meanwhile
     */
    divide: async (row: OperationRow, amounts: readonly number[]): Promise<OperationRow[] | undefined> =>
      connection.transaction(async (transaction) => {
        const [amount, ...others] = amounts
        const first = await firstRow<OperationRow>(
          transaction<OperationRow>("klarna_operation")
            .where({ id: row.id, amount: row.amount, status: "confirmed" })
            .whereNull("medusa_row_id")
            .update({ amount, updated_at: stamp() } as never)
            .returning("*")
        )
        if (!first) return undefined
        const { kind, purchase_id, klarna_order_id, account_id, currency_code, klarna_id } = first
        const { correlation_id, created_by, settled_at } = first
        const parts: OperationRow[] = await transaction("klarna_operation")
          .insert(
            others.map((part) => ({
              ...{ kind, purchase_id, klarna_order_id, account_id, currency_code, klarna_id },
              ...{ correlation_id, created_by, settled_at, status: "confirmed", amount: part },
              id: generateEntityId(undefined, "klop"),
              part_of: effectId(first),
              books_due_at: stamp(),
              created_at: stamp(),
              updated_at: stamp(),
            }))
          )
          .returning("*")
        const inOrder = others.map(
          (part) =>
            parts.splice(
              parts.findIndex((row) => row.amount === part),
              1
            )[0]!
        )
        return [first, ...inOrder]
      }),

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
  amount: number
}

export type BooksStore = ReturnType<typeof createBooksStore>
