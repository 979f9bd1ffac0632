import { generateEntityId } from "@medusajs/framework/utils"
import type { Clock } from "../clock"
import type { EventRow } from "../rows"
import { firstRow, type Connection } from "./knex"

type NewEvent = Pick<EventRow, "source" | "event_key" | "purchase_id" | "page_id" | "payload">

/** A signal that nobody has finished by then is worked off by the sweep: its worker crashed. */
const CRASHED_AFTER_MS = 60_000
/** A signal whose work failed waits longer each time. */
const RETRY_MS = [10_000, 60_000, 300_000, 1_800_000]

export function createEventStore(connection: Connection, now: Clock) {
  // Nothing is ever marked as deleted; the indexes hold what is not.
  const table = () => connection<EventRow>("klarna_event").whereNull("deleted_at")
  const stamp = () => new Date(now())

  return {
    byId: (id: string) => firstRow<EventRow>(table().where({ id })),

    has: async (source: EventRow["source"], eventKey: string): Promise<boolean> =>
      Boolean(await firstRow(table().where({ source, event_key: eventKey }).select("id"))),

    /** Stores a signal once. `isNew` is false for one that was received before. */
    async receive(values: NewEvent): Promise<{ id?: string; isNew: boolean }> {
      const row = await firstRow<EventRow>(
        connection<EventRow>("klarna_event")
          .insert({
            id: generateEntityId(undefined, "klevt"),
            ...values,
            payload: (values.payload && JSON.stringify(values.payload)) as never,
            received_at: stamp(),
            next_attempt_at: new Date(now() + CRASHED_AFTER_MS),
            created_at: stamp(),
            updated_at: stamp(),
          } as never)
          .onConflict()
          .ignore()
          .returning("*")
      )
      return { id: row?.id, isNew: row !== undefined }
    },

    /** A signal that comes again after it was worked off (Klarna pushes until acknowledged) is opened again. */
    reopen: (source: EventRow["source"], eventKey: string) =>
      firstRow<EventRow>(
        table()
          .where({ source, event_key: eventKey })
          .whereNotNull("processed_at")
          .update({ processed_at: null, next_attempt_at: stamp(), updated_at: stamp() } as never)
          .returning("*")
      ),

    finish: (id: string, outcome: string) =>
      firstRow<EventRow>(
        table()
          .where({ id })
          .update({ processed_at: stamp(), next_attempt_at: null, outcome, updated_at: stamp() } as never)
          .returning("*")
      ),

    postpone: (row: Pick<EventRow, "id" | "attempts">, outcome: string) =>
      firstRow<EventRow>(
        table()
          .where({ id: row.id })
          .update({
            outcome,
            next_attempt_at: new Date(
              now() + (RETRY_MS[Math.min(row.attempts, RETRY_MS.length) - 1] ?? CRASHED_AFTER_MS)
            ),
            updated_at: stamp(),
          } as never)
          .returning("*")
      ),

    /** What was told about a purchase, on whichever page, oldest first. */
    ofPurchase: async (purchaseId: string): Promise<EventRow[]> =>
      table().where({ purchase_id: purchaseId }).orderBy("received_at").limit(MOST_EVENTS),

    /** Takes a signal to work on and keeps the sweep away from it for a while. Two workers may have it: work is idempotent. */
    claim: (id: string) =>
      firstRow<EventRow>(
        table()
          .where({ id })
          .whereNull("processed_at")
          .update({
            // The sweep has counted it already.
            attempts: connection.raw("greatest(attempts, 1)"),
            next_attempt_at: new Date(now() + CRASHED_AFTER_MS),
            updated_at: stamp(),
          } as never)
          .returning("*")
      ),

    async claimDue(limit: number): Promise<EventRow[]> {
      return table()
        .whereIn(
          "id",
          (due) =>
            void due
              .select("id")
              .from("klarna_event")
              .whereNull("deleted_at")
              .whereNull("processed_at")
              .where("next_attempt_at", "<=", stamp())
              .orderBy("next_attempt_at")
              .limit(limit)
              .forUpdate()
              .skipLocked()
        )
        .update({
          attempts: connection.raw("attempts + 1"),
          next_attempt_at: new Date(now() + CRASHED_AFTER_MS),
          updated_at: stamp(),
        } as never)
        .returning("*")
    },
  }
}

/** A purchase has a handful; whoever floods one is not read out. */
const MOST_EVENTS = 200

export type EventStore = ReturnType<typeof createEventStore>
