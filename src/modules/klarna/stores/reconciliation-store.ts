import { generateEntityId } from "@medusajs/framework/utils"
import type { Clock } from "../clock"
import type { ComparisonRow, ReconciliationRow } from "../rows"
import { createDifferenceStore } from "./difference-store"
import { firstRow, type Connection } from "./knex"

export type NewReconciliation = { from: Date; to: Date; startedBy: string | null }

/** `left`: orders that have yet to be compared; `later`: those of them that are looked at once more. */
export type Progress = ReconciliationRow & { left: number; later: number }

/** Where the ledger saw a purchase change: at its row, at an effect, or because Klarna said something. */
const TOUCHED = `
  select id from klarna_purchase where updated_at >= :from and updated_at < :to and deleted_at is null
  union
  select purchase_id from klarna_operation where updated_at >= :from and updated_at < :to and deleted_at is null
  union
  select purchase_id from klarna_event where received_at >= :from and received_at < :to and deleted_at is null`

/**
 * What differs is looked at until it does not: somebody may have mended it in Klarna's portal, of which nobody hears
 * here.
 */
const DIFFERS = "select purchase_id from klarna_difference where state = 'open' and deleted_at is null"

const claimed = (rows: readonly ComparisonRow[]) => rows.map(({ id, due_at }) => [id, due_at] as never)

/** Runs, and what they have yet to compare. Rows are claimed, so any number of instances may work them off. */
export function createReconciliationStore(connection: Connection, now: Clock) {
  const comparisons = () => connection<ComparisonRow>("klarna_comparison").whereNull("deleted_at")
  const runs = () => connection<ReconciliationRow>("klarna_reconciliation").whereNull("deleted_at")
  const stamp = () => new Date(now())

  async function withProgress(run: ReconciliationRow): Promise<Progress> {
    const [row] = await comparisons()
      .where({ reconciliation_id: run.id })
      .select(connection.raw("count(*) as left, count(*) filter (where attempts > 0) as later"))
    const { left, later } = row as unknown as { left: string; later: string }
    return { ...run, left: Number(left), later: Number(later) }
  }

  return {
    differences: createDifferenceStore(connection, now),

    /**
     * Notes every order that changed in a period or differs, all or none. One that is waiting already waits for this run instead.
     *
     * @returns nothing when the job's run was begun by another instance
     */
    begin: async ({ from, to, startedBy }: NewReconciliation): Promise<ReconciliationRow | undefined> =>
      connection.transaction(async (transaction) => {
        const id = generateEntityId(undefined, "klrec")
        const values = { id, from_at: from, to_at: to, started_by: startedBy }
        const run = await firstRow<ReconciliationRow>(
          transaction("klarna_reconciliation")
            .insert({ ...values, created_at: stamp(), updated_at: stamp() })
            .onConflict()
            .ignore()
            .returning("*")
        )
        if (!run) return undefined
        const note = async (purchases: string, known: string) => {
          const { rowCount } = await transaction.raw<{ rowCount: number }>(
            `insert into klarna_comparison
               (id, purchase_id, reconciliation_id, due_at, attempts, created_at, updated_at)
             select 'klcmp_' || id, id, :run, :now, 0, :now, :now from klarna_purchase
             where klarna_order_id is not null and deleted_at is null and id in (${purchases})
             on conflict (id) ${known}`,
            { from, to, run: id, now: stamp() }
          )
          return rowCount
        }
        const changed = await note(
          TOUCHED,
          "do update set reconciliation_id = excluded.reconciliation_id, due_at = excluded.due_at, attempts = 0"
        )
        // One that Klarna is asked about again and again goes on as it is.
        const orders = changed + (await note(DIFFERS, "do nothing"))
        await transaction("klarna_reconciliation").where({ id }).update({ orders })
        return { ...run, orders }
      }),

    /** Until when the job has looked. */
    async watermark(): Promise<Date | undefined> {
      const row = await firstRow<ReconciliationRow>(
        runs().whereNull("started_by").orderBy("to_at", "desc").limit(1)
      )
      return row?.to_at
    },

    async byId(id: string): Promise<Progress | undefined> {
      const run = await firstRow<ReconciliationRow>(runs().where({ id }))
      return run && withProgress(run)
    },

    /** The one that is at work; else the last one. */
    async current(): Promise<Progress | undefined> {
      const run = await firstRow<ReconciliationRow>(
        runs()
          .select("*")
          .orderByRaw(
            `exists (
               select 1 from klarna_comparison
               where reconciliation_id = klarna_reconciliation.id and deleted_at is null
             ) desc,
             created_at desc, id desc`
          )
          .limit(1)
      )
      return run && withProgress(run)
    },

    /** A claimer that dies leaves its rows to the next one after `retryMs`. */
    claimDue: async (limit: number, retryMs: number): Promise<ComparisonRow[]> =>
      comparisons()
        .whereIn(
          "id",
          (due) =>
            void due
              .select("id")
              .from("klarna_comparison")
              .where("due_at", "<=", stamp())
              .whereNull("deleted_at")
              .orderBy("due_at")
              .limit(limit)
              .forUpdate()
              .skipLocked()
        )
        .update({
          due_at: new Date(now() + retryMs),
          updated_at: stamp(),
        } as never)
        .returning("*"),

    /** A row that a newer run asks for meanwhile stays: it may have changed since it was read. */
    finish: async (rows: readonly ComparisonRow[]): Promise<void> =>
      void (await comparisons().whereIn(["id", "due_at"], claimed(rows)).delete()),

    /** Their claimer has no time left for them: they are anybody's again. */
    release: async (rows: readonly ComparisonRow[]): Promise<void> =>
      void (await comparisons()
        .whereIn(["id", "due_at"], claimed(rows))
        .update({ due_at: stamp(), updated_at: stamp() } as never)),

    /** It could not be compared. */
    retry: async ({ id, due_at, attempts }: ComparisonRow, ms: number): Promise<void> =>
      void (await comparisons()
        .where({ id, due_at })
        .update({
          due_at: new Date(now() + ms),
          attempts: attempts + 1,
          updated_at: stamp(),
        } as never)),
  }
}

export type ReconciliationStore = ReturnType<typeof createReconciliationStore>
