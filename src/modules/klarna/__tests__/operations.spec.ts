import { idempotencyKey } from "../../../domain/idempotency-key"
import { OperationError } from "../../../domain/operation-error"
import { failureOf, move, paid, withLedger } from "./support"

withLedger("operations", (ledger) => {
  const { klarna } = ledger
  const captureCalls = () => ledger.calls("POST", /captures$/)

  describe("an effect that Medusa asks for", () => {
    it("is one request whose key and reference are the row's", async () => {
      const purchase = await paid(ledger)
      const row = await move(ledger, purchase, { amount: 10000, row: "capt_1" })
      expect(await ledger.journey()).toEqual(["POST /ordermanagement/v1/orders/:id/captures"])
      const [call] = await captureCalls()
      expect(call).toMatchObject({
        idempotency_key: idempotencyKey(row.id),
        request: { captured_amount: 10000, reference: row.id },
      })
      expect(row).toMatchObject({
        status: "confirmed",
        medusa_row_id: "capt_1",
        klarna_id: expect.any(String),
        correlation_id: expect.any(String),
        attempts: 1,
      })
    })

    it("is the same effect when Medusa's row comes again", async () => {
      const purchase = await paid(ledger)
      const first = await move(ledger, purchase, { amount: 10000, row: "capt_1" })
      const again = await move(ledger, purchase, { amount: 10000, row: "capt_1" })
      expect(again).toEqual(first)
      expect(await captureCalls()).toHaveLength(1)
    })

    it("happens once when one row is worked on by twenty callers at the same time", async () => {
      const purchase = await paid(ledger)
      const results = await Promise.allSettled(
        Array.from({ length: 20 }, () => move(ledger, purchase, { amount: 10000, row: "capt_1" }))
      )
      expect(await captureCalls()).toHaveLength(1)
      expect(await ledger.atKlarna(purchase.klarna_order_id)).toMatchObject({ captured_amount: 10000 })
      expect(results.some(({ status }) => status === "fulfilled")).toBe(true)
      for (const result of results) {
        if (result.status === "rejected")
          expect(result.reason).toMatchObject({ code: "operation_in_progress" })
      }
    })

    it("is another effect for another row, also of the same amount: two equal refunds are two", async () => {
      const purchase = await paid(ledger)
      await move(ledger, purchase, { amount: 34900, row: "capt_1" })
      const first = await move(ledger, purchase, {
        kind: "refund",
        amount: 5000,
        row: "ref_1",
        existing: ["ref_1"],
      })
      const second = await move(ledger, purchase, {
        kind: "refund",
        amount: 5000,
        row: "ref_2",
        existing: ["ref_1", "ref_2"],
      })
      expect(second.id).not.toBe(first.id)
      const order = await ledger.atKlarna(purchase.klarna_order_id)
      expect(order.refunded_amount).toBe(10000)
      expect(order.refunds.map(({ reference }) => reference)).toEqual([first.id, second.id])
    })

    it("keeps the body that it was made with, whatever a retry would send", async () => {
      const purchase = await paid(ledger)
      await ledger.fault({ kind: "status", status: 500, match: { path: "captures$" }, times: 3 })
      await failureOf(move(ledger, purchase, { amount: 10000, row: "capt_1" }))
      const row = await klarna.operations.run(purchase, {
        kind: "capture",
        amount: 10000,
        medusa_row_id: "capt_2",
        singleton: null,
        body: (reference) =>
          JSON.stringify({ captured_amount: 10000, reference, description: "other words" }),
      })
      const bodies = (await captureCalls()).map(({ request }) => JSON.stringify(request))
      expect(bodies).toHaveLength(4)
      expect(new Set(bodies)).toEqual(new Set([row.body]))
      expect(row.body).not.toContain("other words")
    })
  })

  describe("an effect that Klarna refuses", () => {
    const refused = async () => {
      const purchase = await paid(ledger)
      const error = await failureOf(move(ledger, purchase, { amount: 99999, row: "capt_1" }))
      return { purchase, error }
    }

    it("is closed, gives up Medusa's row, and is told where staff look", async () => {
      const { purchase, error } = await refused()
      expect(error).toMatchObject({ code: "CAPTURE_NOT_ALLOWED" })
      const [row] = await klarna.operations.ofKlarnaOrder(purchase.klarna_order_id as string)
      expect(row).toMatchObject({
        status: "refused",
        medusa_row_id: null,
        error_code: "CAPTURE_NOT_ALLOWED",
        next_attempt_at: null,
      })
      expect((await klarna.purchases.byId(purchase.id))?.last_error).toMatchObject({
        operation: "capture",
        code: "CAPTURE_NOT_ALLOWED",
        correlation_id: row?.correlation_id,
      })
      expect(ledger.told()).not.toContain("klarna.operation.unknown")
    })

    it("is followed by a new row and a new key, also for the same amount", async () => {
      const { purchase } = await refused()
      await failureOf(move(ledger, purchase, { amount: 99999, row: "capt_2" }))
      const done = await move(ledger, purchase, { amount: 10000, row: "capt_3" })
      const rows = await klarna.operations.ofKlarnaOrder(purchase.klarna_order_id as string)
      expect(rows.map(({ status }) => status)).toEqual(["refused", "refused", "confirmed"])
      expect(new Set((await captureCalls()).map((call) => call.idempotency_key)).size).toBe(3)
      expect(done.medusa_row_id).toBe("capt_3")
    })

    it("did not happen when no connection came about, and is closed as well", async () => {
      const purchase = await paid(ledger)
      const accounts = klarna.config.accounts as unknown as object[]
      accounts.push({ ...accounts[0], id: "down", baseUrl: "http://127.0.0.1:1" })
      const capture = move(ledger, { ...purchase, account_id: "down" }, { amount: 10000, row: "capt_1" })
      expect(await failureOf(capture)).toMatchObject({ code: "not_connected" })
      const [row] = await klarna.operations.ofKlarnaOrder(purchase.klarna_order_id as string)
      expect(row).toMatchObject({ status: "refused", medusa_row_id: null })
    })
  })

  it("refuses an effect of a purchase that has no Klarna order", async () => {
    const purchase = await paid(ledger)
    const error = await failureOf(
      move(ledger, { ...purchase, klarna_order_id: null }, { amount: 1, row: "capt_1" })
    )
    expect(error).not.toBeInstanceOf(OperationError)
    expect(error.message).toContain("has no Klarna order")
  })
})
