import { createBooksStore } from "../stores/books-store"
import type { Connection } from "../stores/knex"
import { createOperationStore } from "../stores/operation-store"
import { createReconciliationStore } from "../stores/reconciliation-store"
import { createRetentionStore } from "../stores/retention-store"
import { MINUTE, withLedger } from "./support"

const ROWS = 20_000
const DAY = 86_400_000

/** What PostgreSQL reads from beginning to end. */
type Plan = { "Node Type": string; "Relation Name"?: string; Plans?: Plan[] }

withLedger("many-rows", (ledger) => {
  const { klarna } = ledger

  /** The ledger after some years: nearly all is confirmed, booked and over. */
  async function fill(connection: Connection): Promise<void> {
    await connection.raw(`
      insert into klarna_operation
        (id, purchase_id, klarna_order_id, account_id, kind, currency_code, status, medusa_row_id, singleton,
         attempts, next_attempt_at, books_due_at, created_at, updated_at)
      select 'klop_' || n, 'klpur_' || n / 4, 'order_' || n / 4, 'main',
        (array['acknowledge', 'capture', 'refund', 'release'])[1 + n % 4], 'SEK', 'confirmed',
        case when n % 4 in (1, 2) then 'row_' || n end, case when n % 4 in (0, 3) then 'singleton_' || n end, 1,
        case when n % 5000 = 0 then now() end, case when n % 5000 = 0 then now() end, now(), now()
      from generate_series(1, ${ROWS}) as n`)
    await connection.raw(`
      insert into klarna_comparison (id, purchase_id, reconciliation_id, due_at, attempts, created_at, updated_at)
      select 'klcmp_' || n, 'klpur_' || n, 'klrec_' || n % 500, now() + n * interval '1 minute', 0, now(), now()
      from generate_series(1, ${ROWS}) as n`)
    await connection.raw("analyze klarna_operation")
    await connection.raw("analyze klarna_comparison")
  }

  /** Tables that a piece of work reads as a whole. */
  async function scannedBy(connection: Connection, work: () => Promise<unknown>): Promise<string[]> {
    const asked: { sql: string; bindings: unknown[] }[] = []
    const note = ({ sql, bindings }: { sql: string; bindings: unknown[] }) =>
      void asked.push({ sql, bindings })
    connection.on("query", note)
    await work()
    connection.removeListener("query", note)
    expect(asked.length).toBeGreaterThan(0)
    const scanned: string[] = []
    for (const { sql, bindings } of asked) {
      // Knex has made its question marks into PostgreSQL's numbers by then.
      const { rows } = await connection.raw<{ rows: { "QUERY PLAN": { Plan: Plan }[] }[] }>(
        `explain (format json) ${sql.replace(/\$\d+/g, "?")}`,
        bindings as never[]
      )
      const look = (plan: Plan): void => {
        if (plan["Node Type"] === "Seq Scan") scanned.push(plan["Relation Name"] ?? "")
        plan.Plans?.forEach(look)
      }
      look(rows[0]!["QUERY PLAN"][0]!.Plan)
    }
    return scanned
  }

  it("the whole ledger was read for every effect: Medusa's indexes know no deleted rows, and the questions did not say so", async () => {
    const connection = ledger.connection()
    await fill(connection)
    const operations = createOperationStore(connection, klarna.now)
    const books = createBooksStore(connection, klarna.now)
    const reconciliations = createReconciliationStore(connection, klarna.now)
    const retention = createRetentionStore(connection, klarna.now)
    const questions: Record<string, () => Promise<unknown>> = {
      byMedusaRow: () => operations.byMedusaRow("row_1001"),
      ofKlarnaOrder: () => operations.ofKlarnaOrder("order_250"),
      ofKlarnaOrders: () => operations.ofKlarnaOrders(["order_250", "order_251"]),
      unresolved: () => operations.unresolved("order_250"),
      bySingleton: () => operations.bySingleton("order_250", "singleton_1000"),
      openPlacings: () => operations.openPlacings("klpur_250"),
      refusedBy: () => operations.refusedBy("order_250", "singleton_1000"),
      ownerless: () => operations.ownerless("order_250", "capture", []),
      owners: () => operations.owners("order_250", "capture"),
      claimDue: () => operations.claimDue(10, MINUTE),
      books: () => books.claimDue(10, MINUTE),
      comparisons: () => reconciliations.claimDue(10, MINUTE),
      erase: () => retention.erase(["klpur_250"]),
    }
    const scans: Record<string, string[]> = {}
    for (const [name, ask] of Object.entries(questions)) {
      const scanned = await scannedBy(connection, ask)
      // Small tables are read as a whole, and rightly.
      scans[name] = scanned.filter((table) => ["klarna_operation", "klarna_comparison"].includes(table))
    }
    expect(scans).toEqual(Object.fromEntries(Object.keys(questions).map((name) => [name, []])))
  })

  describe("closed differences and comparisons were kept for good", () => {
    const today = Date.now()
    const ago = (days: number) => new Date(today - days * DAY)
    const nothing = { klarna_amount: null, medusa_amount: null, amount: null, remedy: null }
    const of = (id: string) => ({ id, klarna_order_id: null, order_id: null, currency_code: "SEK" })

    async function differences(): Promise<string[]> {
      const { rows } = await klarna.reconciliations.differences.list({ limit: 10, offset: 0 })
      return rows.map(({ purchase_id, state }) => `${purchase_id} ${state}`).sort()
    }

    it("a difference goes some time after it was closed; one that is open stays", async () => {
      const { keep } = klarna.reconciliations.differences
      for (const id of ["old", "recent", "open"]) {
        await keep(of(id), [{ ...nothing, kind: "amounts_differ" }])
        if (id !== "open") await keep(of(id), [])
      }
      const table = () => ledger.connection()("klarna_difference")
      await table()
        .where({ purchase_id: "old" })
        .update({ closed_at: ago(401) })
      await table().update({ found_at: ago(500) })
      expect(await klarna.retention.deleteDifferences(ago(400), 10)).toBe(1)
      expect(await klarna.retention.deleteDifferences(ago(400), 10)).toBe(0)
      expect(await differences()).toEqual(["open open", "recent gone"])
    })

    it("a comparison goes some time after it was begun, but not where the next one begins nor while orders wait for it", async () => {
      const runs = () => ledger.connection()("klarna_reconciliation")
      const begin = async (day: number, startedBy: string | null) =>
        (await klarna.reconciliations.begin({ from: ago(day), to: ago(day - 1), startedBy }))?.id as string
      const first = await begin(500, null)
      const last = await begin(450, null)
      const staffs = await begin(440, "user_1")
      const waiting = await begin(440, "user_1")
      await ledger
        .connection()("klarna_comparison")
        .insert({
          id: "klcmp_1",
          purchase_id: "klpur_1",
          reconciliation_id: waiting,
          due_at: ago(0),
          attempts: 0,
        })
      await runs().update({ created_at: ago(401) })
      const recent = await begin(300, "user_1")
      expect(await klarna.retention.deleteReconciliations(ago(400), 10)).toBe(2)
      const left = (await runs().select("id")).map(({ id }: { id: string }) => id)
      expect(left.sort()).toEqual([last, waiting, recent].sort())
      expect([first, staffs].some((id) => left.includes(id))).toBe(false)
      expect((await klarna.reconciliations.watermark())?.getTime()).toBe(ago(449).getTime())
    })
  })
})
