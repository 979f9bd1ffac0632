import { generateEntityId } from "@medusajs/framework/utils"
import type { Clock } from "../clock"
import type { CallRow } from "../rows"
import type { Connection } from "./knex"

export type NewCall = Omit<CallRow, "id">

export function createCallStore(connection: Connection, now: Clock) {
  // Nothing is ever marked as deleted; the indexes hold what is not.
  const table = () => connection<CallRow>("klarna_call").whereNull("deleted_at")

  return {
    async insert(calls: readonly NewCall[]): Promise<void> {
      const stamp = new Date(now())
      const json = (value: unknown) => (value == null ? null : JSON.stringify(value))
      await connection<CallRow>("klarna_call").insert(
        calls.map((call) => ({
          id: generateEntityId(undefined, "klcall"),
          ...call,
          error_messages: json(call.error_messages),
          request: json(call.request),
          created_at: stamp,
          updated_at: stamp,
        })) as never
      )
    },

    /** The latest of a purchase, oldest first. */
    async ofPurchase(purchaseId: string): Promise<CallRow[]> {
      const rows = await table().where({ purchase_id: purchaseId }).orderBy("at", "desc").limit(MOST_CALLS)
      return (rows as CallRow[]).reverse()
    },

    /** @returns how many of at most `limit` rows were deleted */
    forgetBefore: async (instant: Date, limit: number): Promise<number> =>
      connection<CallRow>("klarna_call")
        .whereIn("id", table().select("id").where("at", "<", instant).limit(limit) as never)
        .delete(),
  }
}

/** A purchase has some dozens. */
const MOST_CALLS = 200

export type CallStore = ReturnType<typeof createCallStore>
