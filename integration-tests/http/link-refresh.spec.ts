import { eventually } from "../support/eventually"
import { CHECKOUT_PROVIDER, PAYMENTS_PROVIDER, withKlarnaShop } from "../support/klarna-shop"
import { paymentLinks, type Link } from "../support/payment-links"

jest.setTimeout(240_000)

const LAMP = "LAMP-SKYMNING-FOREST"
const MINUTE = 60_000
const KCO: [string, string] = ["Klarna Checkout", CHECKOUT_PROVIDER]
const KP: [string, string] = ["Klarna Payments", PAYMENTS_PROVIDER]

type Edited = { quantity: number; unit_price?: number }

withKlarnaShop((shop) => {
  const staff = paymentLinks(shop)

  beforeEach(async () => {
    staff.configure({})
    await staff.refreshClock()
  })

  const firstItem = async (id: string) =>
    (await staff.must("get", `/admin/orders/${id}?fields=*items`)).order.items[0] as {
      id: string
      unit_price: number
    }

  async function editDraft(id: string, edited: Edited): Promise<void> {
    const item = await firstItem(id)
    await staff.must("post", `/admin/draft-orders/${id}/edit`)
    await staff.must("post", `/admin/draft-orders/${id}/edit/items/item/${item.id}`, edited)
    await staff.must("post", `/admin/draft-orders/${id}/edit/confirm`)
  }

  async function editOrder(id: string, edited: Edited): Promise<void> {
    const item = await firstItem(id)
    await staff.must("post", "/admin/order-edits", { order_id: id })
    await staff.must("post", `/admin/order-edits/${id}/items/item/${item.id}`, edited)
    await staff.must("post", `/admin/order-edits/${id}/request`)
    await staff.must("post", `/admin/order-edits/${id}/confirm`)
  }

  const isRefreshed = (times = 1) =>
    eventually(async () => shop.told("klarna.session.refreshed").length >= times, {
      what: "klarna.session.refreshed",
    })
  const newest = async (orderId: string): Promise<Link> =>
    (await staff.must("get", `/admin/klarna/sessions?links=true&q=${orderId}`)).sessions[0]
  const updates = async () =>
    (await shop.klarna.journey()).filter((call) =>
      ["POST /checkout/v3/orders/:id", "POST /payments/v1/sessions/:id"].includes(call)
    ).length

  describe.each([KCO, KP])("an edited draft, with %s", (_, provider) => {
    it("asks for the new amount on the same page, tells so, and is paid with it", async () => {
      const { id } = await staff.draft({ [LAMP]: 1 })
      const link = await staff.link(id, provider)
      await editDraft(id, { quantity: 3 })
      await isRefreshed()
      const refreshed = await staff.read(link.id)
      const { total } = await shop.readOrder(id)
      expect([refreshed.amount, refreshed.state, await updates()]).toEqual([total, "waiting", 1])
      expect(refreshed.timeline).toContainEqual(
        expect.objectContaining({ what: "refreshed", note: `${total.toFixed(2)} SEK` })
      )
      expect(shop.told("klarna.session.refreshed").map(({ data }) => data)).toEqual([
        { id: link.id, purchase_id: link.purchase_id, order_id: id },
      ])
      await shop.klarna.consumer(link.hpp_session_id, "approve")
      const order = await staff.paid(id)
      const { klarna_order_id } = await staff.read(link.id)
      expect([order.total, (await shop.klarna.order(klarna_order_id)).order_amount]).toEqual([
        total,
        Math.round(total * 100),
      ])
    })

    it("gets a new page in the place of one that somebody has open: the old amount cannot be paid", async () => {
      const { id } = await staff.draft({ [LAMP]: 1 })
      const link = await staff.link(id, provider)
      await shop.klarna.consumer(link.hpp_session_id, "open")
      await eventually(async () => (await staff.read(link.id)).state === "in_progress", {
        what: "the open page",
      })
      await editDraft(id, { quantity: 2 })
      await isRefreshed()
      expect(await staff.read(link.id)).toMatchObject({ close_reason: "replaced" })
      await expect(shop.klarna.consumer(link.hpp_session_id, "approve")).rejects.toThrow(/409/)
      const next = await newest(id)
      expect([next.id === link.id, next.amount]).toEqual([false, (await shop.readOrder(id)).total])
      expect(shop.told("klarna.session.refreshed")[0]?.data).toMatchObject({
        id: next.id,
        replaced_id: link.id,
      })
      await shop.klarna.consumer(next.hpp_session_id, "approve")
      await staff.paid(id)
    })

    it("has its lines sent on when the total stays what it was", async () => {
      const { id } = await staff.draft({ [LAMP]: 2 })
      const link = await staff.link(id, provider)
      const { unit_price } = await firstItem(id)
      await editDraft(id, { quantity: 1, unit_price: unit_price * 2 })
      await isRefreshed()
      expect(await updates()).toBe(1)
      await shop.klarna.consumer(link.hpp_session_id, "approve")
      await staff.paid(id)
      expect(shop.told("klarna.payment.mismatched")).toEqual([])
    })

    it("that owes nothing any more has no link", async () => {
      const { id } = await staff.draft({ [LAMP]: 1 })
      const link = await staff.link(id, provider)
      await editDraft(id, { quantity: 1, unit_price: 0 })
      await eventually(async () => (await staff.read(link.id)).close_reason === "disabled", {
        what: "the link's end",
      })
      await eventually(
        async () => shop.told("klarna.session.disabled").some(({ data }) => data.reason === "nothing_to_pay"),
        { what: "klarna.session.disabled" }
      )
      expect((await shop.readOrder(id)).is_draft_order).toBe(true)
      await expect(shop.klarna.consumer(link.hpp_session_id, "approve")).rejects.toThrow(/409/)
    })

    it("is brought up to date by the poll when Klarna did not answer; the old amount buys nothing", async () => {
      const { id } = await staff.draft({ [LAMP]: 1 })
      const link = await staff.link(id, provider)
      await shop.klarna.fault({
        match: { method: "POST", path: "/(checkout/v3/orders|payments/v1/sessions)/[^/]+$" },
        kind: "status",
        status: 500,
        times: 20,
      })
      await editDraft(id, { quantity: 2 })
      await eventually(async () => (await updates()) > 0, { what: "the failed update" })
      await shop.idle()
      await shop.klarna.clearFaults()
      await eventually(
        async () => {
          await staff.advance(MINUTE)
          await shop.runJob("sync-due-klarna-purchases")
          return shop.told("klarna.session.refreshed").length > 0
        },
        { what: "the repaired link" }
      )
      expect((await staff.read(link.id)).amount).toBe((await shop.readOrder(id)).total)
      await shop.klarna.consumer(link.hpp_session_id, "approve")
      await staff.paid(id)
    })
  })

  describe.each([
    ["when paid", "when_paid"],
    ["at once", "at_once"],
  ] as const)("an edited order that was placed %s", (_, linkOrders) => {
    it("has its link ask for what it owes now, and waits for it as before", async () => {
      staff.configure({ linkOrders })
      const { id } = await staff.draft({ [LAMP]: 1 })
      if (linkOrders === "when_paid") await staff.must("post", `/admin/draft-orders/${id}/convert-to-order`)
      const link = await staff.link(id)
      const { payment_status } = await shop.readOrder(id)
      await editOrder(id, { quantity: 2 })
      await isRefreshed()
      const order = await shop.readOrder(id)
      expect([(await staff.read(link.id)).amount, order.payment_status]).toEqual([
        order.total,
        payment_status,
      ])
      await shop.klarna.consumer(link.hpp_session_id, "approve")
      const { klarna_order_id } = await staff.read(link.id)
      expect((await staff.paid(id)).total * 100).toBeCloseTo(
        (await shop.klarna.order(klarna_order_id)).order_amount,
        2
      )
    })
  })

  it("costs no call when nothing changed that Klarna has to know", async () => {
    const { id } = await staff.draft()
    await staff.link(id)
    await shop.idle()
    const before = (await shop.klarna.journey()).length
    await staff.must("post", `/admin/draft-orders/${id}`, { metadata: { note: "gift" } })
    await eventually(async () => shop.told("order.order.updated").length > 0, { what: "the change" })
    await shop.idle()
    expect((await shop.klarna.journey()).length).toBe(before)
    expect(shop.told("klarna.session.refreshed")).toEqual([])
  })

  it("is taxed as it will be when the draft becomes an order", async () => {
    const { id } = await staff.draft({ [LAMP]: 1 })
    await changeTaxRate(12)
    const link = await staff.link(id)
    const order = await shop.readOrder(id)
    expect(link.amount).toBe(order.total)
    const lines = ((await shop.klarna.calls()).at(-2)?.request as { order_lines: { tax_rate: number }[] })
      .order_lines
    expect(lines[0]?.tax_rate).toBe(1200)
    await changeTaxRate(6)
    await editDraft(id, { quantity: 2 })
    await isRefreshed()
    await shop.klarna.consumer(link.hpp_session_id, "approve")
    await staff.paid(id)
    expect(shop.told("klarna.payment.mismatched")).toEqual([])
  })

  /** Of the country that drafts are sold to here. */
  async function changeTaxRate(rate: number): Promise<void> {
    const tax = shop.container().resolve("tax")
    const [region] = await tax.listTaxRegions({ country_code: "se" })
    const rates = await tax.listTaxRates({ tax_region_id: region?.id })
    await tax.updateTaxRates(rates.find(({ is_default }) => is_default)?.id as string, { rate })
  }
})
