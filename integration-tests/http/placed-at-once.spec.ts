import { convertDraftOrderWorkflow } from "@medusajs/medusa/core-flows"
import { readSubjectDraft } from "../../src/medusa/read-subject-draft"
import { eventually } from "../support/eventually"
import { CHECKOUT_PROVIDER, PAYMENTS_PROVIDER, withKlarnaShop } from "../support/klarna-shop"
import { paymentLinks } from "../support/payment-links"

jest.setTimeout(240_000)

const LAMP = "LAMP-SKYMNING-FOREST"
const MINUTE = 60_000

withKlarnaShop((shop) => {
  const staff = paymentLinks(shop)

  beforeEach(async () => {
    staff.configure({ linkOrders: "at_once" })
    await staff.refreshClock()
  })

  describe.each([
    ["Klarna Checkout", CHECKOUT_PROVIDER],
    ["Klarna Payments", PAYMENTS_PROVIDER],
  ])("an order that its link places at once, with %s", (_, provider) => {
    it("waits for its payment with its stock reserved, and is paid when the buyer pays", async () => {
      const { id, display_id } = await staff.draft({ [LAMP]: 2 })
      const link = await staff.link(id, provider)
      const placed = await shop.readOrder(id)
      expect([placed.is_draft_order, placed.status, placed.payment_status]).toEqual([
        false,
        "pending",
        "awaiting",
      ])
      expect(await staff.reserved(id)).toBe(2)
      expect(await staff.sessionStatus(link.payment_session_id)).toBe("pending_authorization")
      await eventually(async () => staff.placedEvents(id) === 1, { what: "order.placed" })

      await shop.klarna.consumer(link.hpp_session_id, "approve")
      const order = await staff.paid(id)
      const klarnaOrderId = (await staff.read(link.id)).klarna_order_id
      expect((await shop.klarna.order(klarnaOrderId)).order_amount).toBe(Math.round(order.total * 100))
      await eventually(
        async () => (await shop.klarna.order(klarnaOrderId)).merchant_reference1 === String(display_id),
        { what: "the order's number at Klarna" }
      )
      expect([staff.placedEvents(id), await staff.reserved(id)]).toEqual([1, 2])
      expect(order.payment_collections.flatMap(({ payments }: any) => payments)).toHaveLength(1)
    })

    it("stays a draft, with nothing asked of Klarna, when Medusa has no stock for it", async () => {
      const { id } = await staff.draft()
      await staff.stock(LAMP, 0)
      const refused = await staff.tryLink(id, provider)
      expect([refused.status, refused.data.code]).toEqual([400, "order_not_placed"])
      expect(refused.data.message).toMatch(
        /^The draft order was not placed, and no link was made: Not enough stock/
      )
      expect((await shop.readOrder(id)).is_draft_order).toBe(true)
      expect([await staff.reserved(id), staff.placedEvents(id), await shop.klarna.journey()]).toEqual([
        0,
        0,
        [],
      ])

      await staff.stock(LAMP, 5)
      await staff.link(id, provider)
      expect((await shop.readOrder(id)).payment_status).toBe("awaiting")
    })

    it("is a draft again, with its stock free and nobody told, when Klarna does not answer", async () => {
      const { id } = await staff.draft()
      await shop.klarna.fault({
        match: { method: "POST", path: "/(checkout/v3/orders|payments/v1/sessions)$" },
        kind: "status",
        status: 500,
        times: 20,
      })
      const failed = await staff.tryLink(id, provider)
      expect(failed.status).toBeGreaterThanOrEqual(400)
      expect((await shop.readOrder(id)).is_draft_order).toBe(true)
      expect([await staff.reserved(id), staff.placedEvents(id)]).toEqual([0, 0])

      await shop.klarna.clearFaults()
      const link = await staff.link(id, provider)
      await shop.klarna.consumer(link.hpp_session_id, "approve")
      await staff.paid(id)
    })

    it("is finished by the sync when its maker was killed before the link was there", async () => {
      const { id } = await staff.draft()
      await reserve(id, provider)
      await convertDraftOrderWorkflow(shop.container()).run({ input: { id } })
      // Medusa tells that the order is placed, which makes the sync look at it: too early.
      await eventually(async () => staff.placedEvents(id) === 1, { what: "order.placed" })
      await shop.idle()
      expect((await shop.readOrder(id)).payment_status).toBe("not_paid")

      await staff.advance(3 * MINUTE)
      await shop.runJob("sync-due-klarna-purchases")
      await eventually(async () => (await shop.readOrder(id)).payment_status === "awaiting", {
        what: "waiting for the payment",
      })
      const { sessions } = await staff.must("get", "/admin/klarna/sessions?links=true")
      expect(sessions).toEqual([expect.objectContaining({ order_id: id, channel: "telesales" })])
      await shop.klarna.consumer(sessions[0].hpp_session_id, "cancel")
      await staff.canceled(id)
    })

    it("never becomes one when its maker was killed before it was placed", async () => {
      const { id } = await staff.draft()
      await reserve(id, provider)
      await staff.advance(3 * MINUTE)
      await shop.runJob("sync-due-klarna-purchases")
      expect((await shop.readOrder(id)).is_draft_order).toBe(true)
      const link = await staff.link(id, provider)
      await shop.klarna.consumer(link.hpp_session_id, "approve")
      await staff.paid(id)
    })
  })

  it("is told as placed by the sync when core was killed before it told so", async () => {
    const { id } = await staff.draft()
    const link = await staff.link(id)
    await eventually(async () => staff.placedEvents(id) === 1, { what: "order.placed" })
    await shop
      .container()
      .resolve("__pg_connection__")("klarna_purchase")
      .where({ id: link.purchase_id })
      .update({ order_placed_emitted_at: null })
    await staff.advance(3 * MINUTE)
    await staff.sync(link.id)
    await staff.sync(link.id)
    await eventually(async () => staff.placedEvents(id) === 2, { what: "order.placed" })
    expect((await shop.readOrder(id)).payment_status).toBe("awaiting")
  })

  it("waits for its link again after somebody made another session of it", async () => {
    const { id } = await staff.draft()
    const link = await staff.link(id)
    const [collection] = (await shop.readOrder(id)).payment_collections as { id: string }[]
    await shop.post(`/store/payment-collections/${collection?.id}/payment-sessions`, {
      provider_id: CHECKOUT_PROVIDER,
    })
    await staff.advance(3 * MINUTE)
    await staff.sync(link.id)
    expect((await shop.readOrder(id)).payment_status).toBe("awaiting")
    await shop.klarna.consumer(link.hpp_session_id, "approve")
    await staff.paid(id)
  })

  it("is paid although its session read as still unpaid when Klarna's own webhook came first", async () => {
    const { id } = await staff.draft()
    const link = await staff.link(id)
    await shop.klarna.settings({ skip_status_update: true, skip_push: true })
    await shop.klarna.consumer(link.hpp_session_id, "approve")
    const answer = await staff.ask("post", `/admin/orders/${id}/payment-sessions/authorize`, {
      payment_session_id: link.payment_session_id,
    })
    expect(answer.status).toBe(200)
    expect((await staff.paid(id)).payment_status).toBe("authorized")
    await shop.klarna.settings({ skip_status_update: false, skip_push: false })
  })

  describe("the policy", () => {
    it("may hold for one sales channel alone", async () => {
      staff.configure({
        salesChannels: [{ salesChannel: shop.demo.sales_channel_id, linkOrders: "at_once" }],
      })
      const placed = await staff.draft()
      await staff.link(placed.id)
      staff.configure({ salesChannels: [{ salesChannel: "Elsewhere", linkOrders: "at_once" }] })
      const drafted = await staff.draft()
      await staff.link(drafted.id)
      expect([
        (await shop.readOrder(placed.id)).is_draft_order,
        (await shop.readOrder(drafted.id)).is_draft_order,
      ]).toEqual([false, true])
    })
  })

  /** As far as somebody came who was killed after the first step. */
  async function reserve(orderId: string, providerId: string): Promise<void> {
    const { payment_collection } = await staff.must("post", "/admin/payment-collections", {
      order_id: orderId,
      amount: (await shop.readOrder(orderId)).total,
    })
    const subject = { type: "order" as const, id: orderId, collectionId: payment_collection.id }
    const read = await readSubjectDraft(
      shop.container().resolve("query") as never,
      subject,
      payment_collection.id
    )
    if (!read) throw new Error("There is no such order")
    await shop
      .container()
      .resolve<any>("klarna")
      .reserveLink({
        placesOrder: true,
        subject,
        provider: providerId === CHECKOUT_PROVIDER ? "klarna-checkout" : "klarna-payments",
        channel: "telesales",
        draft: read.draft,
      })
  }
})
