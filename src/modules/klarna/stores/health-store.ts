import type { Clock } from "../clock"
import type { CallRow } from "../rows"
import type { Connection } from "./knex"

/** A job looks at each of these every minute: what has waited for longer than that waits for somebody. */
const LATE_MS = 5 * 60_000
const HOUR_MS = 3_600_000

/** Something that should be worked off by now. */
export type Late = { count: number; oldest_at: string | null }

/** What waits, and how the last hour's calls went. Counted by the database, over its indexes. */
export function createHealthStore(connection: Connection, now: Clock) {
  const lateSince = () => new Date(now() - LATE_MS)

  async function late(query: ReturnType<Connection>, column: string): Promise<Late> {
    const [row] = (await query.whereNull("deleted_at").count("id as count").min(`${column} as oldest`)) as {
      count: string
      oldest: Date | null
    }[]
    return { count: Number(row?.count ?? 0), oldest_at: row?.oldest?.toISOString() ?? null }
  }

  return {
    /** Klarna's signals that were received and not worked off. */
    signals: () =>
      late(
        connection("klarna_event").whereNull("processed_at").where("received_at", "<", lateSince()),
        "received_at"
      ),

    /** Purchases that should have been looked at again. */
    purchases: () =>
      late(connection("klarna_purchase").where("next_check_at", "<", lateSince()), "next_check_at"),

    /** Effects of which nobody knows whether they happened, and those that should have been repeated. */
    operations: () =>
      late(
        connection("klarna_operation").where((unsettled) =>
          unsettled
            .where((unknown) => unknown.where("status", "unknown").where("sent_at", "<", lateSince()))
            .orWhere("next_attempt_at", "<", lateSince())
        ),
        "created_at"
      ),

    /** Effects that Medusa's books do not have. */
    books: () => late(connection("klarna_operation").where("books_due_at", "<", lateSince()), "books_due_at"),

    async calls() {
      const counted = (await connection<CallRow>("klarna_call")
        .where("at", ">=", new Date(now() - HOUR_MS))
        .select(
          connection.raw(
            "case when status is null or status >= 500 then 'unanswered' when status >= 400 then 'refused' else 'answered' end as how"
          )
        )
        .count("id as count")
        .groupBy("how")) as unknown as { how: "answered" | "refused" | "unanswered"; count: string }[]
      const of = (how: string) => Number(counted.find((row) => row.how === how)?.count ?? 0)
      return { answered: of("answered"), refused: of("refused"), unanswered: of("unanswered") }
    },
  }
}

export type HealthStore = ReturnType<typeof createHealthStore>
