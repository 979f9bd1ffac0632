import { generateEntityId } from "@medusajs/framework/utils"
import type { Clock } from "../clock"
import type { DistributionRow } from "../rows"
import type { Connection } from "./knex"

type NewDistribution = Pick<
  DistributionRow,
  "page_id" | "method" | "recipient" | "fingerprint" | "actor_id" | "result"
>

/** Links that were sent, one row each, written before Klarna is asked. */
export function createDistributionStore(connection: Connection, now: Clock) {
  const table = () => connection<DistributionRow>("klarna_distribution")
  const stamp = () => new Date(now())

  return {
    /** Newest first. */
    ofPage: async (pageId: string): Promise<DistributionRow[]> =>
      table().where({ page_id: pageId }).orderBy("sent_at", "desc"),

    async insert(values: NewDistribution): Promise<DistributionRow> {
      const [row] = await table()
        .insert({
          id: generateEntityId(undefined, "kldist"),
          ...values,
          sent_at: stamp(),
          created_at: stamp(),
          updated_at: stamp(),
        } as never)
        .returning("*")
      return row as DistributionRow
    },

    async settle(id: string, result: string, correlationId: string | null): Promise<void> {
      await table()
        .where({ id })
        .update({ result, correlation_id: correlationId, updated_at: stamp() } as never)
    },

    /** Messages of a page, or of somebody, in the last `ms` that reached or may have reached a shopper. */
    async countSince(
      by: Partial<Pick<DistributionRow, "page_id" | "actor_id" | "fingerprint">>,
      ms: number
    ): Promise<number> {
      const [row] = await table()
        .where(by)
        .whereIn("result", ["sending", "sent", "unknown"])
        .where("sent_at", ">", new Date(now() - ms))
        .count<{ count: string }[]>("id")
      return Number(row?.count ?? 0)
    },
  }
}

export type DistributionStore = ReturnType<typeof createDistributionStore>
