import { failureOf, HOUR, lamps, live, MINUTE, moveClock, open, withLedger } from "./support"

withLedger("changed", (ledger) => {
  const { klarna } = ledger

  /** The page is open in the buyer's browser, and Klarna has told us. */
  const openedByBuyer = async (hppSessionId: string | null) => {
    await ledger.buyer(hppSessionId, "open")
    const page = await klarna.pageRows.byHppSessionId(hppSessionId as string)
    await klarna.pageRows.moveTo(page!.id, "IN_PROGRESS", new Date(klarna.now()))
    return page!
  }
  const pageOf = async (hppSessionId: string | null) =>
    (await klarna.pageRows.byHppSessionId(hppSessionId as string))!

  describe("a cart that changes while the buyer is at the page", () => {
    it("disables the open page at Klarna before it makes another", async () => {
      const before = await open(ledger, "payses_1")
      await openedByBuyer(before.hpp_session_id)
      await ledger.forget()
      const after = await open(ledger, "payses_2", lamps(2))
      expect(await ledger.journey()).toEqual([
        "POST /checkout/v3/orders/:id",
        "DELETE /hpp/v1/sessions/:id",
        "POST /hpp/v1/sessions",
      ])
      expect(after.klarna_order_id).toBe(before.klarna_order_id)
      expect(after.hpp_session_id).not.toBe(before.hpp_session_id)
      expect(await pageOf(before.hpp_session_id)).toMatchObject({ close_reason: "replaced" })
      await expect(ledger.buyer(before.hpp_session_id, "approve")).rejects.toThrow("DISABLED")
      await expect(ledger.buyer(after.hpp_session_id, "approve")).resolves.toMatchObject({
        status: "COMPLETED",
      })
    })

    it("leaves an open page alone when nothing has changed", async () => {
      const before = await open(ledger, "payses_1")
      await openedByBuyer(before.hpp_session_id)
      await ledger.forget()
      expect((await open(ledger, "payses_2")).hpp_session_id).toBe(before.hpp_session_id)
      expect(await ledger.journey()).toEqual([])
    })

    it.each(["WAITING", "BACK", "FAILED", "ERROR"])("keeps a page that is %s", async (state) => {
      const before = await open(ledger, "payses_1")
      const page = await pageOf(before.hpp_session_id)
      await klarna.pageRows.moveTo(page.id, state, new Date(klarna.now()))
      await ledger.forget()
      expect((await open(ledger, "payses_2", lamps(2))).hpp_session_id).toBe(before.hpp_session_id)
      expect(await ledger.journey()).toEqual(["POST /checkout/v3/orders/:id"])
    })

    it("keeps one page live through three changes of an open page", async () => {
      for (const quantity of [1, 2, 3, 4]) {
        const { hpp_session_id } = await open(ledger, "payses_1", lamps(quantity))
        await openedByBuyer(hpp_session_id)
      }
      const purchase = await live(ledger)
      const created = (await ledger.calls("POST", /sessions$/)).length
      const disabled = (await ledger.calls("DELETE", /sessions/)).length
      expect([created, disabled]).toEqual([4, 3])
      expect(await klarna.pages.live(purchase.id)).toMatchObject({ state: "IN_PROGRESS", closed_at: null })
    })

    it("reads Klarna's order before it makes another page when the first was not disabled", async () => {
      const before = await open(ledger, "payses_1")
      const page = await openedByBuyer(before.hpp_session_id)
      await ledger.fault({ kind: "status", status: 400, match: { method: "DELETE" }, times: 1 })
      await ledger.forget()
      const after = await open(ledger, "payses_2", lamps(2))
      const journey = await ledger.journey()
      expect(journey.indexOf("GET /checkout/v3/orders/:id")).toBeGreaterThan(
        journey.indexOf("DELETE /hpp/v1/sessions/:id")
      )
      expect(journey.at(-1)).toBe("POST /hpp/v1/sessions")
      expect(after.klarna_order_id).toBe(before.klarna_order_id)
      expect(await klarna.pageRows.byId(page.id)).toMatchObject({ close_reason: "completed" })
    })

    it("makes no page for what is paid between the update and the end of the old page", async () => {
      const before = await open(ledger, "payses_1")
      await openedByBuyer(before.hpp_session_id)
      await ledger.fault({ kind: "latency", ms: 3_000, match: { method: "DELETE" }, times: 1 })
      await ledger.forget()
      const opening = open(ledger, "payses_2", lamps(2))
      while ((await ledger.journey()).length < 1);
      await ledger.complete(before.klarna_order_id)
      expect(await opening).toMatchObject({ klarna_order_id: before.klarna_order_id, state: "completed" })
      expect(await ledger.calls("POST", /sessions$/)).toEqual([])
    })

    it("replaces the open page also when the first try to disable it failed", async () => {
      const before = await open(ledger, "payses_1")
      await openedByBuyer(before.hpp_session_id)
      await ledger.fault({ kind: "status", status: 500, match: { method: "DELETE" }, times: 3 })
      expect(await failureOf(open(ledger, "payses_2", lamps(2)))).toMatchObject({ code: "server_error" })
      const after = await open(ledger, "payses_2", lamps(2))
      expect(after.hpp_session_id).not.toBe(before.hpp_session_id)
      await expect(ledger.buyer(before.hpp_session_id, "approve")).rejects.toThrow("DISABLED")
    })

    it("tells Klarna again when the answer to an update was lost and the cart has gone back since", async () => {
      await open(ledger, "payses_1", lamps(1))
      await ledger.fault({ kind: "lost_response", match: { method: "POST", path: "orders/.+" }, times: 1 })
      expect(await failureOf(open(ledger, "payses_2", lamps(2)))).toMatchObject({ code: "network" })
      const { klarna_order_id } = await open(ledger, "payses_3", lamps(1))
      const order = await klarna.clientsOf("main").checkout.readOrder(klarna_order_id as string)
      expect(order.order_amount).toBe(14900)
      expect(await live(ledger)).toMatchObject({ amount: 14900 })
    })
  })

  describe("a page whose time is over", () => {
    // An order lives 48 hours after its last change, and its page can be paid until one hour before.
    it("is replaced when less than a quarter of an hour is left", async () => {
      const before = await open(ledger, "payses_1")
      moveClock(47 * HOUR - 16 * MINUTE)
      expect((await open(ledger, "payses_2")).hpp_session_id).toBe(before.hpp_session_id)
      moveClock(2 * MINUTE)
      await open(ledger, "payses_3", lamps(2))
      expect(await ledger.calls("DELETE", /sessions/)).toHaveLength(1)
      expect(await pageOf(before.hpp_session_id)).toMatchObject({ close_reason: "replaced" })
    })

    it("is replaced without asking Klarna to disable what is over", async () => {
      const before = await open(ledger, "payses_1")
      moveClock(47 * HOUR + MINUTE)
      await ledger.forget()
      const after = await open(ledger, "payses_2", lamps(2))
      expect(await ledger.journey()).toEqual(["POST /checkout/v3/orders/:id", "POST /hpp/v1/sessions"])
      expect(after.hpp_session_id).not.toBe(before.hpp_session_id)
      expect(await pageOf(before.hpp_session_id)).toMatchObject({ close_reason: "expired" })
    })

    it("is replaced when it expired and the cart is as it was", async () => {
      const before = await open(ledger, "payses_1")
      moveClock(47 * HOUR + MINUTE)
      const after = await open(ledger, "payses_2")
      expect(after.hpp_session_id).not.toBe(before.hpp_session_id)
      await expect(ledger.buyer(after.hpp_session_id, "approve")).resolves.toMatchObject({
        status: "COMPLETED",
      })
    })
  })
})
