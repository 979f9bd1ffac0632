import { failureOf, HOUR, lamps, live, moveClock, open, withLedger } from "./support"

withLedger("generations", (ledger) => {
  const { klarna } = ledger

  describe("a Klarna order that can no longer be used", () => {
    it("is followed by another when Klarna has forgotten it", async () => {
      const before = await open(ledger, "payses_1")
      moveClock(49 * HOUR)
      await ledger.forget()
      const after = await open(ledger, "payses_2", lamps(2))
      expect(await ledger.journey()).toEqual([
        "POST /checkout/v3/orders/:id",
        "POST /checkout/v3/orders",
        "POST /hpp/v1/sessions",
      ])
      expect(after.klarna_order_id).not.toBe(before.klarna_order_id)
      expect(await live(ledger)).toMatchObject({
        generation: 2,
        klarna_order_id: after.klarna_order_id,
        current_holder: "payses_2",
      })
      expect(await klarna.purchases.byKlarnaOrderId(before.klarna_order_id as string)).toMatchObject({
        close_reason: "expired",
        // A 404 may be somebody's mistake: the old order stays watched until it is over for sure.
        next_check_at: expect.any(Date),
      })
    })

    it("is ended once by two who want it ended: the second was told that somebody may be paying it", async () => {
      await open(ledger, "payses_1")
      const { id } = await live(ledger)
      const end = () => klarna.endPurchase({ purchaseId: id, reason: "replaced", pageReason: "replaced" })
      await ledger.forget()
      expect((await Promise.all([end(), end()])).map(({ result }) => result)).toEqual(["ended", "ended"])
      expect(await ledger.journey()).toEqual([
        "DELETE /hpp/v1/sessions/:id",
        "POST /checkout/v3/orders/:id/abort",
      ])
    })

    it("is followed by another when the cart is as it was but Klarna has forgotten it", async () => {
      const before = await open(ledger, "payses_1")
      moveClock(49 * HOUR)
      const after = await open(ledger, "payses_2")
      expect(after.klarna_order_id).not.toBe(before.klarna_order_id)
      await expect(ledger.buyer(after.hpp_session_id, "approve")).resolves.toMatchObject({
        status: "COMPLETED",
      })
    })

    it("is kept when it is paid and equal: no second page, no second payment", async () => {
      const before = await open(ledger, "payses_1")
      await ledger.buyer(before.hpp_session_id, "approve")
      await ledger.forget()
      // The buyer's telephone changes what we would send, but not what was bought.
      const after = await open(ledger, "payses_2", {
        ...lamps(1),
        billing_address: { ...lamps(1).billing_address, phone: "+46700000000" },
      })
      expect(await ledger.journey()).toEqual(["POST /checkout/v3/orders/:id", "GET /checkout/v3/orders/:id"])
      expect(after).toMatchObject({ klarna_order_id: before.klarna_order_id, state: "completed" })
      expect(await live(ledger)).toMatchObject({ generation: 1, current_holder: "payses_2" })
    })

    it("is not asked again once it is known to be paid and equal", async () => {
      const { hpp_session_id } = await open(ledger, "payses_1")
      await ledger.buyer(hpp_session_id, "approve")
      await klarna.readPurchase((await live(ledger)).id)
      await ledger.forget()
      expect(await open(ledger, "payses_2")).toMatchObject({ state: "completed" })
      expect(await ledger.journey()).toEqual([])
    })

    it("is closed and watched when it is paid for another cart, and the cart gets one of its own", async () => {
      const before = await open(ledger, "payses_1")
      await ledger.buyer(before.hpp_session_id, "approve")
      const after = await open(ledger, "payses_2", lamps(2))
      expect(after.klarna_order_id).not.toBe(before.klarna_order_id)
      expect(await live(ledger)).toMatchObject({ generation: 2, amount: 24900 })
      const closed = await klarna.purchases.byKlarnaOrderId(before.klarna_order_id as string)
      expect(closed).toMatchObject({ close_reason: "mismatched", klarna_status: "checkout_complete" })
      expect(await klarna.purchases.claimDue(10, HOUR)).toEqual([expect.objectContaining({ id: closed?.id })])
    })

    it("that somebody else aborted at Klarna is followed by another, and not asked for ever", async () => {
      const before = await open(ledger, "payses_1")
      await klarna.clientsOf("main").checkout.abortOrder(before.klarna_order_id as string)
      await ledger.forget()
      const after = await open(ledger, "payses_2", lamps(2))
      expect(await ledger.journey()).toEqual([
        "POST /checkout/v3/orders/:id",
        "GET /checkout/v3/orders/:id",
        "POST /checkout/v3/orders",
        "POST /hpp/v1/sessions",
      ])
      expect(after.klarna_order_id).not.toBe(before.klarna_order_id)
    })

    it("is followed by one other, also when a second tab comes in between", async () => {
      await open(ledger, "payses_1")
      moveClock(49 * HOUR)
      await ledger.forget()
      await ledger.fault({ kind: "latency", ms: 2_000, match: { method: "POST", path: "orders$" }, times: 1 })
      const first = open(ledger, "payses_2", lamps(2))
      // The new generation is there before Klarna has answered.
      while ((await klarna.purchases.ofCart("cart_1")).length < 2) await Promise.resolve()
      const [one, two] = await Promise.all([first, open(ledger, "payses_3", lamps(2))])
      expect(two).toEqual({ ...one, session_id: "payses_3" })
      expect(await ledger.calls("POST", /orders$/)).toHaveLength(1)
      expect(await ledger.calls("POST", /sessions$/)).toHaveLength(1)
    })

    it("is still the one when Klarna is not there to say so", async () => {
      const before = await open(ledger, "payses_1")
      await ledger.fault({ kind: "status", status: 503, match: { path: "orders/.+" } })
      expect(await failureOf(open(ledger, "payses_2", lamps(2)))).toMatchObject({ code: "server_error" })
      expect(await live(ledger)).toMatchObject({ klarna_order_id: before.klarna_order_id, generation: 1 })
    })
  })
})
