import { failureOf, HOUR, lamps, live, moveClock, open, withLedger } from "./support"

withLedger("read", (ledger) => {
  const { klarna } = ledger

  describe("asking Klarna about a purchase", () => {
    it("is one reading for twenty signals that a payment sets off together", async () => {
      const { hpp_session_id } = await open(ledger, "payses_1")
      await ledger.buyer(hpp_session_id, "approve")
      await ledger.forget()
      const { id } = await live(ledger)
      const read = await Promise.all(Array.from({ length: 20 }, () => klarna.readPurchase(id)))
      expect(await ledger.journey()).toEqual(["GET /checkout/v3/orders/:id"])
      expect(new Set(read.map((row) => row?.klarna_status))).toEqual(new Set(["checkout_complete"]))
    })

    it("keeps what decisions and the cart need, and not the page's HTML", async () => {
      const { hpp_session_id } = await open(ledger, "payses_1", lamps(2))
      await ledger.buyer(hpp_session_id, "approve")
      const read = await klarna.readPurchase((await live(ledger)).id)
      expect(read?.snapshot).toMatchObject({
        order_amount: 24900,
        billing_address: { email: "shopper@example.com" },
      })
      expect(read?.snapshot).not.toHaveProperty("html_snippet")
    })

    it("takes an order that Klarna has forgotten for gone, and remembers what it said before", async () => {
      await open(ledger, "payses_1")
      moveClock(49 * HOUR)
      const read = await klarna.readPurchase((await live(ledger)).id)
      expect(read).toMatchObject({ klarna_status: "gone", snapshot: { order_amount: 14900 } })
    })

    it("learns nothing from a Klarna that is down", async () => {
      await open(ledger, "payses_1")
      const { id } = await live(ledger)
      await ledger.fault({ kind: "status", status: 503 })
      expect(await failureOf(klarna.readPurchase(id))).toMatchObject({ code: "server_error" })
      expect(await live(ledger)).toMatchObject({ klarna_status: "checkout_incomplete", lease_owner: null })
    })

    it("does not let an older reading overwrite a newer one", async () => {
      await open(ledger, "payses_1")
      const before = await live(ledger)
      const reading = (klarna_status: string) => ({ klarna_status, snapshot: null })
      expect(await klarna.purchases.keepSnapshot(before, reading("checkout_complete"))).toBeDefined()
      expect(await klarna.purchases.keepSnapshot(before, reading("checkout_incomplete"))).toBeUndefined()
      expect(await live(ledger)).toMatchObject({ klarna_status: "checkout_complete" })
    })
  })
})
