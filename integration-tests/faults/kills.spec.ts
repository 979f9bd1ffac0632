import { eventually } from "../support/eventually"
import { PAYMENTS_PROVIDER, startKillableShop, type Session } from "./support/killable-shop"

jest.setTimeout(400_000)

/** Longer than it takes to notice a request and to kill; shorter than the client's own patience. */
const HOLD_MS = 25_000
/** Time to freeze Medusa between its requests and Klarna's answer to the first of them. */
const FREEZE_WITHIN_MS = 20_000
const LEASE_MS = 60_000
/** Leases, claims and unanswered requests of a process that is gone have run out by then. */
const DEAD_MS = 130_000

const DAY_MS = 24 * 3_600_000

const PLACE = /\/payments\/v1\/authorizations\/[^/]+\/order$/

type Shop = Awaited<ReturnType<typeof startKillableShop>>
type Checkout = { cartId: string; session: Session }

describe("Medusa is killed", () => {
  let shop: Shop

  beforeAll(async () => {
    shop = await startKillableShop()
  }, 900_000)

  afterAll(() => shop?.stop(), 120_000)

  beforeEach(() => shop.klarna.clearFaults())

  /** Nobody tells Medusa that the buyer paid. */
  const silence = () => shop.klarna.settings({ skip_status_update: true, skip_push: true })
  const callbackOnly = () => shop.klarna.settings({ skip_status_update: false, skip_push: true })

  /** Medusa's process tells its parent, which may hear of it later than of what followed. */
  async function expectToldOnce(orderId: string): Promise<void> {
    await eventually(async () => shop.placedTold(orderId), { what: "order.placed" })
    expect(shop.placedTold(orderId)).toBe(1)
  }

  /** One order with one payment, announced in the shop and known at Klarna. */
  async function expectPlaced({ cartId, session }: Checkout) {
    const { order } = await shop.settled({ cartId, session })
    expect(await shop.ordersOf(cartId)).toEqual([order.id])
    expect(order.payment_status).toBe("authorized")
    expect(await shop.paymentsOf(session.id)).toHaveLength(1)
    await expectToldOnce(order.id)
    const atKlarna = await shop.klarna.order(session.klarna_order_id)
    expect(atKlarna).toMatchObject({ status: "AUTHORIZED", merchant_reference1: String(order.display_id) })
    const acknowledged = (await shop.klarna.calls()).filter(({ path }) =>
      path.endsWith(`${session.klarna_order_id}/acknowledge`)
    )
    expect(acknowledged).toHaveLength(1)
    return order
  }

  describe("between payment and order", () => {
    let untold: Checkout
    let told: Checkout

    const openSignals = ({ session }: Checkout) =>
      shop.rows<{ source: string; attempts: number }>(
        `select e.source, e.attempts from klarna_event e join klarna_purchase p on p.id = e.purchase_id
         where p.klarna_order_id = $1 and e.processed_at is null`,
        session.klarna_order_id
      )

    beforeAll(async () => {
      await silence()
      untold = await shop.checkout()
      await shop.pay(untold.session)

      await callbackOnly()
      told = await shop.checkout()
      const path = `/checkout/v3/orders/${told.session.klarna_order_id}`
      const reading = await shop.holdNext({ method: "GET", path }, { kind: "latency", ms: HOLD_MS })
      await shop.pay(told.session)
      await reading()

      await shop.medusa.kill()
      expect(await openSignals(told)).toEqual([{ source: "status_update", attempts: 1 }])
      expect(await openSignals(untold)).toEqual([])
      expect(await shop.ordersOf(told.cartId)).toEqual([])
      await shop.medusa.start()
    })

    it("and a callback that it had answered but not worked off leads to the order after the restart", async () => {
      await shop.runJobAfter(DEAD_MS, "sweep-klarna-inbox")
      await expectPlaced(told)
      expect(await openSignals(told)).toEqual([])
    })

    it("and the poll makes the order after the restart when nobody ever tells", async () => {
      await shop.runJobAfter(DEAD_MS, "sync-due-klarna-purchases")
      await expectPlaced(untold)
    })
  })

  describe("between the order's link and the authorization", () => {
    let byStorefront: Checkout & { orderId: string }
    let byCallback: Checkout & { orderId: string }

    beforeAll(async () => {
      // Either road is held where Medusa writes its Payment: the order and its link are there already.
      await silence()
      const completed = await shop.checkout()
      await shop.pay(completed.session)
      await callbackOnly()
      const called = await shop.checkout()
      const release = await shop.holdWritesTo("payment")
      shop.complete(completed.cartId).catch(() => "killed")
      await release.whenHeld(1)
      await shop.pay(called.session)
      await release.whenHeld(2)

      await shop.medusa.kill()
      await release()
      byStorefront = await requireUnpaidOrder(completed)
      byCallback = await requireUnpaidOrder(called)
      await shop.medusa.start()
    })

    async function requireUnpaidOrder({ cartId, session }: Checkout) {
      const [orderId, ...more] = await shop.ordersOf(cartId)
      expect(orderId).toBeDefined()
      expect(more).toEqual([])
      expect(await shop.paymentsOf(session.id)).toEqual([])
      expect(shop.placedTold(orderId as string)).toBe(0)
      return { cartId, session, orderId: orderId as string }
    }

    const markedAsTold = (orderId: string) =>
      shop.rows(
        "select id from klarna_purchase where order_id = $1 and order_placed_emitted_at is not null",
        orderId
      )

    it("and the order that a callback had made is authorized and told after the restart", async () => {
      await shop.runJobAfter(DEAD_MS, "sweep-klarna-inbox")
      expect((await expectPlaced(byCallback)).id).toBe(byCallback.orderId)
      expect(await markedAsTold(byCallback.orderId)).toHaveLength(1)
    })

    it("and the order that the storefront had made is authorized and told after the restart, not only answered", async () => {
      const { cartId, orderId } = byStorefront
      expect(await shop.complete(cartId)).toMatchObject({ status: 200, data: { order: { id: orderId } } })
      await shop.runJobAfter(DEAD_MS, "sync-due-klarna-purchases")
      expect((await expectPlaced(byStorefront)).id).toBe(orderId)
      expect(await markedAsTold(orderId)).toHaveLength(1)
    })
  })

  describe("while it placed an order that the buyer had agreed to", () => {
    let unread: Checkout
    let unanswered: Checkout
    let captured: Checkout & { orderId: string }

    /** In Sweden the order is ours to place, in Norway the page places and captures it. */
    const toPlace = () => shop.checkout({ provider: PAYMENTS_PROVIDER, country: "se" })
    const toCapture = () => shop.checkout({ provider: PAYMENTS_PROVIDER, country: "no" })
    const placings = () => shop.klarna.calls().then((calls) => calls.filter(({ path }) => PLACE.test(path)))
    const orderIn = ({ response }: { response?: unknown }) => (response as { order_id?: string })?.order_id
    /** Orders that Klarna placed for a cart, whatever Medusa heard of it. */
    const placedFor = async ({ cartId }: Checkout) => {
      const ofCart = (await placings()).filter(
        ({ request }) => (request as { merchant_reference2?: string }).merchant_reference2 === cartId
      )
      return [...new Set(ofCart.map(orderIn).filter((id) => id !== undefined))]
    }
    const placeRows = async ({ cartId }: Checkout) =>
      shop.rows<{ status: string; target: string | null }>(
        `select o.status, o.target from klarna_operation o join klarna_purchase p on p.id = o.purchase_id
         where p.subject_id = $1 and o.kind = 'place'`,
        cartId
      )

    beforeAll(async () => {
      await callbackOnly()
      await shop.klarna.fault({ match: { callback: "authorization" }, kind: "drop" })
      const paid = await toCapture()
      const release = await shop.holdWritesTo("payment")
      await shop.pay(paid.session)
      await release.whenHeld(1)

      unanswered = await toPlace()
      unread = await toPlace()
      const [purchase] = await shop.purchasesOf(unread.cartId)
      const session = `/payments/v1/sessions/${purchase?.kp_session_id}`
      const reading = await shop.holdNext({ method: "GET", path: session }, { kind: "latency", ms: HOLD_MS })
      await shop.pay(unread.session)
      await reading()

      const placing = await shop.holdNext(
        { method: "POST", path: PLACE.source },
        { kind: "latency", ms: FREEZE_WITHIN_MS }
      )
      await shop.pay(unanswered.session)
      await placing()
      shop.medusa.freeze()
      await eventually(async () => (await placedFor(unanswered)).length, {
        what: "the order at Klarna",
        within: 2 * FREEZE_WITHIN_MS,
      })
      await shop.medusa.kill()
      await release()
      expect(await placeRows(unread)).toEqual([])
      expect(await placeRows(unanswered)).toEqual([{ status: "sent", target: expect.any(String) }])
      expect((await shop.purchasesOf(unanswered.cartId))[0]?.klarna_order_id).toBeNull()
      const [orderId] = await shop.ordersOf(paid.cartId)
      expect(await shop.paymentsOf(paid.session.id)).toEqual([])
      captured = { ...paid, orderId: orderId as string }
      await shop.medusa.start()
    })

    /** One order at Klarna and one in Medusa, with its payment, told once. */
    async function expectPlacedOnce(bought: Checkout) {
      const { order, session } = await shop.settled(bought)
      expect(await shop.ordersOf(bought.cartId)).toEqual([order.id])
      expect(order.payment_status).toBe("authorized")
      expect(await shop.paymentsOf(bought.session.id)).toHaveLength(1)
      expect(await placedFor(bought)).toEqual([session.klarna_order_id])
      expect(await placeRows(bought)).toEqual([{ status: "confirmed", target: null }])
      await expectToldOnce(order.id)
      const atKlarna = await shop.klarna.order(session.klarna_order_id)
      expect(atKlarna).toMatchObject({ status: "AUTHORIZED", merchant_reference1: String(order.display_id) })
    }

    it("and had not sent it, and the poll places it once after the restart", async () => {
      await shop.runJobAfter(DEAD_MS, "sync-due-klarna-purchases")
      await expectPlacedOnce(unread)
    })

    it("and did not hear Klarna's answer, and the same bytes find that order after the restart", async () => {
      await shop.runJobAfter(DEAD_MS, "repeat-klarna-operations")
      await expectPlacedOnce(unanswered)
    })

    it("and had not booked what Klarna's page had captured, and books it once after the restart", async () => {
      await shop.runJobAfter(DEAD_MS, "sync-due-klarna-purchases")
      const { order, session } = await shop.settled(captured)
      expect(order.id).toBe(captured.orderId)
      await eventually(async () => (await shop.readOrder(order.id)).transactions.length > 0, {
        what: "the transaction",
      })
      await shop.runJobAfter(DEAD_MS, "sync-due-klarna-purchases")
      const booked = await shop.readOrder(order.id)
      expect(booked.payment_status).toBe("captured")
      expect(booked.transactions.map(({ amount }: { amount: number }) => amount)).toEqual([booked.total])
      await expectToldOnce(order.id)
      const atKlarna = await shop.klarna.order(session.klarna_order_id)
      expect(atKlarna.captures).toHaveLength(1)
    })
  })

  describe("while it moved money", () => {
    type Purchase = Awaited<ReturnType<Shop["purchase"]>>
    let whole: Purchase
    let part: Purchase
    let sweptPart: Purchase
    let unsentPart: Purchase
    let repairedPart: Purchase
    let deskPart: Purchase
    let refunded: Purchase
    let cancelled: Purchase
    let released: Purchase
    let extended: Purchase
    let extendedTo: unknown
    let edited: Purchase
    let settling: Checkout

    const PART = 100
    const minor = (major: number) => Math.round(major * 100)
    const atKlarna = ({ session }: Purchase) => shop.klarna.order(session.klarna_order_id)
    const expiryOf = async (purchase: Purchase) =>
      ((await atKlarna(purchase)) as unknown as { expires_at: string }).expires_at
    const captured = async (purchase: Purchase) =>
      (await atKlarna(purchase)).captures.map(({ captured_amount }) => captured_amount)
    const operationsOf = ({ session }: Pick<Purchase, "session">, kind = "capture") =>
      shop.rows<{ status: string; amount: number; medusa_row_id: string | null; klarna_id: string | null }>(
        `select status, amount, medusa_row_id, klarna_id from klarna_operation
         where klarna_order_id = $1 and kind = $2 order by created_at`,
        session.klarna_order_id,
        kind
      )
    const rowsOf = async ({ payment }: Purchase, table = "capture") => {
      const sql = `select id from ${table} where payment_id = $1 and deleted_at is null order by created_at`
      return (await shop.rows<{ id: string }>(sql, payment.id)).map(({ id }) => id)
    }
    const bookedOn = async ({ order }: Purchase) =>
      (await shop.readOrder(order.id)).transactions.map(({ amount }: { amount: number }) => amount)

    type Money =
      | "captures"
      | "refunds"
      | "cancel"
      | "release-remaining-authorization"
      | "extend-authorization-time"
      | "authorization"

    /** Staff move money of an order; resolves when the request is at Klarna, which answers as the fault says. */
    async function moneyInto(
      purchase: Purchase,
      path: Money,
      fault: Record<string, unknown>,
      press: () => Promise<unknown>
    ) {
      const sending = await shop.holdNext(
        {
          method: path === "authorization" ? "PATCH" : "POST",
          path: `${purchase.session.klarna_order_id}/${path}$`,
        },
        fault
      )
      return async () => {
        press().catch(() => "killed")
        await sending()
      }
    }

    const capturing = (purchase: Purchase, fault: Record<string, unknown>, amount?: number) =>
      moneyInto(purchase, "captures", fault, () => shop.capture(purchase.payment.id, amount))

    /** Medusa keeps the row of a capture whose end it did not see, and so does the ledger. */
    async function requireUnanswered(purchase: Purchase) {
      const rows = await rowsOf(purchase)
      expect(rows).toHaveLength(1)
      expect(await operationsOf(purchase)).toMatchObject([{ status: "sent", medusa_row_id: rows[0] }])
    }

    beforeAll(async () => {
      await callbackOnly()
      const answerLate = { kind: "latency", ms: FREEZE_WITHIN_MS }
      // Kustom extends nothing.
      extended = await shop.purchase({ provider: PAYMENTS_PROVIDER })
      const { now_ms } = await shop.klarna.advance(0)
      // Noon of another day: an authorization is extended once a day, and this one is not to end meanwhile.
      await shop.klarna.advance(2.5 * DAY_MS - (now_ms % DAY_MS))
      const expires = await expiryOf(extended)
      whole = await shop.purchase()
      part = await shop.purchase()
      sweptPart = await shop.purchase()
      repairedPart = await shop.purchase()
      unsentPart = await shop.purchase()
      deskPart = await shop.purchase()
      refunded = await shop.purchase()
      expect((await shop.capture(refunded.payment.id)).status).toBe(200)
      cancelled = await shop.purchase()
      released = await shop.purchase()
      expect((await shop.capture(released.payment.id, PART)).status).toBe(200)
      edited = await shop.purchase()
      settling = await shop.checkout()
      const acknowledging = await shop.holdNext(
        { method: "POST", path: `${settling.session.klarna_order_id}/acknowledge$` },
        answerLate
      )
      const arriving = [
        await capturing(whole, answerLate),
        await capturing(part, answerLate, PART),
        await capturing(sweptPart, answerLate, PART),
        await capturing(repairedPart, answerLate, PART),
        await moneyInto(deskPart, "captures", answerLate, () =>
          shop.desk(deskPart.order.id, "captures", { amount: PART })
        ),
        await moneyInto(refunded, "refunds", answerLate, () => shop.refund(refunded.payment.id, PART)),
        await moneyInto(cancelled, "cancel", answerLate, () => shop.desk(cancelled.order.id, "cancel")),
        await moneyInto(released, "release-remaining-authorization", answerLate, () =>
          shop.desk(released.order.id, "release")
        ),
        await moneyInto(extended, "extend-authorization-time", answerLate, () =>
          shop.desk(extended.order.id, "extend")
        ),
        await moneyInto(edited, "authorization", answerLate, () =>
          shop.addToOrder(edited.order.id, "BULB-GLOD-1")
        ),
        await capturing(unsentPart, answerLate, PART),
      ]
      // Its connection breaks instead of an answer, and nothing was done.
      await shop.klarna.fault({
        match: { method: "POST", path: `${unsentPart.session.klarna_order_id}/captures$` },
        kind: "reset",
      })
      // Takes the longest to arrive: the others have all the time that it is held for.
      await shop.pay(settling.session)
      await acknowledging()
      await Promise.all(arriving.map((send) => send()))
      shop.medusa.freeze()
      for (const purchase of [whole, part, sweptPart, repairedPart, deskPart]) {
        await eventually(async () => (await captured(purchase)).length, { what: "the capture at Klarna" })
      }
      await eventually(async () => (await atKlarna(refunded)).refunds.length, {
        what: "the refund at Klarna",
      })
      const isCancelled = async () => (await atKlarna(cancelled)).status === "CANCELLED"
      await eventually(isCancelled, { what: "the cancellation at Klarna" })
      const isReleased = async () => (await atKlarna(released)).remaining_authorized_amount === 0
      await eventually(isReleased, { what: "the release at Klarna" })
      extendedTo = await eventually(
        async () => {
          const at = await expiryOf(extended)
          return at !== expires && at
        },
        { what: "the extension at Klarna" }
      )
      const isEdited = async () => (await atKlarna(edited)).order_amount > minor(edited.order.total)
      await eventually(isEdited, { what: "the edit at Klarna" })
      await shop.medusa.kill()
      expect(await operationsOf(edited, "update")).toMatchObject([{ status: "sent" }])
      expect(await operationsOf(settling, "acknowledge")).toMatchObject([{ status: "sent" }])
      expect(await operationsOf(cancelled, "cancel")).toMatchObject([{ status: "sent" }])
      expect(await operationsOf(released, "release")).toMatchObject([{ status: "sent" }])
      expect(await operationsOf(extended, "extend")).toMatchObject([{ status: "sent" }])
      for (const purchase of [whole, part, sweptPart, repairedPart, unsentPart])
        await requireUnanswered(purchase)
      expect(await captured(unsentPart)).toEqual([])
      expect(await rowsOf(deskPart)).toEqual([])
      expect(await rowsOf(refunded, "refund")).toHaveLength(1)
      await shop.medusa.start()
    }, 600_000)

    /** Klarna has one capture, Medusa has one row for it, and has booked it once. */
    async function expectCapturedOnce(purchase: Purchase, amount = PART) {
      expect(await captured(purchase)).toEqual([minor(amount)])
      const [capture] = (await atKlarna(purchase)).captures
      const rows = await rowsOf(purchase)
      expect(rows).toHaveLength(1)
      expect(await operationsOf(purchase)).toEqual([
        {
          status: "confirmed",
          amount: minor(amount),
          medusa_row_id: rows[0],
          klarna_id: capture?.capture_id,
        },
      ])
      expect(await bookedOn(purchase)).toEqual([amount])
    }

    it("capturing a part, and staff who try again capture it once; its dead row is gone from Medusa's books", async () => {
      expect((await shop.capture(part.payment.id, PART)).status).toBeGreaterThanOrEqual(400)
      await shop.runJobAfter(DEAD_MS, "sweep-klarna-inbox")
      const other = await shop.capture(part.payment.id, PART + 1)
      expect(other).toMatchObject({ status: 400, data: { code: "operation_unresolved" } })
      expect((await shop.capture(part.payment.id, PART)).status).toBe(200)
      await expectCapturedOnce(part)
    })

    it("capturing a part that Klarna never got, and staff who try again capture it once; its dead row is gone from Medusa's books", async () => {
      await shop.runJobAfter(DEAD_MS, "sweep-klarna-inbox")
      expect((await shop.capture(unsentPart.payment.id, PART)).status).toBe(200)
      await expectCapturedOnce(unsentPart)
    })

    it("capturing a part that the sweep has found since, and staff who try again capture it once; its dead row is gone from Medusa's books", async () => {
      await shop.runJobAfter(DEAD_MS, "repeat-klarna-operations")
      expect(await operationsOf(sweptPart)).toMatchObject([{ status: "confirmed" }])
      expect((await shop.capture(sweptPart.payment.id, PART)).status).toBe(200)
      await expectCapturedOnce(sweptPart)
    })

    it("capturing a part, and the repair books it, once however often it runs", async () => {
      await shop.runJobAfter(DEAD_MS, "repair-klarna-books")
      await expectCapturedOnce(repairedPart)
      await shop.runJobAfter(DEAD_MS, "repair-klarna-books")
      expect((await shop.desk(repairedPart.order.id, "repair")).data.repair).toEqual({
        booked: 0,
        dropped: 0,
        open: 0,
      })
      await expectCapturedOnce(repairedPart)
    })

    it("capturing a part at the desk, which Medusa had no row for yet, and the repair books it once", async () => {
      await shop.runJobAfter(DEAD_MS, "repair-klarna-books")
      await expectCapturedOnce(deskPart)
    })

    it("capturing all, and the repair books Klarna's one capture; staff who try again capture nothing more", async () => {
      await shop.runJobAfter(DEAD_MS, "repair-klarna-books")
      expect((await shop.readOrder(whole.order.id)).payment_status).toBe("captured")
      expect((await shop.capture(whole.payment.id)).status).toBe(200)
      await expectCapturedOnce(whole, whole.order.total)
    })

    it("cancelling, and the repair ends Medusa's payment, because Klarna has cancelled", async () => {
      await shop.runJobAfter(DEAD_MS, "repeat-klarna-operations")
      await shop.runJobAfter(DEAD_MS, "repair-klarna-books")
      const order = await shop.readOrder(cancelled.order.id)
      expect(order.payment_collections[0].payments[0].canceled_at).toBeTruthy()
      expect(await atKlarna(cancelled)).toMatchObject({ status: "CANCELLED", captures: [] })
      expect((await shop.desk(cancelled.order.id, "cancel")).status).toBe(400)
      expect(await operationsOf(cancelled, "cancel")).toMatchObject([{ status: "confirmed" }])
    })

    it("releasing the rest, and the sweep finds it done, once", async () => {
      await shop.runJobAfter(DEAD_MS, "repeat-klarna-operations")
      expect(await operationsOf(released, "release")).toMatchObject([{ status: "confirmed" }])
      expect(await atKlarna(released)).toMatchObject({
        captured_amount: minor(PART),
        remaining_authorized_amount: 0,
      })
      expect((await shop.desk(released.order.id, "release")).status).toBe(400)
      expect(await operationsOf(released, "release")).toHaveLength(1)
      expect(await bookedOn(released)).toEqual([PART])
    })

    it("extending the authorization, and the sweep learns that it is, once", async () => {
      await shop.runJobAfter(DEAD_MS, "repeat-klarna-operations")
      expect(await operationsOf(extended, "extend")).toMatchObject([{ status: "confirmed" }])
      const calls = (await shop.klarna.calls()).filter(({ path }) =>
        path.endsWith(`${extended.session.klarna_order_id}/extend-authorization-time`)
      )
      expect(calls.length).toBeGreaterThan(1)
      expect(await expiryOf(extended)).toBe(extendedTo)
      expect(await atKlarna(extended)).toMatchObject({ status: "AUTHORIZED", captured_amount: 0 })
    })

    it("following an edit, and the sweep has Klarna and Medusa's one live payment say what the order costs", async () => {
      await shop.runJobAfter(DEAD_MS, "settle-klarna-successors")
      const order = await shop.readOrder(edited.order.id)
      expect(order.total).toBeGreaterThan(edited.order.total)
      const live = order.payment_collections
        .flatMap(({ payments }: { payments: { amount: number; canceled_at: string | null }[] }) => payments)
        .filter(({ canceled_at }: { canceled_at: string | null }) => !canceled_at)
      expect(live.map(({ amount }: { amount: number }) => minor(amount))).toEqual([minor(order.total)])
      expect(await atKlarna(edited)).toMatchObject({
        status: "AUTHORIZED",
        order_amount: minor(order.total),
      })
      expect(await operationsOf(edited, "update")).toMatchObject([{ status: "confirmed" }])
    })

    it("acknowledging, and the sweep finds it done; the order is told once", async () => {
      await shop.runJobAfter(DEAD_MS, "sync-due-klarna-purchases")
      const { order } = await shop.settled(settling)
      expect(order.payment_status).toBe("authorized")
      expect(await shop.ordersOf(settling.cartId)).toEqual([order.id])
      expect(await operationsOf(settling, "acknowledge")).toMatchObject([{ status: "confirmed" }])
      await expectToldOnce(order.id)
    })

    it("refunding, and the repair books Klarna's one refund", async () => {
      await shop.runJobAfter(DEAD_MS, "repair-klarna-books")
      expect((await atKlarna(refunded)).refunds).toMatchObject([{ refunded_amount: minor(PART) }])
      const rows = await rowsOf(refunded, "refund")
      expect(rows).toHaveLength(1)
      expect(await operationsOf(refunded, "refund")).toMatchObject([
        { status: "confirmed", amount: minor(PART), medusa_row_id: rows[0] },
      ])
      expect(await bookedOn(refunded)).toEqual([refunded.order.total, -PART])
    })
  })

  describe("between Klarna's capture and Medusa's books", () => {
    let purchase: Awaited<ReturnType<Shop["purchase"]>>

    beforeAll(async () => {
      await callbackOnly()
      purchase = await shop.purchase()
      const release = await shop.holdWritesTo("capture")
      shop.desk(purchase.order.id, "captures").catch(() => "killed")
      await release.whenHeld(1)
      await shop.medusa.kill()
      await release()
      const { captures } = await shop.klarna.order(purchase.session.klarna_order_id)
      expect(captures).toHaveLength(1)
      expect(await shop.rows("select id from capture where payment_id = $1", purchase.payment.id)).toEqual([])
      await shop.medusa.start()
    }, 600_000)

    /** However long the restart took, the one who held it died a moment ago. */
    async function keepLease(): Promise<void> {
      const { now_ms } = await shop.klarna.advance(0)
      const held = await shop.rows(
        `update klarna_purchase set money_lease_until = $1
         where klarna_order_id = $2 and money_lease_owner is not null returning id`,
        new Date(now_ms + LEASE_MS),
        purchase.session.klarna_order_id
      )
      expect(held).toHaveLength(1)
    }

    it("and staff who ask again book what Klarna has, and capture nothing more", async () => {
      await keepLease()
      const first = await shop.desk(purchase.order.id, "captures")
      expect(first.status).toBe(409)
      await shop.runJobAfter(DEAD_MS, "sweep-klarna-inbox")
      expect((await shop.desk(purchase.order.id, "captures")).status).toBe(200)
      const { captures } = await shop.klarna.order(purchase.session.klarna_order_id)
      expect(captures).toHaveLength(1)
      const order = await shop.readOrder(purchase.order.id)
      expect(order.payment_status).toBe("captured")
      expect(order.transactions.map(({ amount }: { amount: number }) => amount)).toEqual([order.total])
    })
  })
})
