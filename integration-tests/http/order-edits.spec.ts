import { ADDRESSES } from "../support/addresses"
import { eventually } from "../support/eventually"
import { inPortal } from "../support/in-portal"
import { withKlarnaShop } from "../support/klarna-shop"
import { orderChanges } from "../support/order-changes"
import { paymentLinks } from "../support/payment-links"
import { buy, checkout, choose, klarnaOrderOf, widget } from "../support/ways"

jest.setTimeout(240_000)

const UPDATE = { method: "PATCH", path: "/authorization$" }
/** More failures than the client's own retries can outlast. */
const OUTLASTING = 9

withKlarnaShop((shop) => {
  const staff = orderChanges(shop)
  const links = paymentLinks(shop)
  const minor = (major: number) => Math.round(major * 100)
  const sum = (lines: { total_amount: number }[]) => lines.reduce((all, line) => all + line.total_amount, 0)
  const updates = async () =>
    (await shop.klarna.journey()).filter(
      (call) => call === "PATCH /ordermanagement/v1/orders/:id/authorization"
    ).length

  type Payment = { id: string; amount: number; canceled_at: string | null; data: Record<string, unknown> }
  const paymentsOf = (order: Record<string, any>): Payment[] =>
    order.payment_collections.flatMap((collection: any) => collection.payments)
  const liveOf = (order: Record<string, any>): Payment[] =>
    paymentsOf(order).filter((row) => !row.canceled_at)

  async function isLeased(orderId: string): Promise<boolean> {
    const purchases = shop.container().resolve("__pg_connection__")("klarna_purchase")
    return (await purchases.where({ order_id: orderId }).whereNotNull("money_lease_owner")).length > 0
  }

  /** Somebody is still at it, or has to be. */
  async function isBusy(orderId: string): Promise<boolean> {
    const rows = await shop
      .container()
      .resolve("__pg_connection__")("klarna_purchase")
      .where({ order_id: orderId })
      .where((open) => void open.where({ successor: "awaited" }).orWhereNotNull("money_lease_owner"))
    return rows.length > 0
  }

  /** The order stands on a payment again, of what it costs now or of `amount`. */
  const followed = (orderId: string, amount?: number) =>
    eventually(
      async () => {
        const order = await shop.readOrder(orderId)
        const payment = liveOf(order).find(
          (row) => minor(row.amount) === minor(amount ?? (order.total as number))
        )
        return payment && !(await isBusy(orderId))
          ? { order: await shop.readOrder(orderId), payment }
          : undefined
      },
      { what: "the payment that follows the change" }
    )

  describe("an order that costs less after an edit", () => {
    it.each([checkout, widget])(
      "keeps its Klarna order, with the new amount and lines ($title)",
      async (way) => {
        const { order, klarnaOrderId } = await buy(shop, way, { "BULB-GLOD-1": 3 })
        await staff.edit(order.id, { items: [{ id: order.items[0].id, quantity: 1 }] })
        const { order: edited, payment } = await followed(order.id)

        expect(edited.total).toBeLessThan(order.total)
        expect(edited.payment_status).toBe("authorized")
        expect(payment.data.klarna_order_id).toBe(klarnaOrderId)
        const atKlarna = await shop.klarna.order(klarnaOrderId)
        expect(atKlarna).toMatchObject({ status: "AUTHORIZED", order_amount: minor(edited.total) })
        expect(sum((atKlarna as any).order_lines)).toBe(minor(edited.total))

        expect((await shop.capture(payment.id)).status).toBe(200)
        const captured = await shop.klarna.order(klarnaOrderId)
        expect(captured).toMatchObject({ status: "CAPTURED", captured_amount: minor(edited.total) })
        expect(captured.captures[0]?.order_lines).toMatchObject(
          (atKlarna as any).order_lines.map(({ reference, quantity }: any) => ({ reference, quantity }))
        )
        expect((await shop.readOrder(order.id)).payment_status).toBe("captured")
        expect((await shop.refund(payment.id, 10)).status).toBe(200)
        expect((await shop.klarna.order(klarnaOrderId)).refunded_amount).toBe(1000)
      }
    )
  })

  describe("an order that costs more after an edit", () => {
    it("is paid whole by its Klarna order where Klarna takes the higher amount", async () => {
      const { order, session } = await shop.purchase({ "BULB-GLOD-1": 1 })
      await staff.edit(order.id, { add: { "LAMP-SKYMNING-FOREST": 1 } })
      const { order: edited, payment } = await followed(order.id)
      expect(edited.total).toBeGreaterThan(order.total)
      expect(await shop.klarna.order(session.klarna_order_id)).toMatchObject({
        status: "AUTHORIZED",
        order_amount: minor(edited.total),
      })
      expect((await shop.capture(payment.id)).status).toBe(200)
      expect(await shop.klarna.order(session.klarna_order_id)).toMatchObject({
        status: "CAPTURED",
        captured_amount: minor(edited.total),
      })
    })

    /** What was paid from a card cannot become more. */
    async function refused(items: Record<string, number>, add: Record<string, number>) {
      const cartId = await shop.cart(items)
      const session = await shop.payWithKlarna(cartId)
      await shop.klarna.consumer(session.hpp_session_id, "approve", { payment_method_category: "PAY_NOW" })
      const order = await shop.placedOrder(cartId)
      await shop.settledAtKlarna(session.klarna_order_id)
      await staff.edit(order.id, { add })
      const { order: edited, payment } = await followed(order.id, order.total)
      return { order, edited, payment, session }
    }

    it("holds what it held where Klarna takes no more, and the difference is paid by a link", async () => {
      const { order, edited, payment, session } = await refused(
        { "BULB-GLOD-1": 1 },
        { "LAMP-SKYMNING-FOREST": 1 }
      )
      const difference = edited.total - order.total
      expect(await shop.klarna.order(session.klarna_order_id)).toMatchObject({
        status: "AUTHORIZED",
        order_amount: minor(order.total),
      })
      const open = edited.payment_collections.filter(({ status }: any) => status === "not_paid")
      expect(open.map(({ amount }: any) => minor(amount))).toEqual([minor(difference)])

      const link = await links.link(order.id)
      expect(minor(link.amount)).toBe(minor(difference))
      await shop.klarna.consumer(link.hpp_session_id, "approve")
      const paid = await links.paid(order.id)
      expect(
        liveOf(paid)
          .map(({ amount }) => minor(amount))
          .sort()
      ).toEqual([minor(order.total), minor(difference)].sort())

      for (const { id } of liveOf(paid)) expect((await shop.capture(id)).status).toBe(200)
      expect(payment.id).toBe(liveOf(paid).find(({ id }) => id === payment.id)?.id)
      expect((await shop.klarna.order(session.klarna_order_id)).captured_amount).toBe(minor(order.total))
      expect((await shop.klarna.order(link.klarna_order_id)).captured_amount).toBe(minor(difference))
      expect((await shop.readOrder(order.id)).payment_status).toBe("captured")
    })

    it("an update that Klarna had refused was sent and listed again", async () => {
      const { order, session } = await refused({ "BULB-GLOD-1": 1 }, { "LAMP-SKYMNING-FOREST": 1 })
      expect(await updates()).toBe(1)
      // Whoever looks at the order again: a second event, or the sweep.
      for (let times = 0; times < 2; times++) {
        await shop
          .container()
          .resolve("event_bus")
          .emit({ name: "order-edit.confirmed", data: { order_id: order.id, actions: [] } })
        await shop.idle()
      }
      expect(await updates()).toBe(1)
      const { klarna_order } = (await shop.api.get(`/admin/klarna/orders/${order.id}`, shop.admin())).data
      expect(klarna_order.operations.filter(({ kind }: any) => kind === "update")).toHaveLength(1)
      expect(await shop.klarna.order(session.klarna_order_id)).toMatchObject({
        order_amount: minor(order.total),
      })
    })

    it("asks for no difference any more once the order costs what it did", async () => {
      const { order, session } = await refused({ "BULB-GLOD-1": 1 }, { "LAMP-SKYMNING-FOREST": 1 })
      const link = await links.link(order.id)
      const { items } = await shop.readOrder(order.id)
      const added = items.find(({ id }: any) => id !== order.items[0].id)
      await staff.edit(order.id, { items: [{ id: added.id, quantity: 0 }] })
      const { order: back } = await followed(order.id, order.total)
      expect(back.total).toBe(order.total)
      // What comes while somebody else moves the order's money is left to the sweeps.
      await eventually(
        async () => {
          await shop.runJob("settle-klarna-successors")
          await shop.runJob("sync-due-klarna-purchases")
          return (await links.read(link.id)).close_reason
        },
        { what: "the end of the link", within: 60_000 }
      )
      const asked = back.payment_collections.filter(({ status }: any) =>
        ["not_paid", "awaiting"].includes(status)
      )
      expect(asked).toEqual([])
      expect(await shop.klarna.order(session.klarna_order_id)).toMatchObject({
        status: "AUTHORIZED",
        order_amount: minor(order.total),
      })
    })
  })

  describe("changes one after another", () => {
    it("ends with the last of two edits", async () => {
      const { order, session } = await shop.purchase({ "BULB-GLOD-1": 4 })
      const item = order.items[0].id
      await staff.edit(order.id, { items: [{ id: item, quantity: 2 }] })
      await staff.edit(order.id, { items: [{ id: item, quantity: 3 }] })
      const { order: edited, payment } = await followed(order.id)
      await eventually(
        async () =>
          (await shop.klarna.order(session.klarna_order_id)).order_amount === minor(edited.total) &&
          !(await isBusy(order.id)),
        { what: "the amount of the last edit" }
      )
      expect(liveOf(await shop.readOrder(order.id))).toHaveLength(1)
      expect((await shop.capture(payment.id)).status).toBe(200)
      expect(await shop.klarna.order(session.klarna_order_id)).toMatchObject({
        status: "CAPTURED",
        captured_amount: minor(edited.total),
      })
    })

    it("changes nothing for an edit that is cancelled before it is confirmed", async () => {
      const { order, session, payment } = await shop.purchase({ "BULB-GLOD-1": 2 })
      await staff.begin(order.id, { items: [{ id: order.items[0].id, quantity: 1 }] })
      await staff.cancelEdit(order.id)
      await shop.idle()
      expect(await updates()).toBe(0)
      expect(await shop.klarna.order(session.klarna_order_id)).toMatchObject({
        order_amount: minor(order.total),
        status: "AUTHORIZED",
      })
      expect((await shop.capture(payment.id)).status).toBe(200)
    })
  })

  describe("an order that was captured in part", () => {
    it("keeps what was captured, and reserves the rest of what it costs now", async () => {
      const { order, session, payment } = await shop.purchase({ "BULB-GLOD-1": 4 })
      await shop.capture(payment.id, 100)
      await staff.edit(order.id, { items: [{ id: order.items[0].id, quantity: 3 }] })
      const total = (await shop.readOrder(order.id)).total as number
      const { payment: rest } = await followed(order.id, total - 100)
      expect(await shop.klarna.order(session.klarna_order_id)).toMatchObject({
        order_amount: minor(total),
        captured_amount: 10_000,
        remaining_authorized_amount: minor(total) - 10_000,
      })
      expect((await shop.capture(rest.id)).status).toBe(200)
      expect(await shop.klarna.order(session.klarna_order_id)).toMatchObject({
        status: "CAPTURED",
        captured_amount: minor(total),
      })
      const paid = await shop.readOrder(order.id)
      expect(paid.payment_status).toBe("captured")
      expect(paid.summary.pending_difference).toBe(0)
      expect((await shop.refund(payment.id, 100)).status).toBe(200)
      expect((await shop.klarna.order(session.klarna_order_id)).refunded_amount).toBe(10_000)
    })

    const desk = (orderId: string, action = "", body?: unknown) => {
      const path = `/admin/klarna/orders/${orderId}${action}`
      return body === undefined ? shop.api.get(path, shop.admin()) : shop.api.post(path, body, shop.admin())
    }
    const refundedOf = (order: Record<string, any>) =>
      order.payment_collections
        .flatMap((collection: any) => collection.payments)
        .flatMap((payment: any) => payment.refunds)
        .reduce((sum: number, refund: any) => sum + minor(Number(refund.amount)), 0)

    it("an edit that came before a capture with a lost answer was booked had its money reserved again", async () => {
      const { order, session, payment } = await shop.purchase({ "BULB-GLOD-1": 4 })
      await shop.klarna.fault({
        match: { method: "POST", path: "/captures$" },
        times: OUTLASTING,
        kind: "lost_response",
      })
      expect((await shop.capture(payment.id, 100)).status).toBe(500)
      await shop.klarna.clearFaults()

      await staff.edit(order.id, { add: { "LAMP-SKYMNING-FOREST": 1 } })
      const total = (await shop.readOrder(order.id)).total as number
      const { payment: rest } = await followed(order.id, total - 100)
      expect(await shop.klarna.order(session.klarna_order_id)).toMatchObject({
        order_amount: minor(total),
        captured_amount: 10_000,
      })
      expect((await shop.capture(rest.id)).status).toBe(200)
      expect((await shop.klarna.order(session.klarna_order_id)).captured_amount).toBe(minor(total))
      expect((await shop.readOrder(order.id)).payment_status).toBe("captured")
    })

    it("an edit that came after a capture in Klarna's portal had its money reserved again", async () => {
      const { order, session } = await shop.purchase({ "BULB-GLOD-1": 4 })
      await inPortal(shop.klarna.url, session.klarna_order_id, "captures", { captured_amount: 10_000 })
      await staff.edit(order.id, { add: { "LAMP-SKYMNING-FOREST": 1 } })
      const total = (await shop.readOrder(order.id)).total as number
      await followed(order.id, total - 100)
      expect(await shop.klarna.order(session.klarna_order_id)).toMatchObject({
        order_amount: minor(total),
        captured_amount: 10_000,
      })
      expect((await desk(order.id)).data.klarna_order.books.matches).toBe(true)
    })

    it("the desk could not refund what was captured before an edit", async () => {
      const { order, session, payment } = await shop.purchase({ "BULB-GLOD-1": 4 })
      const atKlarna = () => shop.klarna.order(session.klarna_order_id)
      await shop.capture(payment.id, 100)
      await staff.edit(order.id, { items: [{ id: order.items[0].id, quantity: 3 }] })
      const total = (await shop.readOrder(order.id)).total as number
      await followed(order.id, total - 100)
      expect((await desk(order.id, "/refunds", { amount: 40 })).status).toBe(200)
      expect((await atKlarna()).refunded_amount).toBe(4_000)

      expect((await desk(order.id, "/captures", {})).status).toBe(200)
      // No payment of Medusa's has captured as much as is refunded now.
      const { status, data } = await desk(order.id, "/refunds", {})
      expect(status).toBe(200)
      expect(data.klarna_order.books).toMatchObject({ refunded_amount: total, matches: true })
      expect((await atKlarna()).refunded_amount).toBe(minor(total))
      for (const { refunded_amount, order_lines } of (await atKlarna()).refunds) {
        expect(sum(order_lines)).toBe(refunded_amount)
      }
      expect(refundedOf(await shop.readOrder(order.id))).toBe(minor(total))
    })

    describe("a refund over two payments could not be repeated as it was", () => {
      /** What it leaves behind when somebody dies between the two bookings. */
      async function forgetSecondBooking(order: Record<string, any>) {
        const database = shop.container().resolve("__pg_connection__")
        const [part] = await database("klarna_operation").whereNotNull("part_of")
        await database("order_transaction").where({ reference_id: part.medusa_row_id }).delete()
        await database("refund").where({ id: part.medusa_row_id }).delete()
        expect(refundedOf(await shop.readOrder(order.id))).toBeGreaterThan(0)
      }

      it.each([
        ["its answer was lost", "lost_response", false],
        ["Klarna was not reached", "reset", false],
        ["the second booking was lost", null, true],
      ])("after %s", async (_title, kind, isHalfBooked) => {
        const { order, session, payment } = await shop.purchase({ "BULB-GLOD-1": 4 })
        const atKlarna = () => shop.klarna.order(session.klarna_order_id)
        await shop.capture(payment.id, 100)
        await staff.edit(order.id, { items: [{ id: order.items[0].id, quantity: 3 }] })
        const total = (await shop.readOrder(order.id)).total as number
        await followed(order.id, total - 100)
        expect((await desk(order.id, "/captures", {})).status).toBe(200)

        const amount = total - 30
        const refund = () => desk(order.id, "/refunds", { amount, note: "broken" })
        if (kind) {
          await shop.klarna.fault({ match: { method: "POST", path: "/refunds$" }, times: OUTLASTING, kind })
          expect((await refund()).status).toBe(500)
          expect(refundedOf(await shop.readOrder(order.id))).toBe(0)
          await shop.klarna.clearFaults()
        } else expect((await refund()).status).toBe(200)
        if (isHalfBooked) await forgetSecondBooking(order)

        expect((await refund()).status).toBe(200)
        expect((await atKlarna()).refunds.map(({ refunded_amount }) => refunded_amount)).toEqual([
          minor(amount),
        ])
        const refunded = await shop.readOrder(order.id)
        expect(refundedOf(refunded)).toBe(minor(amount))
        const notes = paymentsOf(refunded).flatMap((row: any) => row.refunds.map(({ note }: any) => note))
        expect(notes).toEqual(["broken", "broken"])
        expect((await desk(order.id)).data.klarna_order.books).toMatchObject({ matches: true })

        // What is meant anew is new, as far as there is something left.
        expect((await refund()).status).toBe(400)
        expect((await desk(order.id, "/refunds", { amount: 30 })).status).toBe(200)
        expect((await atKlarna()).refunded_amount).toBe(minor(total))
      })
    })

    it("the desk could not refund an order that an edit left without a live payment", async () => {
      const { order, session, payment } = await shop.purchase({ "BULB-GLOD-1": 4 })
      await shop.capture(payment.id, 100)
      expect((await desk(order.id, "/release", {})).status).toBe(200)
      // Klarna reserves nothing any more that could go on with the changed order.
      await staff.edit(order.id, { add: { "LAMP-SKYMNING-FOREST": 1 } })
      await eventually(
        async () => !liveOf(await shop.readOrder(order.id)).length && !(await isBusy(order.id)),
        { what: "the order without a live payment" }
      )
      const { klarna_order } = (await desk(order.id)).data
      expect(klarna_order.possible.refund).toEqual({ allowed: true, reason: null })
      expect(klarna_order.books).toMatchObject({ captured_amount: 100, matches: true })
      expect((await desk(order.id, "/refunds", { amount: 60 })).status).toBe(200)
      expect((await shop.klarna.order(session.klarna_order_id)).refunded_amount).toBe(6_000)
      expect(refundedOf(await shop.readOrder(order.id))).toBe(6_000)
    })

    it("repair did not book what was captured and refunded in Klarna's portal", async () => {
      const { order, session, payment } = await shop.purchase({ "BULB-GLOD-1": 4 })
      await shop.capture(payment.id, 100)
      await staff.edit(order.id, { items: [{ id: order.items[0].id, quantity: 3 }] })
      const total = (await shop.readOrder(order.id)).total as number
      await followed(order.id, total - 100)
      const portal = (action: string, body: unknown) =>
        inPortal(shop.klarna.url, session.klarna_order_id, action, body)
      await portal("captures", { captured_amount: minor(total) - 10_000 })
      // One refund at Klarna, of more than any one payment has captured.
      await portal("refunds", { refunded_amount: minor(total) })
      expect((await desk(order.id)).data.klarna_order.books.matches).toBe(false)

      const { status, data } = await desk(order.id, "/repair", {})
      expect(status).toBe(200)
      expect(data.klarna_order.books).toEqual({
        captured_amount: total,
        refunded_amount: total,
        matches: true,
      })
      expect(data.repair.booked).toBe(2)
      expect((await desk(order.id, "/repair", {})).data.repair.booked).toBe(0)
      expect(refundedOf(await shop.readOrder(order.id))).toBe(minor(total))
      const { transactions } = await shop.readOrder(order.id)
      const booked_amounts = transactions.map(({ amount }: any) => minor(Number(amount)))
      expect(booked_amounts.sort((one: number, other: number) => one - other)).toEqual(
        [-10_000, 10_000, 10_000 - minor(total), minor(total) - 10_000].sort((one, other) => one - other)
      )
      expect(await shop.klarna.order(session.klarna_order_id)).toMatchObject({
        captured_amount: minor(total),
        refunded_amount: minor(total),
      })
    })

    it("a capture that Klarna refuses is not taken for one that was made before the edit", async () => {
      const { order, payment } = await shop.purchase({ "BULB-GLOD-1": 4 })
      await shop.capture(payment.id, 150)
      await staff.edit(order.id, { items: [{ id: order.items[0].id, quantity: 3 }] })
      const total = (await shop.readOrder(order.id)).total as number
      const { payment: rest } = await followed(order.id, total - 150)
      await shop.klarna.fault({
        match: { method: "POST", path: "/captures$" },
        times: 1,
        kind: "status",
        status: 403,
        error_code: "CAPTURE_NOT_ALLOWED",
      })
      expect((await shop.capture(rest.id, 50)).status).toBe(400)
      expect((await shop.capture(rest.id, 50)).status).toBe(200)
    })

    it("gives back all of it when the order is cancelled", async () => {
      const { order, session, payment } = await shop.purchase({ "BULB-GLOD-1": 4 })
      await shop.capture(payment.id, 100)
      await staff.edit(order.id, { items: [{ id: order.items[0].id, quantity: 3 }] })
      const total = (await shop.readOrder(order.id)).total as number
      await followed(order.id, total - 100)
      expect((await shop.cancelOrder(order.id)).status).toBe(200)
      await eventually(
        async () => {
          const klarna = await shop.klarna.order(session.klarna_order_id)
          return klarna.refunded_amount === 10_000 && klarna.remaining_authorized_amount === 0
        },
        { what: "the refund and the release" }
      )
    })
  })

  describe("an order that is edited while Klarna checks it for fraud", () => {
    async function pend(items: Record<string, number>, delivery: "paid" | "free" = "paid") {
      const cartId = await shop.cart(items, { country: "gb", delivery })
      const session = await choose(shop, widget, cartId)
      await widget.agree(shop, session, { pending: true })
      await eventually(async () => shop.told("klarna.payment.pending").length === 1, { what: "the event" })
      const order = (await shop.orderOf(cartId)) as Record<string, any>
      return { order, klarnaOrderId: await klarnaOrderOf(shop, cartId) }
    }
    /** Klarna hears nothing of it before it has decided, however often somebody looks. */
    async function waits(klarnaOrderId: string, amount: number) {
      await shop.idle()
      await shop.runJob("settle-klarna-successors")
      await shop.klarna.advance(20 * 60_000)
      await shop.runJob("sync-due-klarna-purchases")
      await shop.runJob("settle-klarna-successors")
      expect(await updates()).toBe(0)
      const { status, order_amount } = await shop.klarna.order(klarnaOrderId)
      expect({ status, order_amount }).toEqual({ status: "AUTHORIZED", order_amount: minor(amount) })
      expect(shop.told("klarna.payment.mismatched")).toEqual([])
    }

    it.each([
      ["less", { "BULB-GLOD-1": 3 }, (id: string) => ({ items: [{ id, quantity: 1 }] })],
      ["more", { "BULB-GLOD-1": 1 }, () => ({ add: { "LAMP-SKYMNING-FOREST": 1 } })],
    ])("and costs %s lost its payment when Klarna accepted it", async (_title, items, change) => {
      const { order, klarnaOrderId } = await pend(items)
      await staff.edit(order.id, change(order.items[0].id))
      await waits(klarnaOrderId, order.total)

      await shop.klarna.decideFraud(klarnaOrderId, "accept")
      const { order: edited, payment } = await followed(order.id)
      expect(edited.total).not.toBe(order.total)
      const atKlarna = await shop.klarna.order(klarnaOrderId)
      expect(atKlarna).toMatchObject({ status: "AUTHORIZED", order_amount: minor(edited.total) })
      expect(sum((atKlarna as any).order_lines)).toBe(minor(edited.total))
      await eventually(async () => shop.told("klarna.session.completed").length > 0, { what: "the event" })
      expect(liveOf(await shop.readOrder(order.id))).toHaveLength(1)

      expect((await shop.capture(payment.id)).status).toBe(200)
      expect((await shop.klarna.order(klarnaOrderId)).captured_amount).toBe(minor(edited.total))
      expect((await shop.readOrder(order.id)).payment_status).toBe("captured")
      await shop.idle()
      expect(shop.told("klarna.session.completed")).toHaveLength(1)
      expect(shop.told("klarna.payment.mismatched")).toEqual([])
    })

    it("and costs nothing any more got a payment of what had gone back when Klarna accepted it", async () => {
      const { order, klarnaOrderId } = await pend({ "BULB-GLOD-1": 3 }, "free")
      await staff.edit(order.id, { items: [{ id: order.items[0].id, quantity: 0 }] })
      expect((await shop.readOrder(order.id)).total).toBe(0)
      await waits(klarnaOrderId, order.total)

      await shop.klarna.decideFraud(klarnaOrderId, "accept")
      const purchases = () => shop.container().resolve("__pg_connection__")("klarna_purchase")
      const purchase = await eventually(
        async () => {
          await shop.runJob("sync-due-klarna-purchases")
          return purchases().whereNotNull("closed_at").first()
        },
        { what: "the end of the purchase", within: 60_000 }
      )
      expect(purchase).toMatchObject({ close_reason: "cancelled", next_check_at: null, successor: "none" })
      // However often somebody looks, and Klarna says what became of its order.
      await purchases().update({ next_check_at: new Date(0) })
      await shop.klarna.advance(60 * 60_000)
      await shop.runJob("sync-due-klarna-purchases")
      await shop.runJob("settle-klarna-successors")

      expect(await shop.klarna.order(klarnaOrderId)).toMatchObject({
        status: "CANCELLED",
        remaining_authorized_amount: 0,
        captured_amount: 0,
      })
      const edited = await shop.readOrder(order.id)
      expect(edited.status).toBe("pending")
      expect(paymentsOf(edited)).toEqual([])
      for (const event of [
        "klarna.session.completed",
        "klarna.payment.rejected",
        "klarna.payment.mismatched",
      ]) {
        expect([event, ...shop.told(event)]).toEqual([event])
      }
    })

    it("is cancelled when Klarna rejects it", async () => {
      const { order, klarnaOrderId } = await pend({ "BULB-GLOD-1": 3 })
      await staff.edit(order.id, { items: [{ id: order.items[0].id, quantity: 1 }] })
      await waits(klarnaOrderId, order.total)

      await shop.klarna.decideFraud(klarnaOrderId, "reject")
      await eventually(async () => (await shop.readOrder(order.id)).status === "canceled", {
        what: "the cancelled order",
      })
      await shop.idle()
      expect(shop.told("klarna.payment.rejected")).toHaveLength(1)
      expect(shop.told("klarna.payment.mismatched")).toEqual([])
      expect(await updates()).toBe(0)
      expect(paymentsOf(await shop.readOrder(order.id))).toEqual([])
    })
  })

  describe("an order that is cancelled after an edit", () => {
    it("is cancelled at Klarna, once", async () => {
      const { order, session } = await shop.purchase({ "BULB-GLOD-1": 2 })
      await staff.edit(order.id, { items: [{ id: order.items[0].id, quantity: 1 }] })
      await followed(order.id)
      expect((await shop.cancelOrder(order.id)).status).toBe(200)
      await eventually(
        async () => (await shop.klarna.order(session.klarna_order_id)).status === "CANCELLED",
        { what: "the cancelled Klarna order" }
      )
      await shop.idle()
      const cancels = (await shop.klarna.journey()).filter((call) => call.endsWith("/cancel"))
      expect(cancels).toHaveLength(1)
      expect((await shop.readOrder(order.id)).payment_status).toBe("canceled")
      expect(shop.told("klarna.payment.mismatched")).toEqual([])
    })
  })

  describe("when Klarna does not answer", () => {
    it("finds an update whose answer was lost, and goes on with it", async () => {
      const { order, session } = await shop.purchase({ "BULB-GLOD-1": 3 })
      await shop.klarna.fault({ match: UPDATE, times: OUTLASTING, kind: "lost_response" })
      await staff.edit(order.id, { items: [{ id: order.items[0].id, quantity: 1 }] })
      await eventually(async () => (await updates()) > 0 && !(await isLeased(order.id)), {
        what: "the update",
      })
      await shop.klarna.clearFaults()
      await shop.runJob("settle-klarna-successors")
      const { order: edited, payment } = await followed(order.id)
      const before = await updates()
      await shop.runJob("settle-klarna-successors")
      expect(await updates()).toBe(before)
      expect((await shop.klarna.order(session.klarna_order_id)).order_amount).toBe(minor(edited.total))
      expect((await shop.capture(payment.id)).status).toBe(200)
    })

    it("raises an alarm after a quarter of an hour, cancels nothing, and follows when Klarna is back", async () => {
      const { order, session } = await shop.purchase({ "BULB-GLOD-1": 3 })
      await shop.klarna.fault({ match: UPDATE, times: 1_000, kind: "status", status: 503 })
      await staff.edit(order.id, { items: [{ id: order.items[0].id, quantity: 1 }] })
      await eventually(async () => (await updates()) > 0 && !(await isLeased(order.id)), {
        what: "the update",
      })
      await shop.runJob("settle-klarna-successors")
      expect(shop.told("klarna.payment.mismatched")).toEqual([])
      await shop.klarna.advance(16 * 60_000)
      // The scheduled run may be at it in this very moment, so that two tell; those after them do not.
      const alarms = await eventually(
        async () => {
          await shop.runJob("settle-klarna-successors")
          const told = shop.told("klarna.payment.mismatched")
          return told.length > 0 && told
        },
        { within: 60_000, what: "the alarm" }
      )
      expect(new Set(alarms.map(({ data }) => data.reason))).toEqual(new Set(["successor_late"]))
      await eventually(
        async () => {
          const before = shop.told("klarna.payment.mismatched").length
          await shop.runJob("settle-klarna-successors")
          return shop.told("klarna.payment.mismatched").length === before
        },
        { within: 60_000, what: "silence" }
      )
      expect(await shop.klarna.order(session.klarna_order_id)).toMatchObject({
        status: "AUTHORIZED",
        order_amount: minor(order.total),
      })
      await shop.klarna.clearFaults()
      await shop.runJob("settle-klarna-successors")
      const { order: edited } = await followed(order.id)
      expect((await shop.klarna.order(session.klarna_order_id)).order_amount).toBe(minor(edited.total))
    })

    it("asks nobody to pay a changed order anew while its authorization is brought up to date", async () => {
      const { order } = await shop.purchase({ "BULB-GLOD-1": 3 })
      await shop.klarna.fault({ match: UPDATE, times: 1_000, kind: "status", status: 503 })
      await staff.edit(order.id, { items: [{ id: order.items[0].id, quantity: 1 }] })
      await eventually(async () => (await updates()) > 0 && !(await isLeased(order.id)), {
        what: "the update",
      })
      const link = await links.tryLink(order.id)
      expect(link.status).toBe(400)
      expect(link.data.code).toBe("successor_awaited")
    })
  })

  describe("goods that come back", () => {
    it.each([
      ["costs more", { "LAMP-SKYMNING-FOREST": 1 }],
      ["costs less", { "BULB-GLOD-1": 1 }],
    ])("an exchange that %s follows at Klarna, also when the goods arrive", async (_title, out) => {
      const { order, session } = await shop.purchase({ "BULB-GLOD-3": 2 })
      await staff.fulfill(order)
      const back = [{ id: order.items[0].id, quantity: 1 }]
      const returnId = await staff.exchange(order.id, back, out)
      await atKlarna(order.id, session.klarna_order_id)
      await staff.receive(returnId, back)
      const { payment, total } = await atKlarna(order.id, session.klarna_order_id)
      expect((await shop.capture(payment.id)).status).toBe(200)
      expect(await shop.klarna.order(session.klarna_order_id)).toMatchObject({
        status: "CAPTURED",
        captured_amount: minor(total),
      })
    })

    it("a claim with a replacement keeps the payment", async () => {
      const { order, session } = await shop.purchase({ "BULB-GLOD-3": 1 })
      await staff.fulfill(order)
      await staff.claim(order.id, [{ id: order.items[0].id, quantity: 1 }], { "BULB-GLOD-3": 1 })
      const { payment, total } = await atKlarna(order.id, session.klarna_order_id)
      expect((await shop.capture(payment.id)).status).toBe(200)
      expect((await shop.klarna.order(session.klarna_order_id)).captured_amount).toBe(minor(total))
    })

    /** What Medusa says is to be paid, its payment and Klarna's order agree. */
    const atKlarna = (orderId: string, klarnaOrderId: string) =>
      eventually(
        async () => {
          const order = await shop.readOrder(orderId)
          const total = order.summary.pending_difference as number
          const payment = liveOf(order).find(({ amount }) => minor(amount) === minor(total))
          const klarna = await shop.klarna.order(klarnaOrderId)
          return payment && klarna.order_amount === minor(total) && !(await isBusy(orderId))
            ? { payment, total }
            : undefined
        },
        { what: "Klarna's order as Medusa's" }
      )
  })

  describe("an order that goes somewhere else", () => {
    const addressAt = async (klarnaOrderId: string) =>
      ((await shop.klarna.order(klarnaOrderId)) as unknown as { shipping_address: Record<string, string> })
        .shipping_address

    it("takes the new address to Klarna, and clears what the new one has not", async () => {
      const { order, session } = await shop.purchase()
      const to = (address_1: string, address_2?: string) =>
        shop.post(
          `/admin/orders/${order.id}`,
          { shipping_address: { ...ADDRESSES.se, address_1, address_2 } },
          shop.admin()
        )
      await to("Ringvägen 7", "3 tr")
      await eventually(async () => (await addressAt(session.klarna_order_id)).street_address2 === "3 tr", {
        what: "the new address",
      })
      await to("Hornsgatan 1", "")
      await eventually(
        async () => (await addressAt(session.klarna_order_id)).street_address === "Hornsgatan 1",
        { what: "the newest address" }
      )
      expect((await addressAt(session.klarna_order_id)).street_address2 ?? "").toBe("")
    })
  })
})
