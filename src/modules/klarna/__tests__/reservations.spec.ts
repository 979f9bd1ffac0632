import { failureOf, HOUR, live, MINUTE, move, moveClock, paid, SECOND, withLedger } from "./support"
import type { PurchaseRow } from "../rows"

const DAY = 24 * HOUR

withLedger("reservations", (ledger) => {
  const { klarna } = ledger
  const inDays = (days: number) => new Date(klarna.now() + days * DAY)
  const page = { limit: 10, offset: 0 }

  /** A purchase that has become an order. */
  async function ordered(): Promise<PurchaseRow> {
    const { id } = await paid(ledger)
    return (await klarna.purchases.update(id, { order_id: "order_1", outcome: "settled" })) as PurchaseRow
  }

  describe("what Klarna holds", () => {
    it("is looked at when its time has come, by one instance, until nothing is left", async () => {
      const { id } = await ordered()
      await klarna.reservations.schedule(id, inDays(1))
      expect(await klarna.reservations.claimDue(10, MINUTE)).toEqual([])
      moveClock(DAY + SECOND)
      const claims = await Promise.all([1, 2, 3].map(() => klarna.reservations.claimDue(10, MINUTE)))
      expect(claims.flat().map((row) => row.id)).toEqual([id])
      moveClock(2 * MINUTE)
      expect(await klarna.reservations.claimDue(10, MINUTE)).toHaveLength(1)
      await klarna.reservations.keep(id, { expiresAt: inDays(20), remaining: 0 })
      moveClock(DAY)
      expect(await klarna.reservations.claimDue(10, MINUTE)).toEqual([])
    })

    it("is at risk within the days that count, and not once it is captured or released", async () => {
      const { id } = await ordered()
      const atRisk = async () => (await klarna.reservations.list(page, inDays(3))).count
      expect(await atRisk()).toBe(0)
      await klarna.reservations.keep(id, { expiresAt: inDays(4), remaining: 34900 })
      expect(await atRisk()).toBe(0)
      moveClock(DAY + SECOND)
      expect(await klarna.reservations.list(page, inDays(3))).toMatchObject({ count: 1, rows: [{ id }] })
      expect((await klarna.reservations.list({ limit: 10, offset: 1 }, inDays(3))).rows).toEqual([])
      await klarna.reservations.keep(id, { expiresAt: inDays(3), remaining: 0 })
      expect(await atRisk()).toBe(0)
      expect((await klarna.reservations.list(page)).count).toBe(1)
    })

    it("was listed as at risk with nothing left, from its last capture until somebody read it again", async () => {
      const purchase = await ordered()
      await klarna.reservations.keep(purchase.id, { expiresAt: inDays(2), remaining: purchase.amount })
      const atRisk = async () => (await klarna.reservations.list(page, inDays(3))).count
      await move(ledger, purchase, { amount: purchase.amount - 100, row: "capt_1" })
      expect(await atRisk()).toBe(1)
      await move(ledger, purchase, { amount: 100, row: "capt_2" })
      expect(await atRisk()).toBe(0)
    })

    it("is told of once for each of its ends", async () => {
      const { id } = await ordered()
      const end = inDays(3)
      expect(await klarna.reservations.markTold(id, end)).toBeDefined()
      expect(await klarna.reservations.markTold(id, end)).toBeUndefined()
      expect(await klarna.reservations.markTold(id, inDays(20))).toBeDefined()
    })

    it("is untouched until somebody captures some of it, or tries to this moment", async () => {
      const purchase = await ordered()
      const since = new Date(klarna.now() - DAY)
      expect(await klarna.reservations.untouched(since, 10)).toEqual([purchase.id])
      expect(await klarna.reservations.untouched(new Date(klarna.now() + DAY), 10)).toEqual([])
      await failureOf(move(ledger, purchase, { amount: 99999999, row: "capt_1" }))
      expect(await klarna.reservations.untouched(since, 10)).toEqual([purchase.id])
      await move(ledger, purchase, { amount: 100, row: "capt_2" })
      expect(await klarna.reservations.untouched(since, 10)).toEqual([])
    })

    it("is held for an order until it is over", async () => {
      await ordered()
      const { id } = await live(ledger)
      const open = async () => [...(await klarna.reservations.openOrders(["order_1", "order_2"]))]
      expect(await open()).toEqual([["order_1", "held"]])
      await klarna.reservations.keep(id, { expiresAt: null, remaining: 0 })
      expect(await open()).toEqual([["order_1", "over"]])
    })
  })

  describe("effects after the purchase", () => {
    it("extend once a day, and start the period anew", async () => {
      // Noon: the day is not to end in between.
      moveClock(1.5 * DAY - (klarna.now() % DAY))
      const purchase = await ordered()
      const extend = () =>
        klarna.operations.ensure(purchase, {
          kind: "extend",
          singleton: `extend:${new Date(klarna.now()).toISOString().slice(0, 10)}`,
          amount: null,
          medusa_row_id: null,
          body: () => null,
        })
      const expiresAt = async () => Date.parse((await klarna.readManagedOrder(purchase)).expires_at ?? "")
      const first = await expiresAt()
      moveClock(10 * DAY)
      await extend()
      await extend()
      expect(await expiresAt()).toBe(first + 10 * DAY)
      expect(await ledger.calls("POST", /extend-authorization-time$/)).toHaveLength(1)
      moveClock(DAY)
      await extend()
      expect(await expiresAt()).toBe(first + 11 * DAY)
    })

    it("add tracking numbers to a capture once, although Klarna appends and the answer was lost", async () => {
      const purchase = await ordered()
      const { klarna_id } = await move(ledger, purchase, { amount: 10000, row: "capt_1" })
      const body = JSON.stringify({ shipping_info: [{ tracking_number: "T1" }] })
      const add = () =>
        klarna.operations.ensure(purchase, {
          kind: "shipping-info",
          singleton: "shipping-info:1",
          amount: null,
          capture_id: klarna_id,
          medusa_row_id: null,
          body: () => body,
        })
      await ledger.fault({ kind: "lost_response", match: { path: "shipping-info$" }, times: 3 })
      await failureOf(add())
      // Klarna has forgotten the key by then.
      moveClock(2 * DAY)
      const [due] = await klarna.operations.claimDue(10, MINUTE)
      await klarna.operations.repeat(due!)
      const { captures } = await klarna.readManagedOrder(purchase)
      expect(captures[0]?.shipping_info).toMatchObject([{ tracking_number: "T1" }])
      expect(captures[0]?.shipping_info).toHaveLength(1)
    })

    it("give up on a capture that Klarna does not know", async () => {
      const purchase = await ordered()
      await move(ledger, purchase, { amount: 10000, row: "capt_1" })
      const failure = await failureOf(
        klarna.operations.ensure(purchase, {
          kind: "shipping-info",
          singleton: "shipping-info:2",
          amount: null,
          capture_id: "00000000-0000-4000-8000-000000000000",
          medusa_row_id: null,
          body: () => JSON.stringify({ shipping_info: [{ tracking_number: "T1" }] }),
        })
      )
      expect(failure).toMatchObject({ code: "NO_SUCH_CAPTURE" })
      const rows = await klarna.operations.ofKlarnaOrder(purchase.klarna_order_id as string)
      expect(rows.at(-1)).toMatchObject({ kind: "shipping-info", status: "refused", next_attempt_at: null })
    })
  })
})
