import { failureOf, HOUR, MINUTE, move, moveClock, paid, SECOND, withLedger } from "./support"
import type { OperationRow, PurchaseRow } from "../rows"
import { createOperationStore } from "../stores/operation-store"

withLedger("repeated", (ledger) => {
  const { klarna } = ledger
  const acknowledge = (purchase: PurchaseRow) =>
    klarna.operations.ensure(purchase, {
      kind: "acknowledge",
      singleton: "acknowledge",
      amount: null,
      medusa_row_id: null,
      body: () => null,
    })
  const rows = (purchase: PurchaseRow) => klarna.operations.ofKlarnaOrder(purchase.klarna_order_id as string)
  const acknowledgements = () => ledger.calls("POST", /acknowledge$/)

  /** The intent is stored, and then nothing more happens. */
  const killedBeforeSending = (
    purchase: PurchaseRow,
    intent: Pick<OperationRow, "kind"> & Partial<OperationRow>
  ) =>
    createOperationStore(ledger.connection(), klarna.now).insert({
      purchase_id: purchase.id,
      klarna_order_id: purchase.klarna_order_id as string,
      account_id: purchase.account_id,
      currency_code: purchase.currency_code,
      amount: null,
      medusa_row_id: null,
      singleton: null,
      ...intent,
      body: () => null,
    })

  /** What the sweep does. */
  const sweep = async (): Promise<OperationRow[]> => {
    const due = await klarna.operations.claimDue(10, MINUTE)
    await Promise.allSettled(due.map((row) => klarna.operations.repeat(row)))
    return due
  }

  describe("an effect that has to happen once per Klarna order", () => {
    it("is one request for twenty callers at the same time", async () => {
      const purchase = await paid(ledger)
      const results = await Promise.allSettled(Array.from({ length: 20 }, () => acknowledge(purchase)))
      expect(await acknowledgements()).toHaveLength(1)
      expect(await rows(purchase)).toMatchObject([{ kind: "acknowledge", status: "confirmed" }])
      for (const result of results) {
        if (result.status === "rejected")
          expect(result.reason).toMatchObject({ code: "operation_in_progress" })
      }
    })

    it("costs nothing once it is confirmed", async () => {
      const purchase = await paid(ledger)
      const first = await acknowledge(purchase)
      expect(await acknowledge(purchase)).toEqual(first)
      expect(await acknowledgements()).toHaveLength(1)
    })

    it("is kept and repeated while Order Management does not know the order yet", async () => {
      await ledger.settings({ om_lag_ms: 3 * MINUTE })
      const purchase = await paid(ledger)
      expect(await failureOf(acknowledge(purchase))).toMatchObject({ code: "NO_SUCH_ORDER" })
      const [row] = await rows(purchase)
      expect(row).toMatchObject({ status: "intended", error_code: "NO_SUCH_ORDER" })
      expect(await sweep()).toEqual([])

      moveClock(31 * SECOND)
      expect(await sweep()).toMatchObject([{ id: row?.id }])
      expect(await rows(purchase)).toMatchObject([{ status: "intended", attempts: 2 }])
      moveClock(3 * MINUTE)
      await sweep()
      expect(await rows(purchase)).toMatchObject([
        { id: row?.id, status: "confirmed", next_attempt_at: null, error_code: null },
      ])
      expect(await sweep()).toEqual([])
      expect(ledger.told()).not.toContain("klarna.operation.unknown")
    })

    it("waits longer after each failure, and goes on for good", async () => {
      const purchase = await paid(ledger)
      await ledger.fault({
        kind: "status",
        status: 404,
        error_code: "NO_SUCH_ORDER",
        match: { method: "POST" },
      })
      await failureOf(acknowledge(purchase))
      const waits: number[] = []
      for (let count = 0; count < 8; count++) {
        const [row] = await rows(purchase)
        const wait = row!.next_attempt_at!.getTime() - row!.updated_at.getTime()
        waits.push(Math.round(wait / SECOND))
        moveClock(wait + SECOND)
        expect(await sweep()).toHaveLength(1)
      }
      expect(waits).toEqual([30, 60, 300, 900, 3600, 14400, 14400, 14400])
    })

    it("is sent by the sweep when its process was killed before it could send", async () => {
      const purchase = await paid(ledger)
      await killedBeforeSending(purchase, { kind: "acknowledge", singleton: "acknowledge" })
      expect(await rows(purchase)).toMatchObject([{ status: "intended", attempts: 0 }])
      expect(await sweep()).toEqual([])
      moveClock(2 * MINUTE + SECOND)
      await sweep()
      expect(await rows(purchase)).toMatchObject([{ status: "confirmed", attempts: 1 }])
    })

    it("leaves a capture that was never sent to Medusa, which tries again with another row", async () => {
      const purchase = await paid(ledger)
      await killedBeforeSending(purchase, { kind: "capture", amount: 10000, medusa_row_id: "capt_1" })
      moveClock(HOUR)
      expect(await sweep()).toEqual([])
      await move(ledger, purchase, { amount: 10000, row: "capt_2" })
      expect((await ledger.atKlarna(purchase.klarna_order_id)).captured_amount).toBe(10000)
    })

    it("is taken by one of two sweeps", async () => {
      await ledger.settings({ om_lag_ms: SECOND })
      const purchase = await paid(ledger)
      await failureOf(acknowledge(purchase))
      moveClock(MINUTE)
      const taken = await Promise.all([1, 2, 3].map(() => klarna.operations.claimDue(10, MINUTE)))
      expect(taken.flat()).toHaveLength(1)
    })

    it("sends what was stored when the answer was lost, and knows its own effect", async () => {
      const purchase = await paid(ledger)
      const references = () =>
        klarna.operations.ensure(purchase, {
          kind: "update-references",
          singleton: "references",
          amount: null,
          medusa_row_id: null,
          body: () => JSON.stringify({ merchant_reference1: "1001" }),
        })
      await ledger.fault({ kind: "lost_response", match: { method: "PATCH" }, times: 3 })
      expect(await failureOf(references())).toMatchObject({ code: "network" })
      expect(await rows(purchase)).toMatchObject([{ status: "unknown" }])
      moveClock(MINUTE)
      await sweep()
      expect(await rows(purchase)).toMatchObject([{ status: "confirmed" }])
      const keys = (await ledger.calls("PATCH", /references$/)).map((call) => call.idempotency_key)
      expect(keys).toHaveLength(4)
      expect(new Set(keys).size).toBe(1)
    })
  })

  describe("cancelling at Klarna", () => {
    it("is a success when it is done already, by us or by somebody in Klarna's portal", async () => {
      const purchase = await paid(ledger)
      await klarna.cancelAtKlarna(purchase)
      await klarna.cancelAtKlarna(purchase)
      expect(await ledger.calls("POST", /cancel$/)).toHaveLength(1)

      const other = await klarna.purchases.byId(purchase.id)
      await klarna.deleteKlarnaOperations((await rows(purchase)).map(({ id }) => id))
      await klarna.cancelAtKlarna(other as PurchaseRow)
      expect((await ledger.atKlarna(purchase.klarna_order_id)).status).toBe("CANCELLED")
      expect(await rows(purchase)).toMatchObject([{ kind: "cancel", status: "confirmed" }])
    })

    it("is found done when its answer was lost", async () => {
      const purchase = await paid(ledger)
      await ledger.fault({ kind: "lost_response", match: { path: "cancel$" }, times: 3 })
      expect(await failureOf(klarna.cancelAtKlarna(purchase))).toMatchObject({ code: "network" })
      await ledger.forget()
      moveClock(25 * HOUR)
      await sweep()
      expect(await ledger.journey()).toEqual(["GET /ordermanagement/v1/orders/:id"])
      expect(await rows(purchase)).toMatchObject([{ status: "confirmed" }])
    })

    it("is refused once something was captured, and may be intended again after that", async () => {
      const purchase = await paid(ledger)
      await move(ledger, purchase, { amount: 10000, row: "capt_1" })
      expect(await failureOf(klarna.cancelAtKlarna(purchase))).toMatchObject({ code: "CANCEL_NOT_ALLOWED" })
      expect(await failureOf(klarna.cancelAtKlarna(purchase))).toMatchObject({ code: "CANCEL_NOT_ALLOWED" })
      expect((await rows(purchase)).map(({ kind, status }) => `${kind} ${status}`)).toEqual([
        "capture confirmed",
        "cancel refused",
        "cancel refused",
      ])
      expect((await ledger.atKlarna(purchase.klarna_order_id)).status).toBe("PART_CAPTURED")
    })

    it("is repeated when Klarna was not there", async () => {
      const purchase = await paid(ledger)
      await ledger.fault({ kind: "status", status: 503, match: { path: "cancel$" }, times: 3 })
      await failureOf(klarna.cancelAtKlarna(purchase))
      moveClock(MINUTE)
      await sweep()
      expect((await ledger.atKlarna(purchase.klarna_order_id)).status).toBe("CANCELLED")
    })
  })
})
