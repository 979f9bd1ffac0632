import { HOUR, failureOf, MINUTE, move, moveClock, paid, SECOND, withLedger } from "./support"
import type { PurchaseRow } from "../rows"

withLedger("lost", (ledger) => {
  const { klarna } = ledger
  const rows = (purchase: PurchaseRow) => klarna.operations.ofKlarnaOrder(purchase.klarna_order_id as string)
  const captures = async (purchase: PurchaseRow) =>
    (await ledger.atKlarna(purchase.klarna_order_id)).captures.map((capture) => capture.captured_amount)

  /** Klarna does it, and the answer gets lost more often than the client asks again. */
  const loseAnswers = (path = "captures$") =>
    ledger.fault({ kind: "lost_response", match: { method: "POST", path }, times: 3 })
  /** Klarna does not do it, and nobody can tell. */
  const fail = (path = "captures$") =>
    ledger.fault({ kind: "status", status: 503, match: { method: "POST", path }, times: 3 })

  /** A capture of 100.00 whose answer was lost; Medusa has thrown its row away. */
  async function lost(how = loseAnswers) {
    const purchase = await paid(ledger)
    await how()
    await failureOf(move(ledger, purchase, { amount: 10000, row: "capt_1" }))
    await ledger.clearFaults()
    await ledger.forget()
    return purchase
  }

  describe("a capture whose answer was lost", () => {
    it("is unknown, gives up Medusa's row before Medusa deletes it, and is told", async () => {
      const purchase = await lost()
      expect(await rows(purchase)).toMatchObject([{ status: "unknown", medusa_row_id: null }])
      expect(ledger.told()).toContain("klarna.operation.unknown")
      expect((await klarna.purchases.byId(purchase.id))?.last_error).toMatchObject({ operation: "capture" })
    })

    it.each([
      ["happened", loseAnswers],
      ["did not happen", fail],
    ])("is one capture at Klarna when Medusa tries again and it %s", async (_, how) => {
      const purchase = await lost(how)
      const retried = await move(ledger, purchase, { amount: 10000, row: "capt_2", existing: ["capt_2"] })
      expect(retried).toMatchObject({ status: "confirmed", medusa_row_id: "capt_2" })
      expect(await captures(purchase)).toEqual([10000])
      expect(await rows(purchase)).toHaveLength(1)
    })

    it("stands in the way of another amount, naming what happened", async () => {
      const purchase = await lost()
      const error = await failureOf(move(ledger, purchase, { amount: 20000, row: "capt_2" }))
      expect(error).toMatchObject({ name: "OperationError", code: "operation_unresolved" })
      expect(error.message).toMatch(/capture of 10000 .*SEK.* was carried out at Klarna/)
      expect(await captures(purchase)).toEqual([10000])
      await move(ledger, purchase, { amount: 10000, row: "capt_3" })
      await move(ledger, purchase, { amount: 20000, row: "capt_4", existing: ["capt_3", "capt_4"] })
      expect(await captures(purchase)).toEqual([10000, 20000])
    })

    it("stands in the way of another amount for a while also when Klarna does not show it", async () => {
      const purchase = await lost(fail)
      const refused = move(ledger, purchase, { amount: 20000, row: "capt_2" })
      expect((await failureOf(refused)).message).toMatch(/capture of 10000 .* may have been carried out/)
      moveClock(16 * MINUTE)
      await move(ledger, purchase, { amount: 20000, row: "capt_3" })
      expect(await captures(purchase)).toEqual([20000])
      expect(await rows(purchase)).toMatchObject([
        { status: "refused", error_code: "NOT_EXECUTED" },
        { status: "confirmed" },
      ])
    })

    it("is found by reading, not captured again, when Klarna has forgotten the key after a day", async () => {
      const purchase = await lost()
      moveClock(25 * HOUR)
      const retried = await move(ledger, purchase, { amount: 10000, row: "capt_2" })
      expect(retried).toMatchObject({ status: "confirmed", klarna_id: expect.any(String) })
      expect(await ledger.journey()).toEqual(["GET /ordermanagement/v1/orders/:id"])
      expect(await captures(purchase)).toEqual([10000])
    })

    it("is taken over by one of two retries, and the other one captures anew", async () => {
      const purchase = await lost()
      const both = ["capt_2", "capt_3"]
      await Promise.allSettled(
        both.map((row) => move(ledger, purchase, { amount: 10000, row, existing: both }))
      )
      for (const row of both) await move(ledger, purchase, { amount: 10000, row, existing: both })
      expect(await captures(purchase)).toEqual([10000, 10000])
      expect((await rows(purchase)).map((row) => row.medusa_row_id).sort()).toEqual(both)
    })

    it("stays unknown while Klarna cannot be read", async () => {
      const purchase = await lost()
      await ledger.fault({ kind: "status", status: 503, match: { method: "GET" } })
      await failureOf(move(ledger, purchase, { amount: 10000, row: "capt_2" }))
      expect(await rows(purchase)).toMatchObject([{ status: "unknown" }])
    })

    it("stays unknown while Klarna says that it does not know the order", async () => {
      const purchase = await lost()
      await ledger.fault({
        kind: "status",
        status: 404,
        error_code: "NO_SUCH_ORDER",
        match: { method: "GET" },
      })
      const [row] = await rows(purchase)
      await failureOf(klarna.operations.repeat(row!))
      expect(await rows(purchase)).toMatchObject([{ status: "unknown" }])
      await ledger.clearFaults()
      await move(ledger, purchase, { amount: 10000, row: "capt_2" })
      expect(await captures(purchase)).toEqual([10000])
    })

    it("is one refund likewise", async () => {
      const purchase = await paid(ledger)
      await move(ledger, purchase, { amount: 34900, row: "capt_1" })
      await loseAnswers("refunds$")
      await failureOf(move(ledger, purchase, { kind: "refund", amount: 5000, row: "ref_1" }))
      await move(ledger, purchase, { kind: "refund", amount: 5000, row: "ref_2" })
      expect((await ledger.atKlarna(purchase.klarna_order_id)).refunded_amount).toBe(5000)
    })
  })

  describe("a capture that Klarna confirmed and Medusa did not write down", () => {
    it("is taken over by the retry, because its row is gone from Medusa", async () => {
      const purchase = await paid(ledger)
      const first = await move(ledger, purchase, { amount: 10000, row: "capt_1", existing: ["capt_1"] })
      const retried = await move(ledger, purchase, { amount: 10000, row: "capt_2", existing: ["capt_2"] })
      expect(retried).toMatchObject({ id: first.id, medusa_row_id: "capt_2" })
      expect(await captures(purchase)).toEqual([10000])
    })

    it("stands in the way of another amount", async () => {
      const purchase = await paid(ledger)
      await move(ledger, purchase, { amount: 10000, row: "capt_1", existing: ["capt_1"] })
      expect(
        await failureOf(move(ledger, purchase, { amount: 7000, row: "capt_2", existing: ["capt_2"] }))
      ).toMatchObject({ code: "operation_unresolved" })
      expect(await captures(purchase)).toEqual([10000])
    })
  })

  describe("a capture whose sender was killed", () => {
    /** Sent, and nobody there to hear the answer. */
    async function killed() {
      const purchase = await lost()
      const [row] = await rows(purchase)
      await klarna.updateKlarnaOperations({
        id: row!.id,
        status: "sent",
        medusa_row_id: "capt_1",
        sent_at: new Date(klarna.now()),
        next_attempt_at: new Date(klarna.now() + 2 * MINUTE),
      })
      return purchase
    }

    it("holds everything else up while it may still be on its way", async () => {
      const purchase = await killed()
      expect(
        await failureOf(
          move(ledger, purchase, { amount: 5000, row: "capt_2", existing: ["capt_1", "capt_2"] })
        )
      ).toMatchObject({ code: "operation_in_progress" })
      expect(await captures(purchase)).toEqual([10000])
    })

    it("is settled before something new is sent, once its time is over, and waits for its retry", async () => {
      const purchase = await killed()
      moveClock(2 * MINUTE + SECOND)
      const existing = ["capt_1", "capt_2"]
      const other = move(ledger, purchase, { amount: 5000, row: "capt_2", existing })
      expect(await failureOf(other)).toMatchObject({ code: "operation_unresolved" })
      expect(await rows(purchase)).toMatchObject([{ status: "confirmed", medusa_row_id: null }])
      await move(ledger, purchase, { amount: 10000, row: "capt_3", existing })
      expect(await captures(purchase)).toEqual([10000])
      expect(await rows(purchase)).toMatchObject([{ status: "confirmed", medusa_row_id: "capt_3" }])
    })

    it("stays confirmed when its first sender was only slow, and gives up after all", async () => {
      const purchase = await paid(ledger)
      await ledger.fault({ kind: "latency", ms: 6_000, match: { path: "captures$" }, times: 1 })
      await ledger.fault({ kind: "status", status: 503, match: { path: "captures$" }, times: 1 })
      const slow = failureOf(move(ledger, purchase, { amount: 10000, row: "capt_1" }))
      while (!(await rows(purchase)).some(({ status }) => status === "sent"));
      moveClock(2 * MINUTE + SECOND)
      for (const row of await klarna.operations.claimDue(10, MINUTE)) await klarna.operations.repeat(row)
      expect(await rows(purchase)).toMatchObject([{ status: "confirmed" }])
      await ledger.fault({ kind: "status", status: 503, match: { path: "captures$" } })
      await slow
      expect(await rows(purchase)).toMatchObject([{ status: "confirmed", error_code: null }])
      expect(await captures(purchase)).toEqual([10000])
    })

    it("is settled by the sweep", async () => {
      const purchase = await killed()
      expect(await klarna.operations.claimDue(10, MINUTE)).toEqual([])
      moveClock(2 * MINUTE + SECOND)
      for (const row of await klarna.operations.claimDue(10, MINUTE)) await klarna.operations.repeat(row)
      expect(await captures(purchase)).toEqual([10000])
      expect(await rows(purchase)).toMatchObject([{ status: "confirmed" }])
    })
  })
})
