import {
  agree,
  agreed,
  livePayments,
  now,
  offer,
  openPayments,
  ordersAtKlarna,
  placeRows,
  placings,
} from "./payments-support"
import { Migration20261121190000 } from "../migrations/Migration20261121190000"
import { authorizationEventKey } from "../note-authorization"
import { HOUR, lamps, MINUTE, moveClock, withLedger } from "./support"

withLedger("place", (ledger) => {
  const { klarna } = ledger
  const PLACE = "authorizations/.*/order$"

  describe("an authorization", () => {
    it("becomes one order, however many bring it at once", async () => {
      const { purchase, token } = await agreed(ledger)
      const notes = await Promise.all([
        klarna.noteAuthorization(purchase.id, token, "klarna"),
        klarna.noteAuthorization(purchase.id, token, "browser"),
      ])
      expect(notes.map(({ result }) => result)).toEqual(["noted", "noted"])
      const results = await Promise.all(Array.from({ length: 8 }, () => klarna.placeOrder(purchase.id)))
      expect(results).toEqual(Array.from({ length: 8 }, () => ({ result: "placed" })))
      expect(await placings(ledger)).toHaveLength(1)
      const [orderId] = await ordersAtKlarna(ledger)
      const placed = await now(ledger, purchase)
      expect(placed).toMatchObject({
        klarna_status: "accepted",
        klarna_order_id: orderId,
        authorization_token: null,
      })
      expect(await placeRows(ledger, purchase)).toMatchObject([
        { status: "confirmed", klarna_id: orderId, klarna_order_id: orderId, target: null },
      ])
    })

    it("is placed with what was agreed to, and without what belongs to the session alone", async () => {
      const { purchase } = await agreed(ledger, {
        data: { billing_address: { given_name: "Alva", family_name: "Lind", email: "alva@example.com" } },
      })
      await klarna.placeOrder(purchase.id)
      const [call] = await placings(ledger)
      expect(Object.keys(call?.request ?? {}).sort()).toEqual([
        "billing_address",
        "locale",
        "merchant_reference2",
        "merchant_urls",
        "order_amount",
        "order_lines",
        "order_tax_amount",
        "purchase_country",
        "purchase_currency",
        "shipping_address",
      ])
      expect(call?.request.merchant_reference2).toBe(purchase.subject_id)
    })

    it("left the buyer's address and our callbacks' secrets in the ledger after it was placed", async () => {
      await ledger.fault({ kind: "status", status: 503, match: { method: "POST", path: PLACE }, times: 10 })
      const { purchase } = await agreed(ledger, {
        data: { billing_address: { given_name: "Alva", family_name: "Lind", email: "alva@example.com" } },
      })
      await klarna.placeOrder(purchase.id)
      const [open] = await placeRows(ledger, purchase)
      // These bytes may be sent again.
      expect(open?.body).toContain("alva@example.com")
      await ledger.clearFaults()
      moveClock(MINUTE)
      expect(await klarna.placeOrder(purchase.id)).toEqual({ result: "placed" })
      const [row] = await placeRows(ledger, purchase)
      expect(Object.keys(JSON.parse(row?.body ?? "")).sort()).toEqual([
        "locale",
        "merchant_reference2",
        "order_amount",
        "order_lines",
        "order_tax_amount",
        "purchase_country",
        "purchase_currency",
      ])
    })

    it("that was placed before bodies were reduced loses buyer and secrets in the migration, an open one does not", async () => {
      const address = { given_name: "Alva", family_name: "Lind", email: "alva@example.com" }
      const wish = { data: { billing_address: address, shipping_address: address } }
      const { purchase: placed } = await agreed(ledger, wish)
      await klarna.placeOrder(placed.id)
      const [sent] = await placings(ledger)
      await ledger.fault({ kind: "status", status: 503, match: { method: "POST", path: PLACE }, times: 10 })
      const opening = { sessionId: "payses_2", cartId: "cart_2" }
      const { purchase: open } = await agreed(ledger, wish, opening)
      await klarna.placeOrder(open.id)
      const rowOf = async (purchase: typeof open) => (await placeRows(ledger, purchase))[0]
      const [reduced, toBeSent] = [await rowOf(placed), await rowOf(open)]
      // As it was kept until then: the very bytes that Klarna got.
      const old = JSON.stringify(sent?.request)
      expect(old).toMatch(/alva@example\.com.*secret=|secret=.*alva@example\.com/)
      await ledger.connection()("klarna_operation").where({ id: reduced?.id }).update({ body: old })

      const migration = new Migration20261121190000({} as never, {} as never)
      await migration.up()
      for (const query of migration.getQueries()) await ledger.connection().raw(String(query))
      expect(JSON.parse((await rowOf(placed))?.body ?? "")).toEqual(JSON.parse(reduced?.body ?? ""))
      expect((await rowOf(open))?.body).toBe(toBeSent?.body)
      expect(toBeSent?.body).toContain("alva@example.com")
    })

    it("is not placed twice by two purchases: it belongs to the one it was given for", async () => {
      const { token } = await agreed(ledger)
      await openPayments(ledger, { sessionId: "payses_2", cartId: "cart_2" })
      const other = await livePayments(ledger, "cart_2")
      expect(await klarna.noteAuthorization(other.id, token, "browser")).toEqual({
        result: "of_another_purchase",
      })
      expect(await now(ledger, other)).toMatchObject({
        klarna_status: "incomplete",
        authorization_token: null,
      })
    })

    it.each([
      ["as Klarna shows no token", { kp_session_shows_token: false }],
      ["as Klarna shows the session's own", {}],
    ])(
      "of another session with the same amount is not placed for this one, which nobody agreed to, %s",
      async (_, settings) => {
        await ledger.settings(settings)
        offer(ledger, { presentation: "widget" })
        await openPayments(ledger)
        await openPayments(ledger, { sessionId: "payses_2", cartId: "cart_2" })
        const [mine, other] = [await livePayments(ledger), await livePayments(ledger, "cart_2")]
        const token = await agree(ledger, other)
        await klarna.noteAuthorization(mine.id, token, "browser")
        expect(await klarna.placeOrder(mine.id)).toMatchObject({
          result: "refused",
          code: "authorization_invalid",
        })
        expect(await placings(ledger)).toEqual([])

        // And whose it is still gets the order.
        await klarna.inbox.receive(authorizationTold(other.id, token))
        expect(await klarna.noteAuthorization(other.id, token, "klarna")).toEqual({ result: "noted" })
        expect(await klarna.placeOrder(other.id)).toEqual({ result: "placed" })
      }
    )

    it("that a browser claimed for another purchase is whose Klarna says it is", async () => {
      offer(ledger, { presentation: "widget" })
      await openPayments(ledger)
      await openPayments(ledger, { sessionId: "payses_2", cartId: "cart_2" })
      const [thief, owner] = [await livePayments(ledger), await livePayments(ledger, "cart_2")]
      const token = await agree(ledger, owner)
      await klarna.noteAuthorization(thief.id, token, "browser")
      expect(await klarna.noteAuthorization(owner.id, token, "klarna")).toEqual({ result: "noted" })
      expect(await now(ledger, thief)).toMatchObject({
        klarna_status: "incomplete",
        authorization_token: null,
      })
      expect(await klarna.placeOrder(owner.id)).toEqual({ result: "placed" })
    })

    it("that another purchase claimed is the buyer's own when Klarna shows it, whatever their browser brought", async () => {
      offer(ledger, { presentation: "widget" })
      await openPayments(ledger)
      await openPayments(ledger, { sessionId: "payses_2", cartId: "cart_2" })
      const [thief, owner] = [await livePayments(ledger), await livePayments(ledger, "cart_2")]
      const token = await agree(ledger, owner)
      await klarna.noteAuthorization(thief.id, token, "browser")
      await klarna.noteAuthorization(owner.id, "made-up", "browser")
      expect(await klarna.placeOrder(owner.id)).toEqual({ result: "placed" })
      expect(await now(ledger, owner)).toMatchObject({ klarna_status: "accepted" })
      expect(await now(ledger, thief)).toMatchObject({
        klarna_status: "incomplete",
        authorization_token: null,
      })
    })

    it("that nobody gave leads to no order, and the buyer's own still does", async () => {
      offer(ledger, { presentation: "widget" })
      await openPayments(ledger)
      const purchase = await livePayments(ledger)
      await klarna.noteAuthorization(purchase.id, "made-up", "browser")
      expect(await klarna.placeOrder(purchase.id)).toMatchObject({
        result: "refused",
        code: "authorization_invalid",
      })
      const token = await agree(ledger, purchase)
      await klarna.noteAuthorization(purchase.id, token, "browser")
      expect(await klarna.placeOrder(purchase.id)).toEqual({ result: "placed" })
    })

    it("older than an hour leads to no order, and the buyer may agree anew", async () => {
      const { purchase } = await agreed(ledger, { data: { billing_address: { given_name: "Alva" } } })
      moveClock(61 * MINUTE)
      expect(await klarna.placeOrder(purchase.id)).toMatchObject({
        result: "refused",
        code: "authorization_invalid",
      })
      const again = await agree(ledger, purchase)
      await klarna.noteAuthorization(purchase.id, again, "browser")
      expect(await klarna.placeOrder(purchase.id)).toEqual({ result: "placed" })
    })

    it("is given back at Klarna when the shop refuses, and is not taken again however often it comes", async () => {
      const { purchase, token } = await agreed(ledger)
      const refuse = async () => ({ code: "out_of_stock", message: "sold out" })
      expect(await klarna.placeOrder(purchase.id, { refuse })).toEqual({
        result: "refused",
        code: "out_of_stock",
        message: "sold out",
      })
      expect(await ledger.calls("DELETE", /authorizations/)).toHaveLength(1)
      expect(await klarna.noteAuthorization(purchase.id, token, "klarna")).toMatchObject({
        result: "spent",
        code: "out_of_stock",
      })
      expect(await klarna.placeOrder(purchase.id)).toEqual({ result: "nothing" })
      expect(await placings(ledger)).toEqual([])
    })

    it("that Klarna rejects when the order is placed is over", async () => {
      const { purchase } = await agreed(ledger, { result: "reject_order" })
      expect(await klarna.placeOrder(purchase.id)).toMatchObject({ result: "refused", code: "REJECTED" })
      expect(await now(ledger, purchase)).toMatchObject({
        klarna_status: "incomplete",
        authorization_token: null,
        last_error: { operation: "place", code: "REJECTED" },
      })
      expect(await placeRows(ledger, purchase)).toMatchObject([{ status: "refused", target: null }])
    })

    it("for something else than Klarna was told is not placed", async () => {
      const { purchase } = await agreed(ledger, { data: { order_amount: 100, order_lines: oneLineOf(100) } })
      expect(await klarna.placeOrder(purchase.id)).toMatchObject({ result: "refused", code: "cart_changed" })
      expect(await placings(ledger)).toEqual([])
      expect(await ledger.calls("DELETE", /authorizations/)).toHaveLength(1)
    })

    it("that came in on its way while the cart changed is given back, not left open", async () => {
      offer(ledger, { presentation: "widget" })
      await openPayments(ledger)
      const purchase = await livePayments(ledger)
      const token = await agree(ledger, purchase)
      await ledger.settings({ kp_session_shows_token: false })
      await openPayments(ledger, { sessionId: "payses_2", draft: lamps(2) })
      await klarna.noteAuthorization(purchase.id, token, "klarna")
      await klarna.inbox.receive(authorizationTold(purchase.id, token))
      expect(await klarna.placeOrder(purchase.id)).toMatchObject({ result: "refused", code: "cart_changed" })
      expect(await ordersAtKlarna(ledger)).toEqual([])
      expect(await ledger.calls("DELETE", /authorizations/)).toHaveLength(1)
    })

    it("leads to an order that Klarna is still checking", async () => {
      const { purchase } = await agreed(ledger, { result: "pending" })
      expect(await klarna.placeOrder(purchase.id)).toEqual({ result: "placed" })
      const pending = await now(ledger, purchase)
      expect(klarna.statusOf(pending)).toBe("pending")
      await ledger.control("POST", `orders/${pending.klarna_order_id}/fraud`, { decision: "reject" })
      expect(klarna.statusOf((await klarna.readPurchase(purchase.id)) as never)).toBe("rejected")
    })

    it("captured at once is captured as far as Order Management's amounts say", async () => {
      const { purchase } = await agreed(ledger)
      await klarna.placeOrder(purchase.id, { autoCapture: true })
      expect(klarna.statusOf(await now(ledger, purchase))).toBe("placing")
      const read = await klarna.readPurchase(purchase.id)
      expect(read).toMatchObject({
        klarna_status: "accepted",
        snapshot: { captured_amount: purchase.amount },
      })
    })
  })

  describe("an order whose answer was lost", () => {
    const unclear = async (fault: Record<string, unknown>) => {
      const { purchase, token } = await agreed(ledger)
      await ledger.fault({ match: { method: "POST", path: PLACE }, times: 1, ...fault })
      expect(await klarna.placeOrder(purchase.id)).toEqual({ result: "unknown" })
      expect(klarna.statusOf(await now(ledger, purchase))).toBe("placing")
      return { purchase, token }
    }

    it.each([
      ["lost_response", {}],
      ["truncate", {}],
      ["reset", {}],
      ["status", { status: 503 }],
    ])("by %s is found by the same bytes again, and is one", async (kind, more) => {
      const { purchase } = await unclear({ kind, ...more })
      expect(ledger.told()).toContain("klarna.operation.unknown")
      expect(await placeRows(ledger, purchase)).toMatchObject([{ status: "unknown" }])
      expect(await klarna.placeOrder(purchase.id)).toEqual({ result: "placed" })
      const [first, second, ...more_] = await placings(ledger)
      expect(more_).toEqual([])
      expect(second?.request).toEqual(first?.request)
      expect(await ordersAtKlarna(ledger)).toHaveLength(1)
      expect(await placeRows(ledger, purchase)).toMatchObject([{ status: "confirmed", target: null }])
    })

    it("is unknown, and nobody can agree a second time, when Klarna says that the authorization was used", async () => {
      await ledger.settings({ kp_order_again: "refused" })
      const { purchase } = await unclear({ kind: "lost_response" })
      expect(await klarna.placeOrder(purchase.id)).toEqual({ result: "unknown" })
      expect(await placeRows(ledger, purchase)).toMatchObject([
        { status: "unknown", error_code: "INVALID_OPERATION", target: null, next_attempt_at: null },
      ])
      await klarna.noteAuthorization(purchase.id, "another", "browser")
      expect(await now(ledger, purchase)).toMatchObject({
        klarna_status: "placing",
        authorization_token: null,
      })
      await expect(openPayments(ledger, { sessionId: "payses_2" })).rejects.toMatchObject({
        code: "purchase_busy",
      })
      // However often it is looked at, and also when Klarna has forgotten the session.
      moveClock(49 * HOUR)
      expect(klarna.statusOf((await klarna.readPurchase(purchase.id)) as never)).toBe("placing")
      expect(await klarna.placeOrder(purchase.id)).toEqual({ result: "nothing" })
      expect(await placings(ledger)).toHaveLength(2)
    })

    it("was taken for placed when the session could not be read at that moment", async () => {
      const { purchase } = await unclear({ kind: "reset", times: 10 })
      moveClock(61 * MINUTE)
      await ledger.clearFaults()
      await ledger.fault({
        kind: "status",
        status: 503,
        match: { method: "GET", path: "payments/v1/sessions" },
        times: 10,
      })
      expect(await klarna.placeOrder(purchase.id)).toEqual({ result: "unknown" })
      expect(await placeRows(ledger, purchase)).toMatchObject([
        { status: "unknown", target: expect.any(String), next_attempt_at: expect.anything() },
      ])
      await ledger.clearFaults()
      moveClock(MINUTE)
      expect(await klarna.placeOrder(purchase.id)).toMatchObject({ code: "authorization_invalid" })
      expect(await now(ledger, purchase)).toMatchObject({ klarna_status: "incomplete" })
    })

    it("kept a buyer from paying for ever when its authorization was used for another session", async () => {
      const { purchase } = await unclear({ kind: "reset", times: 10 })
      await ledger.clearFaults()
      await ledger.fault({
        kind: "status",
        status: 403,
        body: { error_code: "INVALID_OPERATION", error_messages: ["Authorization token already consumed"] },
        match: { method: "POST", path: PLACE },
        times: 1,
      })
      moveClock(MINUTE)
      expect(await klarna.placeOrder(purchase.id)).toEqual({ result: "unknown" })
      moveClock(60 * MINUTE)
      expect(klarna.statusOf((await klarna.readPurchase(purchase.id)) as never)).toBe("placing")
      moveClock(5 * MINUTE)
      expect(await klarna.readPurchase(purchase.id)).toMatchObject({
        klarna_status: "incomplete",
        placing_since: null,
      })
      expect(await placeRows(ledger, purchase)).toMatchObject([
        { status: "refused", error_code: "ABANDONED" },
      ])
      const token = await agree(ledger, purchase)
      await klarna.noteAuthorization(purchase.id, token, "browser")
      expect(await klarna.placeOrder(purchase.id)).toEqual({ result: "placed" })
    })

    it("is found by Klarna's push, and by no other order's", async () => {
      await ledger.settings({ kp_order_again: "refused" })
      const { purchase } = await unclear({ kind: "lost_response" })
      await klarna.placeOrder(purchase.id)
      const [orderId] = (await ordersAtKlarna(ledger)) as [string]
      const foreign = await agreed(ledger, {}, { sessionId: "payses_2", cartId: "cart_2" })
      await klarna.placeOrder(foreign.purchase.id)
      const { klarna_order_id } = await now(ledger, foreign.purchase)

      expect(await klarna.adoptOrder(purchase.id, klarna_order_id as string)).toBe(false)
      // Not there, or not there yet: thrown, so that the inbox asks again.
      const unseen = "8a1d3a3c-0000-4000-8000-000000000000"
      await expect(klarna.adoptOrder(purchase.id, unseen)).rejects.toMatchObject({ status: 404 })
      expect((await now(ledger, purchase)).klarna_order_id).toBeNull()

      expect(await klarna.adoptOrder(purchase.id, orderId)).toBe(true)
      expect(await klarna.readPurchase(purchase.id)).toMatchObject({
        klarna_order_id: orderId,
        klarna_status: "accepted",
      })
      expect(await placeRows(ledger, purchase)).toMatchObject([{ status: "confirmed", klarna_id: orderId }])
    })

    it("but kept before the process died is not sent again", async () => {
      const { purchase, token } = await agreed(ledger)
      await klarna.placeOrder(purchase.id)
      await ledger
        .connection()("klarna_operation")
        .where({ purchase_id: purchase.id })
        .update({ status: "sent", target: token, klarna_id: null, klarna_order_id: purchase.kp_session_id })
      expect(await klarna.placeOrder(purchase.id)).toEqual({ result: "placed" })
      expect(await placings(ledger)).toHaveLength(1)
      expect(await placeRows(ledger, purchase)).toMatchObject([
        { status: "confirmed", klarna_id: (await now(ledger, purchase)).klarna_order_id, target: null },
      ])
    })

    it("that was never placed frees the buyer when its authorization is over", async () => {
      const { purchase } = await unclear({ kind: "status", status: 503 })
      moveClock(61 * MINUTE)
      expect(await klarna.placeOrder(purchase.id)).toMatchObject({
        result: "refused",
        code: "authorization_invalid",
      })
      const token = await agree(ledger, purchase)
      await klarna.noteAuthorization(purchase.id, token, "browser")
      expect(await klarna.placeOrder(purchase.id)).toEqual({ result: "placed" })
    })

    it("does not stand in the way of what the buyer agrees to afterwards", async () => {
      const { purchase } = await unclear({ kind: "status", status: 503 })
      // The session says that nothing was placed: the shop may ask the buyer again.
      expect(klarna.statusOf((await klarna.readPurchase(purchase.id)) as never)).toBe("authorized")
      await openPayments(ledger, { sessionId: "payses_2", draft: lamps(2) })
      expect(await placeRows(ledger, purchase)).toMatchObject([{ status: "refused", target: null }])
      const token = await agree(ledger, purchase)
      await klarna.noteAuthorization(purchase.id, token, "browser")
      expect(await klarna.placeOrder(purchase.id)).toEqual({ result: "placed" })
      expect(await now(ledger, purchase)).toMatchObject({ amount: 24900 })
      expect(await ordersAtKlarna(ledger)).toHaveLength(1)
    })

    it("counts as never sent when Klarna let nobody in", async () => {
      const { purchase } = await agreed(ledger)
      await ledger.fault({ kind: "status", status: 401, match: { path: PLACE }, times: 2 })
      expect(await klarna.placeOrder(purchase.id)).toEqual({ result: "unknown" })
      expect(await klarna.placeOrder(purchase.id)).toEqual({ result: "unknown" })
      expect(await placeRows(ledger, purchase)).toMatchObject([{ status: "intended", attempts: 2 }])
      await ledger.settings({ kp_order_again: "refused" })
      expect(await klarna.placeOrder(purchase.id)).toEqual({ result: "placed" })
    })
  })

  const oneLineOf = (amount: number) => [
    {
      name: "Lamp",
      quantity: 1,
      unit_price: amount,
      tax_rate: 2500,
      total_amount: amount,
      total_tax_amount: 20,
    },
  ]

  const authorizationTold = (purchaseId: string, token: string) => ({
    source: "authorization" as const,
    event_key: authorizationEventKey(purchaseId, token),
    purchase_id: purchaseId,
    page_id: null,
    payload: null,
  })
})
