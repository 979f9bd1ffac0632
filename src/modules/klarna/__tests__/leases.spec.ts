import { live, MINUTE, moveClock, open, SECOND, withLedger } from "./support"

withLedger("leases", (ledger) => {
  const { klarna } = ledger
  const purchaseId = async () => {
    await open(ledger, "payses_1")
    return (await live(ledger)).id
  }
  const NOT_WAITING = 0

  describe.each(["work", "money"] as const)("the %s lease of a purchase", (kind) => {
    it("is given to one of ten who ask at the same time", async () => {
      const id = await purchaseId()
      const leases = await Promise.all(
        Array.from({ length: 10 }, () => klarna.leases.acquire(kind, id, NOT_WAITING))
      )
      expect(leases.filter((lease) => lease !== undefined)).toHaveLength(1)
    })

    it("is given on when its owner is done", async () => {
      const id = await purchaseId()
      const first = await klarna.leases.acquire(kind, id, NOT_WAITING)
      const waiting = klarna.leases.acquire(kind, id, 5_000)
      await first?.release()
      const second = await waiting
      expect(second).toBeDefined()
      expect(await klarna.leases.acquire(kind, id, NOT_WAITING)).toBeUndefined()
      await second?.release()
    })

    it("outlives a killed owner by a minute and no longer", async () => {
      const id = await purchaseId()
      expect(await klarna.leases.acquire(kind, id, NOT_WAITING)).toBeDefined()
      moveClock(MINUTE - 30 * SECOND)
      expect(await klarna.leases.acquire(kind, id, NOT_WAITING)).toBeUndefined()
      moveClock(31 * SECOND)
      expect(await klarna.leases.acquire(kind, id, NOT_WAITING)).toBeDefined()
    })

    it("is released by its owner alone: not by one who lost it", async () => {
      const id = await purchaseId()
      const lost = await klarna.leases.acquire(kind, id, NOT_WAITING)
      moveClock(2 * MINUTE)
      const current = await klarna.leases.acquire(kind, id, NOT_WAITING)
      await lost?.release()
      expect(await klarna.leases.acquire(kind, id, NOT_WAITING)).toBeUndefined()
      await current?.release()
      expect(await klarna.leases.acquire(kind, id, NOT_WAITING)).toBeDefined()
    })
  })

  describe("news of a purchase", () => {
    const news = (told: string[], { fails = false } = {}) => ({
      isTold: ({ outcome }: { outcome: string | null }) => outcome === "lost",
      tell: async () => {
        if (fails) throw new Error("killed")
        told.push("lost")
      },
      mark: () => ({ outcome: "lost" }),
    })

    it("is told by one of ten: two who raised an alarm at the same moment raised two", async () => {
      const id = await purchaseId()
      const told: string[] = []
      const answers = await Promise.all(Array.from({ length: 10 }, () => klarna.tellOnce(id, news(told))))
      expect(told).toEqual(["lost"])
      expect(answers.filter(Boolean)).toHaveLength(1)
      expect((await klarna.purchases.byId(id))?.outcome).toBe("lost")
    })

    it("is told by the next one when the first could not", async () => {
      const id = await purchaseId()
      const told: string[] = []
      await expect(klarna.tellOnce(id, news(told, { fails: true }))).rejects.toThrow("killed")
      expect((await klarna.purchases.byId(id))?.outcome).toBeNull()
      expect(await klarna.tellOnce(id, news(told))).toBe(true)
      expect(told).toEqual(["lost"])
    })
  })

  it("does not let work at Klarna wait for money in Medusa, or the other way round", async () => {
    const id = await purchaseId()
    expect(await klarna.leases.acquire("work", id, NOT_WAITING)).toBeDefined()
    expect(await klarna.leases.acquire("money", id, NOT_WAITING)).toBeDefined()
  })

  it("waits for the plugin's own work: staff were told to try again while a job was at it", async () => {
    const id = await purchaseId()
    const job = await klarna.leases.acquire("money", id, NOT_WAITING)
    const person = klarna.leases.acquireForPerson(id)
    expect(await klarna.leases.acquire("money", id, 200)).toBeUndefined()
    await job?.release()
    expect(await person).toMatchObject({ waited: true })
    expect(await klarna.leases.acquireForPerson(id)).toBeUndefined()
    await (await person)?.release()
    expect(await klarna.leases.acquireForPerson(id)).toMatchObject({ waited: false })
  })

  it("gives nobody a lease on what does not exist", async () => {
    expect(await klarna.leases.acquire("work", "klpur_none", NOT_WAITING)).toBeUndefined()
  })
})
