import type { Clock } from "../clock"
import type { PurchaseRow } from "../rows"
import { firstRow, type Connection } from "./knex"

/** Purchases whose Medusa payment was voided by a change of the order and whose authorization goes on. */
export function createSuccessorStore(connection: Connection, now: Clock) {
  const table = () => connection<PurchaseRow>("klarna_purchase").whereNull("deleted_at")
  const awaited = () => table().where({ successor: "awaited" }).whereNull("closed_at")
  const stamp = () => new Date(now())

  return {
    /** Those that wait, the longest waiting first. */
    awaited: async (limit: number): Promise<PurchaseRow[]> => awaited().orderBy("updated_at").limit(limit),

    /** The authorization goes on with this payment session, in place of the one whose payment was voided. */
    take: (purchaseId: string, sessionId: string) =>
      firstRow<PurchaseRow>(
        awaited()
          .where({ id: purchaseId })
          .whereRaw("coalesce(outcome, '') not like 'giv%'")
          .update({ authorized_by: sessionId, superseded_at: null, updated_at: stamp() })
          .returning("*")
      ),
  }
}

export type SuccessorStore = ReturnType<typeof createSuccessorStore>
