import { KlarnaMappingError } from "../../../domain/errors"
import { hashSecret } from "../secrets"
import { failureOf, lamps, live, MINUTE, open, withLedger } from "./support"

withLedger("open", (ledger) => {
  const { klarna } = ledger

  describe("opening a purchase", () => {
    it("costs two requests: Klarna's order and its page", async () => {
      const data = await open(ledger, "payses_1")
      expect(await ledger.journey()).toEqual(["POST /checkout/v3/orders", "POST /hpp/v1/sessions"])
      const purchase = await live(ledger)
      expect(purchase).toMatchObject({
        amount: 14900,
        tax_amount: 2980,
        currency_code: "SEK",
        country_code: "SE",
        klarna_status: "checkout_incomplete",
        klarna_order_id: data.klarna_order_id,
        current_holder: "payses_1",
        generation: 1,
      })
      expect(purchase.next_check_at?.getTime()).toBeGreaterThan(klarna.now())
      expect(ledger.told()).toEqual(["klarna.session.opened"])
    })

    it("shows the shopper where to pay, and no secret", async () => {
      const data = await open(ledger, "payses_1")
      expect(data).toEqual({
        provider: "klarna-checkout",
        session_id: "payses_1",
        klarna_order_id: expect.any(String),
        hpp_session_id: expect.any(String),
        redirect_url: expect.stringMatching(/^http/),
        qr_code_url: expect.stringMatching(/^http/),
        expires_at: expect.stringMatching(/Z$/),
        state: "waiting",
      })
      const [created] = await ledger.calls("POST", /orders$/)
      const [page] = await ledger.calls("POST", /sessions$/)
      const secrets = JSON.stringify([created?.request, page?.request]).match(/secret=[\w-]+/g)
      expect(secrets).toHaveLength(3)
      for (const secret of secrets ?? []) expect(JSON.stringify(data)).not.toContain(secret.slice(7))
    })

    it("gives Klarna addresses whose secrets match the ledger's hashes, and only those", async () => {
      const { hpp_session_id } = await open(ledger, "payses_1")
      const purchase = await live(ledger)
      const page = await klarna.pageRows.byHppSessionId(hpp_session_id as string)
      const [order] = await ledger.calls("POST", /orders$/)
      const [session] = await ledger.calls("POST", /sessions$/)
      const push = new URL((order?.request.merchant_urls as Record<string, string>).push as string)
      const update = new URL(
        (session?.request.merchant_urls as Record<string, string>).status_update as string
      )
      expect(push.pathname).toBe(`/hooks/klarna/push/${purchase.reference}`)
      expect(update.pathname).toBe(`/hooks/klarna/status-update/${page?.reference}`)
      expect(hashSecret(push.searchParams.get("secret") as string)).toBe(purchase.secret_hash)
      expect(hashSecret(update.searchParams.get("secret") as string)).toBe(page?.secret_hash)
      expect(purchase.secret_hash).not.toBe(page?.secret_hash)
    })

    it("costs nothing when nothing has changed, and moves on to the new payment session", async () => {
      const first = await open(ledger, "payses_1")
      await ledger.forget()
      const second = await open(ledger, "payses_2")
      expect(await ledger.journey()).toEqual([])
      expect(second).toEqual({ ...first, session_id: "payses_2" })
      const purchase = await live(ledger)
      expect(purchase.current_holder).toBe("payses_2")
      expect((await klarna.purchases.holders(purchase.id)).sort()).toEqual(["payses_1", "payses_2"])
    })

    it("costs one update when the cart has changed, and keeps the page", async () => {
      const first = await open(ledger, "payses_1")
      await ledger.forget()
      const second = await open(ledger, "payses_2", lamps(2))
      expect(await ledger.journey()).toEqual(["POST /checkout/v3/orders/:id"])
      expect(second).toEqual({ ...first, session_id: "payses_2" })
      expect(await live(ledger)).toMatchObject({ amount: 24900, tax_amount: 4980 })
      await open(ledger, "payses_3", lamps(2))
      expect(await ledger.journey()).toHaveLength(1)
    })

    it("sends changed lines on although the total is the same", async () => {
      await open(ledger, "payses_1", lamps(1))
      await ledger.forget()
      const renamed = lamps(1)
      renamed.order_lines[0] = { ...renamed.order_lines[0]!, reference: "sku-2" }
      await open(ledger, "payses_1", renamed)
      const [update] = await ledger.calls("POST", /orders\/.+$/)
      expect((update?.request.order_lines as { reference: string }[])[0]?.reference).toBe("sku-2")
    })

    it("is one Klarna order and one page for two tabs at once", async () => {
      const opened = await Promise.all([open(ledger, "payses_1"), open(ledger, "payses_2")])
      expect(await ledger.journey()).toEqual(["POST /checkout/v3/orders", "POST /hpp/v1/sessions"])
      const [one, two] = opened.map(({ session_id: _, ...rest }) => rest)
      expect(one).toEqual(two)
    })

    it("is one Klarna order and one page for ten double clicks", async () => {
      await Promise.all(Array.from({ length: 10 }, (_, index) => open(ledger, `payses_${index}`)))
      expect(await ledger.journey()).toEqual(["POST /checkout/v3/orders", "POST /hpp/v1/sessions"])
    })

    it("makes another Klarna order when the answer to the first was lost: nobody has seen that one", async () => {
      await ledger.fault({ kind: "lost_response", match: { method: "POST", path: "orders$" }, times: 1 })
      expect(await failureOf(open(ledger, "payses_1"))).toMatchObject({ code: "network" })
      expect((await live(ledger)).klarna_order_id).toBeNull()
      const data = await open(ledger, "payses_1")
      expect((await live(ledger)).klarna_order_id).toBe(data.klarna_order_id)
      expect(await ledger.calls("POST", /orders$/)).toHaveLength(2)
    })

    it("goes on with the Klarna order when only the page could not be made", async () => {
      await ledger.fault({ kind: "status", status: 500, match: { path: "sessions$" }, times: 1 })
      expect(await failureOf(open(ledger, "payses_1"))).toMatchObject({ code: "server_error" })
      await ledger.forget()
      await open(ledger, "payses_1")
      expect(await ledger.journey()).toEqual(["POST /hpp/v1/sessions"])
    })

    it("leaves nothing locked when Klarna refuses the cart", async () => {
      const broken = { ...lamps(1), locale: "not a locale" }
      expect(await failureOf(open(ledger, "payses_1", broken))).toMatchObject({ code: "BAD_VALUE" })
      expect(await live(ledger)).toMatchObject({ lease_owner: null, klarna_order_id: null })
      await open(ledger, "payses_1")
      expect((await live(ledger)).klarna_status).toBe("checkout_incomplete")
    })

    it("gets past the lease of an instance that was killed", async () => {
      await open(ledger, "payses_1")
      await klarna.purchases.update((await live(ledger)).id, {
        lease_owner: "killed",
        lease_until: new Date(klarna.now() - MINUTE),
      })
      await expect(open(ledger, "payses_2", lamps(2))).resolves.toMatchObject({ session_id: "payses_2" })
    })

    it("refuses a country that no account sells to before anything is stored or sent", async () => {
      const { accounts } = klarna.config
      Object.assign(accounts[0]!, { countries: ["NO"] })
      const error = await failureOf(open(ledger, "payses_1"))
      expect(error).toBeInstanceOf(KlarnaMappingError)
      expect(error.code).toBe("country_not_served")
      expect(await klarna.purchases.ofCart("cart_1")).toEqual([])
      expect(await ledger.journey()).toEqual([])
    })
  })
})
