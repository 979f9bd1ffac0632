import { failureOf, live, MINUTE, open, paid, withLedger } from "./support"

withLedger("pages", (ledger) => {
  const { klarna } = ledger
  const opened = async () => {
    const { hpp_session_id } = await open(ledger, "payses_1")
    return (await klarna.pageRows.byHppSessionId(hpp_session_id as string))!
  }
  const at = (minutes: number) => new Date(Date.UTC(2026, 2, 1) + minutes * MINUTE)

  describe("what is known of a page", () => {
    it("moves forward in Klarna's time", async () => {
      const { id } = await opened()
      await klarna.pageRows.moveTo(id, "IN_PROGRESS", at(1))
      await klarna.pageRows.moveTo(id, "BACK", at(2))
      expect(await klarna.pageRows.byId(id)).toMatchObject({ state: "BACK", klarna_updated_at: at(2) })
    })

    it("is not moved back by a late callback, nor by a repeated one, nor by one without a time", async () => {
      const { id } = await opened()
      await klarna.pageRows.moveTo(id, "BACK", at(2))
      expect(await klarna.pageRows.moveTo(id, "IN_PROGRESS", at(1))).toBeUndefined()
      expect(await klarna.pageRows.moveTo(id, "FAILED", at(2))).toBeUndefined()
      expect(await klarna.pageRows.moveTo(id, "ERROR", null)).toBeUndefined()
      expect(await klarna.pageRows.byId(id)).toMatchObject({ state: "BACK", klarna_updated_at: at(2) })
    })

    it("ends with the newest of callbacks that come in any order", async () => {
      const { id } = await opened()
      const states = ["WAITING", "IN_PROGRESS", "FAILED", "IN_PROGRESS", "BACK"]
      await Promise.all(
        [3, 0, 4, 2, 1].map((index) => klarna.pageRows.moveTo(id, states[index] as string, at(index)))
      )
      expect(await klarna.pageRows.byId(id)).toMatchObject({ state: "BACK", klarna_updated_at: at(4) })
    })

    it("keeps the first reason why it was closed", async () => {
      const { id } = await opened()
      const closed = await Promise.all([
        klarna.pageRows.close(id, "replaced"),
        klarna.pageRows.close(id, "disabled"),
      ])
      expect(closed.filter((row) => row !== undefined)).toHaveLength(1)
      expect(await klarna.pageRows.close(id, "expired")).toBeUndefined()
      expect(["replaced", "disabled"]).toContain((await klarna.pageRows.byId(id))?.close_reason)
    })

    it("never counts two live pages of one purchase: the database refuses the second", async () => {
      const { purchase_id } = await opened()
      const second = klarna.pageRows.insert({
        purchase_id,
        hpp_session_id: "another",
        redirect_url: null,
        qr_code_url: null,
        distribution_url: null,
        distribution_module_url: null,
        expires_at: null,
        reference: "another",
        secret_hash: "",
      })
      expect((await failureOf(second)).message).toContain("IDX_klarna_page_live")
    })
  })

  describe("ending a page", () => {
    it("disables it at Klarna, once", async () => {
      const page = await opened()
      const purchase = await live(ledger)
      expect(await klarna.pages.disable(purchase, page, "disabled")).toMatchObject({
        close_reason: "disabled",
      })
      await expect(ledger.buyer(page.hpp_session_id, "open")).rejects.toThrow("DISABLED")
      expect(await klarna.pages.live(purchase.id)).toBeUndefined()
    })

    it("notes a page that Klarna does not disable any more as completed: the payment decides", async () => {
      const purchase = await paid(ledger)
      const page = (await klarna.pages.live(purchase.id))!
      expect(await klarna.pages.disable(purchase, page, "disabled")).toMatchObject({
        close_reason: "completed",
      })
    })

    it("stays open in the ledger while Klarna cannot be reached", async () => {
      const page = await opened()
      const purchase = await live(ledger)
      await ledger.fault({ kind: "status", status: 503, match: { method: "DELETE" } })
      expect(await failureOf(klarna.pages.disable(purchase, page, "disabled"))).toMatchObject({
        code: "server_error",
      })
      expect(await klarna.pages.live(purchase.id)).toMatchObject({ id: page.id })
    })
  })
})
