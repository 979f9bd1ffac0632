import { MINUTE, moveClock, SECOND, withLedger } from "./support"

withLedger("inbox", (ledger) => {
  const inbox = () => ledger.klarna.inbox
  const signal = (event_key = "evt_1", source: "push" | "status_update" = "status_update") => ({
    source,
    event_key,
    purchase_id: "klpur_1",
    page_id: null,
    payload: { session: { status: "COMPLETED" } },
  })
  const store = async (...args: Parameters<typeof signal>) =>
    (await inbox().receive(signal(...args))).id as string

  describe("the inbox", () => {
    it("stores a signal once, however often it comes and from wherever at the same time", async () => {
      const received = await Promise.all(Array.from({ length: 20 }, () => inbox().receive(signal())))
      expect(received.filter(({ isNew }) => isNew)).toHaveLength(1)
      expect(await inbox().receive(signal())).toEqual({ id: undefined, isNew: false })
    })

    it("tells signals of different sources apart, whatever they are called", async () => {
      expect(await inbox().receive(signal("same", "push"))).toMatchObject({ isNew: true })
      expect(await inbox().receive(signal("same", "status_update"))).toMatchObject({ isNew: true })
    })

    it("keeps what was said", async () => {
      const id = await store()
      expect(await inboxRow(id)).toMatchObject({ ...signal(), processed_at: null, attempts: 0 })
    })

    it("leaves a new signal to its worker for a minute, then to the sweep", async () => {
      const id = await store()
      expect(await inbox().claimDue(10)).toEqual([])
      moveClock(MINUTE + SECOND)
      expect(await inbox().claimDue(10)).toMatchObject([{ id, attempts: 1 }])
      expect(await inbox().claimDue(10)).toEqual([])
      moveClock(MINUTE + SECOND)
      expect(await inbox().claimDue(10)).toMatchObject([{ id, attempts: 2 }])
    })

    it("gives each due signal to one of several sweeps", async () => {
      const ids = await Promise.all(["a", "b", "c", "d", "e"].map((key) => store(key)))
      moveClock(MINUTE + SECOND)
      const claimed = await Promise.all([1, 2, 3].map(() => inbox().claimDue(2)))
      const taken = claimed.flat().map(({ id }) => id)
      expect(new Set(taken).size).toBe(taken.length)
      const rest = await inbox().claimDue(10)
      expect([...taken, ...rest.map(({ id }) => id)].sort()).toEqual(ids.sort())
    })

    it("does not bring back what is done", async () => {
      const id = await store()
      expect(await inbox().finish(id, "complete_cart")).toMatchObject({ outcome: "complete_cart" })
      moveClock(60 * MINUTE)
      expect(await inbox().claimDue(10)).toEqual([])
      expect(await inbox().claim(id)).toBeUndefined()
    })

    it("opens a push again that comes after it was worked off: Klarna pushes until acknowledged", async () => {
      const id = await store("klpur_1:push", "push")
      expect(await inbox().reopen("push", "klpur_1:push")).toBeUndefined()
      await inbox().finish(id, "wait")
      expect(await inbox().reopen("push", "klpur_1:push")).toMatchObject({ id, processed_at: null })
      expect(await inbox().claimDue(10)).toMatchObject([{ id }])
    })

    it("opens it for one of several that come together", async () => {
      const id = await store("klpur_1:push", "push")
      await inbox().finish(id, "wait")
      const opened = await Promise.all(
        Array.from({ length: 5 }, () => inbox().reopen("push", "klpur_1:push"))
      )
      expect(opened.filter((row) => row !== undefined)).toHaveLength(1)
    })

    it("waits longer before each new try of work that failed", async () => {
      const id = await store()
      const waits = { 1: 10, 2: 60, 3: 300, 4: 1800, 5: 1800, 40: 1800 }
      for (const [attempts, seconds] of Object.entries(waits)) {
        const before = ledger.klarna.now()
        const row = await inbox().postpone({ id, attempts: Number(attempts) }, "failed")
        const next = row!.next_attempt_at!.getTime() - seconds * SECOND
        expect(next).toBeGreaterThanOrEqual(before)
        expect(next).toBeLessThanOrEqual(ledger.klarna.now())
      }
      expect(await inboxRow(id)).toMatchObject({ outcome: "failed", processed_at: null })
    })
  })

  const inboxRow = (id: string) => inbox().byId(id)
})
