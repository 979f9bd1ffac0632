import type { OperationRow } from "../rows"
import { createOperationStore } from "../stores/operation-store"
import { failureOf, HOUR, MINUTE, move, moveClock, paid, SECOND, withLedger } from "./support"

withLedger("books", (ledger) => {
  const { klarna } = ledger
  const row = async (id: string) => (await klarna.operations.byId(id)) as OperationRow

  describe("whether Medusa's books have an effect", () => {
    it("is looked at two minutes after it was meant, and no more once they do", async () => {
      const purchase = await paid(ledger)
      const capture = await move(ledger, purchase, { amount: 10000, row: "capt_1" })
      expect(await klarna.books.claimDue(10, MINUTE)).toEqual([])
      moveClock(2 * MINUTE + SECOND)
      expect(await klarna.books.claimDue(10, MINUTE)).toEqual([purchase.id])
      // Claimed: another instance does not look at it as well.
      expect(await klarna.books.claimDue(10, MINUTE)).toEqual([])
      await klarna.books.settle(capture.id)
      moveClock(HOUR)
      expect(await klarna.books.claimDue(10, MINUTE)).toEqual([])
    })

    it("is looked at where somebody died while money was moving, whatever he had begun", async () => {
      const purchase = await paid(ledger)
      const dead = await klarna.leases.acquire("money", purchase.id, 0)
      expect(dead).toBeDefined()
      expect(await klarna.books.claimDue(10, MINUTE)).toEqual([])
      moveClock(MINUTE + SECOND)
      expect(await klarna.books.claimDue(10, MINUTE)).toEqual([purchase.id])
      await klarna.leases.withMoneyLease(purchase.id, async () => undefined)
      expect(await klarna.books.claimDue(10, MINUTE)).toEqual([])
    })

    it("is nothing to look at for money that goes back without an order", async () => {
      const purchase = await paid(ledger)
      await move(ledger, purchase, { amount: 10000, row: "capt_1" })
      const back = await klarna.operations.ensure(purchase, {
        kind: "refund",
        singleton: "refund-rest:0",
        amount: 10000,
        medusa_row_id: null,
        body: (reference) => JSON.stringify({ refunded_amount: 10000, reference }),
      })
      expect(back).toMatchObject({ status: "confirmed", books_due_at: null })
    })

    it("gives up what was stored and never sent, and nothing else", async () => {
      const purchase = await paid(ledger)
      const sent = await move(ledger, purchase, { amount: 10000, row: "capt_1" })
      const unsent = (await createOperationStore(ledger.connection(), klarna.now).insert({
        kind: "capture",
        purchase_id: purchase.id,
        klarna_order_id: purchase.klarna_order_id as string,
        account_id: purchase.account_id,
        currency_code: purchase.currency_code,
        amount: 5000,
        medusa_row_id: "capt_2",
        singleton: null,
        body: () => null,
      })) as OperationRow
      await klarna.books.giveUp(sent.id)
      await klarna.books.giveUp(unsent.id)
      expect(await row(sent.id)).toMatchObject({ status: "confirmed", medusa_row_id: "capt_1" })
      expect(await row(unsent.id)).toMatchObject({ status: "refused", medusa_row_id: null })
    })
  })

  describe("money of one order", () => {
    it("is moved by one caller at a time; the other is told, or waits", async () => {
      const purchase = await paid(ledger)
      const order: string[] = []
      let finish = () => undefined as void
      let first: Promise<void> | undefined
      await new Promise<void>((holds) => {
        first = klarna.leases.withMoneyLease(purchase.id, async () => {
          holds()
          await new Promise<void>((resolve) => (finish = resolve))
          order.push("first")
        })
      })
      const second = await failureOf(
        klarna.leases.withMoneyLease(purchase.id, async () => order.push("never"))
      )
      expect(second).toMatchObject({ code: "operation_in_progress", message: /Try again/ })
      const third = klarna.leases.withMoneyLease(purchase.id, async () => order.push("third"), 5_000)
      finish()
      await Promise.all([first, third])
      expect(order).toEqual(["first", "third"])
    })

    it("can be moved again when the work failed", async () => {
      const purchase = await paid(ledger)
      const failed = await failureOf(
        klarna.leases.withMoneyLease(purchase.id, async () => Promise.reject(new Error("broken")))
      )
      expect(failed.message).toBe("broken")
      expect(await klarna.leases.withMoneyLease(purchase.id, async () => "free")).toBe("free")
    })
  })

  describe("a retry that knows its items", () => {
    const lamp = [{ id: "lamp", quantity: "1" }]
    const book = [{ id: "book", quantity: "1" }]
    const refund = (
      purchase: Parameters<typeof move>[1],
      rowId: string,
      items: typeof lamp,
      operation_id?: string
    ) =>
      klarna.operations.run(purchase, {
        kind: "refund",
        amount: 5000,
        items,
        operation_id,
        medusa_row_id: rowId,
        singleton: null,
        existing: async () => [],
        body: (reference) => JSON.stringify({ refunded_amount: 5000, reference }),
      })

    it("takes over what was lost for the same items, and refuses to be taken for others", async () => {
      const purchase = await paid(ledger)
      await move(ledger, purchase, { amount: 34900, row: "capt_1" })
      await ledger.fault({ kind: "lost_response", match: { path: "refunds$" }, times: 3 })
      await failureOf(refund(purchase, "ref_1", lamp))
      expect(await failureOf(refund(purchase, "ref_2", book))).toMatchObject({
        code: "operation_unresolved",
        message: expect.stringContaining("those items"),
      })
      const retried = await refund(purchase, "ref_3", lamp)
      expect(retried).toMatchObject({ status: "confirmed", medusa_row_id: "ref_3", items: lamp })
      expect((await ledger.atKlarna(purchase.klarna_order_id)).refunded_amount).toBe(5000)
    })

    it("takes over the very effect that is to be booked, of two that are alike", async () => {
      const purchase = await paid(ledger)
      await move(ledger, purchase, { amount: 34900, row: "capt_1" })
      const first = await refund(purchase, "ref_1", lamp)
      const second = await klarna.operations.run(purchase, {
        kind: "refund",
        amount: 5000,
        items: lamp,
        medusa_row_id: null,
        singleton: null,
        body: (reference) => JSON.stringify({ refunded_amount: 5000, reference }),
      })
      const booked = await refund(purchase, "ref_2", lamp, second.id)
      expect(booked.id).toBe(second.id)
      expect(await row(first.id)).toMatchObject({ medusa_row_id: "ref_1" })
      expect((await ledger.atKlarna(purchase.klarna_order_id)).refunded_amount).toBe(10000)
      expect(await failureOf(refund(purchase, "ref_3", lamp, "klop_other"))).toMatchObject({
        code: "operation_unresolved",
      })
    })
  })
})
