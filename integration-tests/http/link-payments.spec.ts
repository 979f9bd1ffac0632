import { eventually } from "../support/eventually"
import { CHECKOUT_PROVIDER, PAYMENTS_PROVIDER, withKlarnaShop } from "../support/klarna-shop"
import { paymentLinks, type Link } from "../support/payment-links"

jest.setTimeout(240_000)

const LAMP = "LAMP-SKYMNING-FOREST"
const BOOK = "BOOK-OCTOBER-PB"
const KCO: [string, string] = ["Klarna Checkout", CHECKOUT_PROVIDER]
const KP: [string, string] = ["Klarna Payments", PAYMENTS_PROVIDER]

withKlarnaShop((shop) => {
  const staff = paymentLinks(shop)

  beforeEach(async () => {
    staff.configure({})
    await staff.refreshClock()
  })
  afterEach(() =>
    shop.klarna.settings({
      skip_status_update: false,
      skip_push: false,
      completes_although_disabled: false,
    })
  )

  const silence = () => shop.klarna.settings({ skip_status_update: true, skip_push: true })
  const itemsOf = async (orderId: string) =>
    (await staff.must("get", `/admin/orders/${orderId}?fields=*items,*items.detail`)).order.items as {
      id: string
      quantity: number
      variant_sku: string
    }[]
  /** An order of a shopper's, paid and captured. */
  async function capturedOrder(items: Record<string, number>): Promise<string> {
    const { order, payment } = await shop.purchase(items)
    expect((await shop.capture(payment.id)).status).toBe(200)
    return order.id
  }
  async function markPaid(orderId: string, collectionId: string): Promise<void> {
    await staff.must("post", `/admin/payment-collections/${collectionId}/mark-as-paid`, { order_id: orderId })
  }
  const payments = async (orderId: string): Promise<Record<string, any>[]> =>
    (await shop.readOrder(orderId)).payment_collections.flatMap((collection: any) => collection.payments)

  describe("what an order owes beside what is captured is asked for by a link", () => {
    it("after an order edit, with one line for each tax rate", async () => {
      const id = await capturedOrder({ [LAMP]: 1, [BOOK]: 1 })
      await staff.must("post", "/admin/order-edits", { order_id: id })
      for (const item of await itemsOf(id)) {
        await staff.must("post", `/admin/order-edits/${id}/items/item/${item.id}`, { quantity: 2 })
      }
      await staff.must("post", `/admin/order-edits/${id}/request`)
      await staff.must("post", `/admin/order-edits/${id}/confirm`)
      const [paid] = await payments(id)
      const owed = (await shop.readOrder(id)).total - paid?.amount
      const link = await staff.link(id)
      expect([owed > 0, link.amount]).toEqual([true, owed])
      await shop.klarna.consumer(link.hpp_session_id, "approve")
      await eventually(async () => (await payments(id)).length === 2, { what: "the second payment" })
      const lines = ((await shop.klarna.order(link.klarna_order_id)) as any).order_lines as {
        tax_rate: number
        total_amount: number
      }[]
      expect(lines.map(({ tax_rate }) => tax_rate).sort((a, b) => a - b)).toEqual([600, 2500])
      expect(lines.reduce((sum, line) => sum + line.total_amount, 0)).toBe(Math.round(owed * 100))
      expect((await staff.tryLink(id)).data.code).toBe("nothing_to_pay")
    })

    it("left the first Klarna order out of the desk's reach once the difference was paid by a second one", async () => {
      const id = await capturedOrder({ [BOOK]: 1 })
      await staff.must("post", "/admin/order-edits", { order_id: id })
      const [book] = await itemsOf(id)
      await staff.must("post", `/admin/order-edits/${id}/items/item/${book?.id}`, { quantity: 2 })
      await staff.must("post", `/admin/order-edits/${id}/request`)
      await staff.must("post", `/admin/order-edits/${id}/confirm`)
      const { klarna_order_id: second, ...link } = await staff.link(id)
      await shop.klarna.consumer(link.hpp_session_id, "approve")
      await eventually(async () => (await payments(id)).length === 2, { what: "the second payment" })

      const desk = `/admin/klarna/orders/${id}`
      const { klarna_order: shown } = await staff.must("get", desk)
      expect(shown.klarna_order_id).toBe(second)
      const [{ klarna_order_id: first }, { klarna_order_id: other }] = shown.klarna_orders
      expect([shown.klarna_orders.length, other]).toEqual([2, second])
      const of = (klarnaOrderId: string) => `?klarna_order_id=${klarnaOrderId}`
      const { klarna_order: before } = await staff.must("get", `${desk}${of(first)}`)
      expect([before.klarna_order_id, before.possible.refund.allowed, before.books.matches]).toEqual([
        first,
        true,
        true,
      ])

      await staff.must("post", `${desk}/captures${of(second)}`, { amount: 20 })
      await staff.must("post", `${desk}/refunds${of(first)}`, { amount: 10 })
      // Medusa's own buttons go payment by payment.
      const paid = await payments(id)
      const [old, added] = paid[0]?.captures[0].amount === 20 ? [paid[1], paid[0]] : paid
      expect((await shop.refund(old?.id, 5)).status).toBe(200)
      expect((await shop.refund(added?.id, 3)).status).toBe(200)
      const atKlarna = async (klarnaOrderId: string) => {
        const order = await shop.klarna.order(klarnaOrderId)
        return [order.captured_amount, order.refunded_amount]
      }
      expect(await atKlarna(first)).toEqual([before.captured_amount * 100, 1500])
      expect(await atKlarna(second)).toEqual([2000, 300])
      for (const klarnaOrderId of [first, second]) {
        expect((await staff.must("get", `${desk}${of(klarnaOrderId)}`)).klarna_order.books.matches).toBe(true)
      }

      const strange = await shop.api.post(`${desk}/refunds${of("strange")}`, { amount: 1 }, shop.admin())
      expect([strange.status, strange.data.message]).toEqual([404, expect.stringContaining("strange")])
      const { order: others } = await shop.purchase({ [BOOK]: 1 })
      const theirs = `/admin/klarna/orders/${others.id}`
      const wrong = await shop.api.post(`${theirs}/captures${of(second)}`, {}, shop.admin())
      expect([wrong.status, (await atKlarna(second))[0]]).toEqual([404, 2000])
    })

    it("after an exchange for something dearer", async () => {
      const id = await capturedOrder({ [BOOK]: 1 })
      const [item] = await itemsOf(id)
      await staff.must("post", `/admin/orders/${id}/fulfillments`, {
        items: [{ id: item?.id, quantity: 1 }],
        no_notification: true,
      })
      const { exchange } = await staff.must("post", "/admin/exchanges", { order_id: id })
      const path = `/admin/exchanges/${exchange.id}`
      await staff.must("post", `${path}/inbound/items`, { items: [{ id: item?.id, quantity: 1 }] })
      await staff.must("post", `${path}/outbound/items`, {
        items: [{ variant_id: shop.demo.variants[LAMP], quantity: 1 }],
      })
      await staff.must("post", `${path}/request`)
      const { summary } = await shop.readOrder(id)
      const link = await staff.link(id)
      expect([summary.pending_difference > 0, link.amount]).toEqual([true, summary.pending_difference])
      await shop.klarna.consumer(link.hpp_session_id, "approve")
      await eventually(async () => (await payments(id)).length === 2, { what: "the second payment" })
      expect((await shop.klarna.order(link.klarna_order_id)).order_amount).toBe(Math.round(link.amount * 100))
    })
  })

  describe.each([KCO, KP])("of one order, with %s", (_, provider) => {
    it("two links that are made at once are never both payable, and one of them is paid", async () => {
      const { id } = await staff.draft()
      const answers = await Promise.all([staff.tryLink(id, provider), staff.tryLink(id, provider)])
      expect(answers.map(({ status }) => status).every((status) => status === 200 || status === 400)).toBe(
        true
      )
      const payable = async () =>
        (await staff.must("get", "/admin/klarna/sessions?links=true&state=open")).sessions as Link[]
      expect((await payable()).length).toBeLessThan(2)
      const link = (await payable())[0] ?? (await staff.link(id, provider))
      expect((await shop.readOrder(id)).payment_collections).toHaveLength(1)
      await shop.klarna.consumer(link.hpp_session_id, "approve")
      await staff.paid(id)
      expect(await payments(id)).toHaveLength(1)
      expect(shop.told("klarna.payment.mismatched")).toEqual([])
    })

    it("two that are to place it at once make one order, told once", async () => {
      staff.configure({ linkOrders: "at_once" })
      const { id } = await staff.draft({ [LAMP]: 2 })
      const answers = await Promise.all([staff.tryLink(id, provider), staff.tryLink(id, provider)])
      const codes = answers.map(({ status, data }) => (status === 200 ? "made" : data.code))
      expect(codes).toContain("made")
      expect(codes.filter((code) => code === "made" || code === "link_busy")).toHaveLength(2)
      const order = await shop.readOrder(id)
      expect([order.payment_status, await staff.reserved(id)]).toEqual(["awaiting", 2])
      await eventually(async () => staff.placedEvents(id) > 0, { what: "order.placed" })
      await shop.idle()
      expect(staff.placedEvents(id)).toBe(1)
    })

    it("a link that was paid beside another payment of its collection is given back", async () => {
      const { id } = await staff.draft()
      await staff.must("post", `/admin/draft-orders/${id}/convert-to-order`)
      const link = await staff.link(id, provider)
      const [collection] = (await shop.readOrder(id)).payment_collections as { id: string }[]
      await silence()
      await shop.klarna.consumer(link.hpp_session_id, "approve")
      await markPaid(id, collection?.id as string)
      await staff.sync(link.id)
      const { klarna_order_id } = await staff.read(link.id)
      await eventually(async () => (await shop.klarna.order(klarna_order_id)).status === "CANCELLED", {
        what: "the money on its way back",
      })
      const order = await shop.readOrder(id)
      expect([order.status, order.payment_status, (await payments(id)).length]).toEqual([
        "pending",
        "captured",
        1,
      ])
      expect(shop.told("klarna.payment.mismatched").map(({ data }) => data.reason)).toEqual(["other_payment"])
    })
  })

  describe("a link that Klarna refuses after a check", () => {
    async function refuse(link: Link): Promise<void> {
      await shop.klarna.consumer(link.hpp_session_id, "pending")
      await eventually(async () => shop.told("klarna.payment.pending").length > 0, { what: "the check" })
      await shop.klarna.decideFraud((await staff.read(link.id)).klarna_order_id, "reject")
      await eventually(async () => shop.told("klarna.payment.rejected").length > 0, { what: "the refusal" })
    }

    it("takes the order along that waits for it alone", async () => {
      staff.configure({ linkOrders: "at_once" })
      const { id } = await staff.draft()
      const link = await staff.link(id, PAYMENTS_PROVIDER)
      await refuse(link)
      await staff.canceled(id)
      expect(await staff.reserved(id)).toBe(0)
      // Its timeline ended with the payment, and did not say what Klarna had decided.
      const { state, timeline } = await staff.read(link.id)
      expect([state, timeline.map(({ what }) => what)]).toEqual([
        "failed",
        expect.arrayContaining(["COMPLETED", "fraud"]),
      ])
    })

    it("leaves an order alone that is paid otherwise, too", async () => {
      const { id } = await staff.draft()
      await staff.must("post", `/admin/draft-orders/${id}/convert-to-order`)
      const { payment_collection } = await staff.must("post", "/admin/payment-collections", {
        order_id: id,
        amount: 100,
      })
      await markPaid(id, payment_collection.id)
      await refuse(await staff.link(id, PAYMENTS_PROVIDER))
      expect([(await shop.readOrder(id)).status, await staff.reserved(id)]).toEqual(["pending", 1])
    })
  })

  describe("callbacks that come late or in another order", () => {
    const told = async () =>
      (await shop.klarna.callbacks()).filter(({ callback }) => callback === "status_update")
    const statusOf = (body: unknown) => (body as { session: { status: string } }).session.status

    it("of a link that was cancelled bring nothing back", async () => {
      staff.configure({ linkOrders: "at_once" })
      const { id } = await staff.draft()
      const link = await staff.link(id)
      for (const action of ["open", "decline", "cancel"] as const) {
        await shop.klarna.consumer(link.hpp_session_id, action)
      }
      await staff.canceled(id)
      const callbacks = await told()
      expect(callbacks.map(({ body }) => statusOf(body))).toEqual(
        expect.arrayContaining(["IN_PROGRESS", "FAILED", "CANCELLED"])
      )
      for (const { id: callback } of [...callbacks].reverse()) await shop.klarna.replay(callback)
      await shop.idle()
      expect([(await staff.read(link.id)).state, (await shop.readOrder(id)).status]).toEqual([
        "cancelled",
        "canceled",
      ])
      expect(shop.told("klarna.session.cancelled")).toHaveLength(1)
    })

    it("of a link that was paid change nothing of it", async () => {
      const { id } = await staff.draft()
      const link = await staff.link(id)
      for (const action of ["open", "decline", "approve"] as const) {
        await shop.klarna.consumer(link.hpp_session_id, action)
      }
      await staff.paid(id)
      for (const { id: callback } of [...(await told())].reverse()) await shop.klarna.replay(callback)
      await shop.idle()
      expect((await staff.read(link.id)).state).toBe("completed")
      expect([(await shop.readOrder(id)).payment_status, (await payments(id)).length]).toEqual([
        "authorized",
        1,
      ])
    })

    it("a cancel of which nobody told is found by the poll", async () => {
      staff.configure({ linkOrders: "at_once" })
      const { id } = await staff.draft()
      const link = await staff.link(id)
      await silence()
      await shop.klarna.consumer(link.hpp_session_id, "cancel")
      await staff.advance(60_000)
      await shop.runJob("sync-due-klarna-purchases")
      await staff.canceled(id)
      expect((await staff.read(link.id)).state).toBe("cancelled")
    })
  })

  describe("a payment that completes while staff disable its link", () => {
    it("pays the order, with Klarna Checkout: the page was disabled, Klarna's order was not", async () => {
      staff.configure({ linkOrders: "at_once" })
      const { id } = await staff.draft()
      const link = await staff.link(id)
      await shop.klarna.settings({ completes_although_disabled: true })
      await shop.klarna.consumer(link.hpp_session_id, "open")
      await shop.klarna.fault({
        match: { method: "POST", path: "/abort$" },
        kind: "latency",
        ms: 4_000,
        times: 1,
      })
      const disabling = staff.disable(link.id)
      await eventually(async () => (await shop.klarna.journey()).includes("DELETE /hpp/v1/sessions/:id"), {
        what: "the disabled page",
        amidst: true,
      })
      await shop.klarna.consumer(link.hpp_session_id, "approve")
      expect((await disabling).outcome).toBe("paid")
      const order = await staff.paid(id)
      expect([order.status, (await shop.klarna.order(link.klarna_order_id)).status]).toEqual([
        "pending",
        "AUTHORIZED",
      ])
    })

    it("is cancelled at Klarna, with Klarna Payments, whose session nobody can end", async () => {
      staff.configure({ linkOrders: "at_once" })
      const { id } = await staff.draft()
      const link = await staff.link(id, PAYMENTS_PROVIDER)
      await shop.klarna.settings({ completes_although_disabled: true })
      await shop.klarna.consumer(link.hpp_session_id, "open")
      expect((await staff.disable(link.id)).outcome).toBe("disabled")
      await staff.canceled(id)
      await shop.klarna.consumer(link.hpp_session_id, "approve")
      await eventually(
        async () => {
          // The page says that it is disabled: only Klarna's push tells which order came of it.
          await staff.advance(30_000)
          const { klarna_order_id } = await staff.read(link.id)
          return klarna_order_id && (await shop.klarna.order(klarna_order_id)).status === "CANCELLED"
        },
        { what: "the cancelled authorization" }
      )
      expect([(await shop.readOrder(id)).status, await staff.reserved(id)]).toEqual(["canceled", 0])
    })

    it("is told to staff when the page captured it at once: of that order nothing at Klarna speaks", async () => {
      staff.configure({ linkOrders: "at_once" })
      shop.offer({ placeOrderMode: "CAPTURE_ORDER" })
      const { id } = await staff.draft()
      const link = await staff.link(id, PAYMENTS_PROVIDER)
      await shop.klarna.settings({ completes_although_disabled: true })
      await shop.klarna.consumer(link.hpp_session_id, "open")
      expect((await staff.disable(link.id)).outcome).toBe("disabled")
      await staff.canceled(id)
      await shop.klarna.consumer(link.hpp_session_id, "approve")
      const listed = async () =>
        (await staff.must("get", "/admin/klarna/purchases?unresolved=true")).purchases.map(
          ({ id: purchaseId }: { id: string }) => purchaseId
        )
      await eventually(
        async () => {
          await staff.advance(10 * 60_000)
          await shop.runJob("sync-due-klarna-purchases")
          return (await listed()).includes(link.purchase_id)
        },
        { what: "the unresolved purchase" }
      )
      expect(shop.told("klarna.payment.mismatched").map(({ data }) => data)).toEqual([
        { id: link.purchase_id, reason: "order_not_found" },
      ])
    })
  })
})
