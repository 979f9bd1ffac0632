import { agree, livePayments, now, offer, openPayments, placings } from "./payments-support"
import { HOUR, lamps, MINUTE, moveClock, withLedger } from "./support"

withLedger("payments", (ledger) => {
  const { klarna } = ledger
  const read = async () => {
    const { id } = await livePayments(ledger)
    return klarna.statusOf((await klarna.readPurchase(id)) as never)
  }
  const german = () => lamps(1, { ...germanCart })

  describe("a hosted page whose order we place", () => {
    const agreeOnPage = async () => {
      offer(ledger, { placeOrderMode: "NONE" })
      const opened = await openPayments(ledger)
      await ledger.buyer(opened.hpp_session_id, "approve")
      expect(await read()).toBe("authorized")
      return livePayments(ledger)
    }

    it("tells the authorization, which becomes one order", async () => {
      const purchase = await agreeOnPage()
      expect(await klarna.placeOrder(purchase.id)).toEqual({ result: "placed" })
      expect(await read()).toBe("complete")
    })

    it("does not bring an authorization back that was given back, although the page still shows it", async () => {
      const purchase = await agreeOnPage()
      const refuse = async () => ({ code: "out_of_stock", message: "sold out" })
      await klarna.placeOrder(purchase.id, { refuse })
      await klarna.pages.end(purchase.id, "replaced")
      expect(await read()).toBe("incomplete")
      expect(await klarna.placeOrder(purchase.id)).toEqual({ result: "nothing" })
      expect(await placings(ledger)).toEqual([])

      // The buyer gets another page for the same session, and can agree there.
      const again = await openPayments(ledger, { sessionId: "payses_2" })
      await ledger.buyer(again.hpp_session_id, "approve")
      expect(await read()).toBe("authorized")
      expect(await klarna.placeOrder(purchase.id)).toEqual({ result: "placed" })
    })

    it("gives the authorization back when the cart changes, in the same session and on a new page", async () => {
      const purchase = await agreeOnPage()
      await ledger.forget()
      const changed = await openPayments(ledger, { sessionId: "payses_2", draft: lamps(2) })
      expect(await ledger.journey()).toEqual([
        "POST /payments/v1/sessions/:id",
        "DELETE /payments/v1/authorizations/:id",
        "POST /hpp/v1/sessions",
      ])
      expect((await livePayments(ledger)).kp_session_id).toBe(purchase.kp_session_id)
      await ledger.buyer(changed.hpp_session_id, "approve")
      expect(await read()).toBe("authorized")
    })

    it("is not sent to twice when the buyer agreed and the cart changed before we heard of it", async () => {
      offer(ledger, { placeOrderMode: "NONE" })
      const opened = await openPayments(ledger)
      await ledger.buyer(opened.hpp_session_id, "approve")
      // As the page was when Klarna last told of it.
      await klarna.pageRows.moveTo((await pageOf()).id, "IN_PROGRESS", new Date(1))
      const changed = await openPayments(ledger, { sessionId: "payses_2", draft: lamps(2) })
      expect(changed.hpp_session_id).not.toBe(opened.hpp_session_id)
      expect(await read()).toBe("incomplete")
      await ledger.buyer(changed.hpp_session_id, "approve")
      const { id } = await livePayments(ledger)
      expect(await read()).toBe("authorized")
      await klarna.placeOrder(id)
      expect((await now(ledger, { id } as never)).snapshot).toMatchObject({ order_amount: 24900 })
    })
  })

  describe("a hosted page that places the order itself", () => {
    it("is known by its order once Order Management shows it, which may take minutes", async () => {
      await ledger.settings({ om_lag_ms: 3 * MINUTE })
      offer(ledger, { placeOrderMode: "PLACE_ORDER" })
      const opened = await openPayments(ledger)
      await ledger.buyer(opened.hpp_session_id, "approve")
      expect(await read()).toBe("placing")
      const { klarna_order_id } = await livePayments(ledger)
      expect(klarna_order_id).not.toBeNull()
      await ledger.forget()
      expect(await read()).toBe("placing")
      expect(await ledger.journey()).toEqual(["GET /ordermanagement/v1/orders/:id"])
      moveClock(4 * MINUTE)
      expect(await read()).toBe("complete")
    })

    it("captured by the page is captured as the amounts say", async () => {
      offer(ledger, { placeOrderMode: "CAPTURE_ORDER" })
      const opened = await openPayments(ledger)
      await ledger.buyer(opened.hpp_session_id, "approve")
      expect(await read()).toBe("complete")
      const { snapshot, amount } = await livePayments(ledger)
      expect(snapshot).toMatchObject({ captured_amount: amount })
    })

    it("keeps an authorization that comes by the way to itself: we place nothing beside it", async () => {
      offer(ledger, { placeOrderMode: "PLACE_ORDER" })
      await openPayments(ledger)
      const purchase = await livePayments(ledger)
      const token = await agree(ledger, purchase)
      expect(await klarna.noteAuthorization(purchase.id, token, "klarna")).toEqual({ result: "noted" })
      expect(await read()).toBe("incomplete")
      expect(await klarna.placeOrder(purchase.id)).toEqual({ result: "nothing" })
      expect(await placings(ledger)).toEqual([])
    })
  })

  describe("a session that nobody pays", () => {
    it.each(["NONE", "PLACE_ORDER", "CAPTURE_ORDER"] as const)(
      "is over with its page after 48 hours (%s)",
      async (placeOrderMode) => {
        offer(ledger, { placeOrderMode })
        await openPayments(ledger)
        moveClock(47 * HOUR - MINUTE)
        expect(await read()).toBe("incomplete")
        moveClock(HOUR + 2 * MINUTE)
        expect(await read()).toBe("gone")
      }
    )

    it("is not over because of one answer that nobody can explain", async () => {
      offer(ledger, { presentation: "widget" })
      await openPayments(ledger)
      await ledger.fault({
        kind: "status",
        status: 404,
        match: { method: "GET", path: "/sessions/" },
        times: 1,
      })
      expect(await read()).toBe("incomplete")
    })

    it("is followed by another one in the widget, whose client token is new", async () => {
      offer(ledger, { presentation: "widget" })
      const before = await openPayments(ledger)
      moveClock(49 * HOUR)
      const after = await openPayments(ledger)
      expect(after.client_token).not.toBe(before.client_token)
      expect(after.session_id).toBe(before.session_id)
      const token = await agree(ledger, await livePayments(ledger))
      expect(token).toBeTruthy()
    })

    it("that Klarna has forgotten before its time is followed by another one when the cart changes", async () => {
      offer(ledger, { presentation: "widget" })
      const before = await openPayments(ledger)
      const { kp_session_id } = await livePayments(ledger)
      await ledger.fault({
        kind: "status",
        status: 404,
        error_code: "NOT_FOUND",
        match: { method: "POST", path: `${kp_session_id}$` },
      })
      const after = await openPayments(ledger, { sessionId: "payses_2", draft: lamps(2) })
      expect(after.client_token).not.toBe(before.client_token)
      expect((await livePayments(ledger)).kp_session_id).not.toBe(kp_session_id)
    })

    it("has its 48 hours from when Klarna made it, not from when the buyer first tried", async () => {
      offer(ledger, { presentation: "widget" })
      await ledger.fault({ kind: "status", status: 503, match: { method: "POST", path: "/sessions$" } })
      await expect(openPayments(ledger)).rejects.toMatchObject({ code: "server_error" })
      await ledger.clearFaults()
      moveClock(47 * HOUR)
      await openPayments(ledger)
      const { kp_session_id } = await livePayments(ledger)
      moveClock(2 * HOUR)
      await openPayments(ledger)
      expect((await livePayments(ledger)).kp_session_id).toBe(kp_session_id)
    })
  })

  describe("a cart that moves to another country", () => {
    it("is sold to in a session of that country, as it is offered there, and the old page dies", async () => {
      offer(ledger, { rules: [{ country: "DE", presentation: "widget" }] })
      const before = await openPayments(ledger)
      expect(before.redirect_url).toBeTruthy()
      await ledger.forget()
      const after = await openPayments(ledger, { sessionId: "payses_2", draft: german() })
      expect(after).toMatchObject({ client_token: expect.any(String), redirect_url: null })
      expect(await ledger.journey()).toEqual(["DELETE /hpp/v1/sessions/:id", "POST /payments/v1/sessions"])
      await expect(ledger.buyer(before.hpp_session_id, "approve")).rejects.toThrow("DISABLED")
    })

    it("is not paid twice when it was paid on the old page a moment ago", async () => {
      offer(ledger, { placeOrderMode: "PLACE_ORDER" })
      const before = await openPayments(ledger)
      await ledger.buyer(before.hpp_session_id, "approve")
      const { id } = await livePayments(ledger)
      await openPayments(ledger, { sessionId: "payses_2", draft: german() })
      expect(await now(ledger, { id } as never)).toMatchObject({
        klarna_status: "accepted",
        close_reason: "mismatched",
      })
    })
  })

  const pageOf = async () => {
    const page = await klarna.pages.latest((await livePayments(ledger)).id)
    if (!page) throw new Error("There is no page")
    return page
  }
})

const germanAddress = {
  firstName: "Jonas",
  lastName: "Weber",
  address1: "Lindenallee 12",
  postalCode: "10117",
  city: "Berlin",
  countryCode: "de",
}

const germanCart = {
  currencyCode: "eur",
  shippingAddress: germanAddress,
  billingAddress: germanAddress,
}
