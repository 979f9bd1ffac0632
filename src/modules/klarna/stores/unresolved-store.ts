import { PLACING_PATIENCE_MS } from "../../../domain/placing-patience"
import type { Clock } from "../clock"
import type { PurchaseRow } from "../rows"
import type { Connection } from "./knex"

/** Purchases whose order at Klarna was looked for for long enough: somebody has to say what became of them. */
export function createUnresolvedStore(connection: Connection, now: Clock) {
  const unresolved = () =>
    connection<PurchaseRow>("klarna_purchase")
      .whereNull("deleted_at")
      .where({ klarna_status: "placing" })
      .whereNull("klarna_order_id")
      .whereNotNull("kp_session_id")
      .where("placing_since", "<=", new Date(now() - PLACING_PATIENCE_MS))

  return {
    /** Longest waiting first. */
    async list({ limit, offset }: { limit: number; offset: number }) {
      const [rows, [counted]] = await Promise.all([
        unresolved().orderBy("placing_since").orderBy("id").limit(limit).offset(offset) as Promise<
          PurchaseRow[]
        >,
        unresolved().count("id as count") as unknown as Promise<{ count: string }[]>,
      ])
      return { rows, count: Number(counted?.count ?? 0) }
    },
  }
}

export type UnresolvedStore = ReturnType<typeof createUnresolvedStore>
