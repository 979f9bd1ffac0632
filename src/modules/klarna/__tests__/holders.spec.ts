import { lamps, live, open, paid, withLedger } from "./support"

withLedger("holders", (ledger) => {
  const { klarna } = ledger

  describe("payment sessions that come and go", () => {
    const standing = async () => {
      const { current_holder, superseded_at, klarna_order_id, amount } = await live(ledger)
      return { current_holder, superseded: superseded_at !== null, klarna_order_id, amount }
    }

    it("leaves the same behind whether the old session is deleted before or after the new one", async () => {
      const { klarna_order_id } = await open(ledger, "payses_1")
      await klarna.purchases.supersede("payses_1", klarna_order_id)
      await open(ledger, "payses_2", lamps(2))
      const deletedFirst = await standing()

      await open(ledger, "payses_3", lamps(2))
      await klarna.purchases.supersede("payses_2", klarna_order_id)
      expect(await standing()).toEqual({ ...deletedFirst, current_holder: "payses_3" })
      expect(deletedFirst).toEqual({
        current_holder: "payses_2",
        superseded: false,
        klarna_order_id,
        amount: 24900,
      })
    })

    it("is noted when the session that holds the purchase goes, without a call to Klarna", async () => {
      const { klarna_order_id } = await open(ledger, "payses_1")
      await ledger.forget()
      await klarna.purchases.supersede("payses_1", klarna_order_id)
      expect(await standing()).toMatchObject({ superseded: true })
      expect(await ledger.journey()).toEqual([])
    })

    it("does not believe a session that no longer holds, nor a stranger's Klarna order", async () => {
      const { klarna_order_id } = await open(ledger, "payses_1")
      await open(ledger, "payses_2")
      expect(await klarna.purchases.supersede("payses_1", klarna_order_id)).toBeUndefined()
      expect(await klarna.purchases.supersede("payses_2", "another-order")).toBeUndefined()
      expect(await klarna.purchases.supersede("payses_2", null)).toBeUndefined()
      expect(await standing()).toMatchObject({ current_holder: "payses_2", superseded: false })
    })

    it("supersedes the generation that replaced the one in the session's data", async () => {
      const before = await open(ledger, "payses_1")
      await klarna.purchases.close((await live(ledger)).id, "expired")
      const after = await open(ledger, "payses_1", lamps(2))
      expect(after.klarna_order_id).not.toBe(before.klarna_order_id)
      await klarna.purchases.supersede("payses_1", before.klarna_order_id)
      expect(await live(ledger)).toMatchObject({
        klarna_order_id: after.klarna_order_id,
        superseded_at: expect.any(Date),
      })
    })

    it("cannot be authorized once its money is on the way back, nor given back once it is authorized", async () => {
      const { id } = await paid(ledger)
      expect(await klarna.purchases.beginGivingBack(id, "giving_back:amounts_differ", null)).toBeDefined()
      expect(await klarna.purchases.authorize(id, "payses_1")).toBeUndefined()

      await klarna.purchases.update(id, { outcome: null })
      expect(await klarna.purchases.authorize(id, "payses_1")).toBeDefined()
      expect(await klarna.purchases.beginGivingBack(id, "giving_back:amounts_differ", null)).toBeUndefined()
    })

    it("is given back although a session authorized it, when that is how it was found", async () => {
      const { id } = await paid(ledger)
      await klarna.purchases.authorize(id, "payses_1")
      expect(
        await klarna.purchases.beginGivingBack(id, "giving_back:order_canceled", "payses_2")
      ).toBeUndefined()
      expect(
        await klarna.purchases.beginGivingBack(id, "giving_back:order_canceled", "payses_1")
      ).toBeDefined()
    })

    it("never takes an authorized purchase away from its session", async () => {
      const { id, klarna_order_id } = await paid(ledger)
      await klarna.purchases.authorize(id, "payses_1")
      expect(await klarna.purchases.supersede("payses_1", klarna_order_id)).toBeUndefined()
      expect(await live(ledger)).toMatchObject({ authorized_by: "payses_1", superseded_at: null })
    })

    it("lets one session authorize, as often as it asks, and no second one", async () => {
      const { id } = await paid(ledger)
      const sessions = ["payses_1", "payses_2", "payses_3"]
      const results = await Promise.all(sessions.map((session) => klarna.purchases.authorize(id, session)))
      const winners = results.filter((row) => row !== undefined)
      expect(winners).toHaveLength(1)
      const winner = winners[0]!.authorized_by as string
      expect(await klarna.purchases.authorize(id, winner)).toBeDefined()
      const loser = sessions.find((session) => session !== winner) as string
      expect(await klarna.purchases.authorize(id, loser)).toBeUndefined()
    })

    it("leads every session, also an old one, to its purchase", async () => {
      await open(ledger, "payses_1")
      await open(ledger, "payses_2", lamps(2))
      const { id } = await live(ledger)
      expect((await klarna.purchases.byHolder("payses_1"))?.id).toBe(id)
      expect((await klarna.purchases.byHolder("payses_2"))?.id).toBe(id)
      expect(await klarna.purchases.byHolder("payses_9")).toBeUndefined()
    })
  })
})
