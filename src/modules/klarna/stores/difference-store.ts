import { generateEntityId, MedusaError } from "@medusajs/framework/utils"
import type { Difference, DifferenceKind } from "../../../domain/difference"
import type { Clock } from "../clock"
import type { DifferenceRow, PurchaseRow } from "../rows"
import { firstRow, type Connection } from "./knex"

export type DifferenceFilter = {
  state?: DifferenceRow["state"]
  kind?: DifferenceKind
  limit: number
  offset: number
}

type Of = Pick<PurchaseRow, "id" | "klarna_order_id" | "currency_code"> & { order_id: string | null }

/** Differences as rows: of a purchase one open row per kind, whoever finds it and however often. */
export function createDifferenceStore(connection: Connection, now: Clock) {
  const table = () => connection<DifferenceRow>("klarna_difference").whereNull("deleted_at")
  const stamp = () => new Date(now())
  const update = (id: string, values: Partial<DifferenceRow>) =>
    firstRow<DifferenceRow>(
      table()
        .where({ id })
        .update({ ...values, updated_at: stamp() } as never)
        .returning("*")
    )

  const closing = () => ({ closed_at: stamp(), remedy: null, last_error: null, updated_at: stamp() })

  async function keepOne(of: Of, difference: Difference): Promise<DifferenceRow> {
    const values = {
      ...difference,
      klarna_order_id: of.klarna_order_id,
      order_id: of.order_id,
      currency_code: of.currency_code,
      seen_at: stamp(),
      updated_at: stamp(),
    }
    const open = () => table().where({ purchase_id: of.id, kind: difference.kind, state: "open" })
    const seen = () =>
      firstRow<DifferenceRow>(
        open()
          .update(values as never)
          .returning("*")
      )
    const inserted = async () =>
      firstRow<DifferenceRow>(
        connection("klarna_difference")
          .insert({
            id: generateEntityId(undefined, "kldif"),
            purchase_id: of.id,
            ...values,
            state: "open",
            found_at: stamp(),
            created_at: stamp(),
          })
          .onConflict()
          .ignore()
          .returning("*")
      )
    // Somebody else may insert it in between, or close it: then it is there, or may be inserted.
    const row = (await seen()) ?? (await inserted()) ?? (await seen()) ?? (await inserted())
    if (row) return row
    throw new MedusaError(
      MedusaError.Types.CONFLICT,
      `The differences of Klarna purchase ${of.id} do not hold still`
    )
  }

  return {
    byId: (id: string) => firstRow<DifferenceRow>(table().where({ id })),

    /**
     * What a comparison has found: rows that are open stay the same rows, and those that were not found again are
     * closed.
     *
     * @param mended the row that somebody has just mended, if it is not there any more
     * @returns rows that nobody has been told of
     */
    async keep(of: Of, found: Difference[], mended?: { id: string; by: string | null }) {
      const rows: DifferenceRow[] = []
      for (const difference of found) rows.push(await keepOne(of, difference))
      const untold = rows.filter(({ told_at }) => !told_at)
      // Klarna was not asked: what was found before may be there still.
      if (found.some(({ kind }) => kind === "unreadable")) return untold
      const closed = closing()
      const over = () =>
        table()
          .where({ purchase_id: of.id, state: "open" })
          .whereNotIn(
            "kind",
            found.map(({ kind }) => kind)
          )
      if (mended) {
        await over()
          .where({ id: mended.id })
          .update({ ...closed, state: "mended", closed_by: mended.by } as never)
      }
      await over().update({ ...closed, state: "gone" } as never)
      return untold
    },

    /** Comparisons of these purchases have found nothing: what was open is closed. */
    keepNone: async (purchaseIds: string[]): Promise<void> =>
      void (await table()
        .whereIn("purchase_id", purchaseIds)
        .where({ state: "open" })
        .update({ ...closing(), state: "gone" } as never)),

    noteTold: (id: string) => update(id, { told_at: stamp() }),

    noteError: (id: string, last_error: string) => update(id, { last_error }),

    /** Newest first. */
    async list({ state, kind, limit, offset }: DifferenceFilter) {
      const filtered = () => table().where({ ...(state ? { state } : {}), ...(kind ? { kind } : {}) })
      const [rows, [counted]] = await Promise.all([
        filtered()
          .orderBy([
            { column: "found_at", order: "desc" },
            { column: "id", order: "desc" },
          ])
          .limit(limit)
          .offset(offset),
        filtered().count({ count: "id" }),
      ])
      return { rows: rows as DifferenceRow[], count: Number(counted?.count ?? 0) }
    },
  }
}

export type DifferenceStore = ReturnType<typeof createDifferenceStore>
