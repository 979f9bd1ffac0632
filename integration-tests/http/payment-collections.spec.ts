import { ADDRESSES } from "../support/addresses"
import { eventually } from "../support/eventually"
import { withKlarnaShop } from "../support/klarna-shop"
import { paymentLinks } from "../support/payment-links"

jest.setTimeout(240_000)

withKlarnaShop((shop) => {
  const staff = (path: string, body: object = {}) => shop.post(path, body, shop.admin())
  const read = (id: string) => shop.api.get(`/store/klarna/payment-collections/${id}`, shop.store())
  const pay = (id: string) =>
    shop.api.post(`/store/klarna/payment-collections/${id}/sessions`, {}, shop.store())
  const becomes = (id: string, state: string) =>
    eventually(async () => ((await read(id)).data.state === state ? (await read(id)).data : undefined), {
      what: `a collection that is ${state}`,
    })
  const pageOf = async (collectionId: string) => {
    const [page] = await shop
      .container()
      .resolve("__pg_connection__")("klarna_page as page")
      .join("klarna_purchase as purchase", "purchase.id", "page.purchase_id")
      .where({ payment_collection_id: collectionId })
      .orderBy("page.created_at", "desc")
      .select("page.*", "purchase.klarna_order_id")
    return page as { id: string; hpp_session_id: string; redirect_url: string; klarna_order_id: string }
  }

  /** An order that nobody has paid, and the collection whose link Medusa Admin copies. */
  async function unpaidOrder(amount?: number) {
    const { demo } = shop
    const { draft_order } = await staff("/admin/draft-orders", {
      region_id: demo.regions.se,
      sales_channel_id: demo.sales_channel_id,
      email: "se.buyer@example.com",
      shipping_address: ADDRESSES.se,
      billing_address: ADDRESSES.se,
      items: [{ variant_id: demo.variants["LAMP-SKYMNING-FOREST"], quantity: 1 }],
      shipping_methods: [{ shipping_option_id: demo.shipping_options.se?.free, name: "Collect", amount: 0 }],
    })
    await staff(`/admin/draft-orders/${draft_order.id}/convert-to-order`)
    const order = await shop.readOrder(draft_order.id)
    const { payment_collection } = await staff("/admin/payment-collections", {
      order_id: order.id,
      amount: amount ?? order.total,
    })
    return { order, id: payment_collection.id as string }
  }

  it("is paid by its buyer, who needs nothing but the address", async () => {
    const { order, id } = await unpaidOrder()
    expect((await read(id)).data).toEqual({
      amount: order.total,
      currency_code: "sek",
      display_id: order.display_id,
      state: "payable",
    })
    const { data } = await pay(id)
    expect(data).toMatchObject({ state: "payable", session: { state: "waiting" } })
    const { hpp_session_id, redirect_url, klarna_order_id } = await pageOf(id)
    expect(data.session.redirect_url).toBe(redirect_url)

    const { redirect_to } = await shop.klarna.consumer(hpp_session_id, "approve")
    const back = await fetch(redirect_to as string, { redirect: "manual" })
    expect([back.status, back.headers.get("location")]).toEqual([
      303,
      `http://localhost:8000/payment-collection/${id}`,
    ])
    const paid = await becomes(id, "paid")
    expect(paid.session).toMatchObject({ state: "completed" })
    expect(await shop.klarna.order(klarna_order_id)).toMatchObject({
      status: "AUTHORIZED",
      order_amount: Math.round(order.total * 100),
    })
    expect((await shop.readOrder(order.id)).payment_status).toBe("authorized")
    const again = await pay(id)
    expect([again.status, again.data.code]).toEqual([400, "paid"])
  })

  it("tells nothing personal, and not the order's id, which leads there", async () => {
    const { order, id } = await unpaidOrder()
    await pay(id)
    await shop.klarna.consumer((await pageOf(id)).hpp_session_id, "approve")
    const said = JSON.stringify(await becomes(id, "paid"))
    const { se } = ADDRESSES
    for (const value of [
      order.id,
      "se.buyer@example.com",
      se.first_name,
      se.address_1,
      se.phone,
      "payses_",
    ]) {
      expect([value, said.includes(value as string)]).toEqual([value, false])
    }
  })

  it("asks for no more than the order owes, whatever the collection says", async () => {
    const { order, id } = await unpaidOrder()
    await shop
      .container()
      .resolve("payment")
      .updatePaymentCollections(id, { amount: order.total + 500 })
    expect((await read(id)).data.amount).toBe(order.total)
    await pay(id)
    await shop.klarna.consumer((await pageOf(id)).hpp_session_id, "approve")
    await becomes(id, "paid")
    expect(await shop.klarna.order((await pageOf(id)).klarna_order_id)).toMatchObject({
      order_amount: Math.round(order.total * 100),
    })
  })

  it("keeps the page that is open, also one that staff's link opened", async () => {
    const { order, id } = await unpaidOrder()
    const { session } = await staff("/admin/klarna/payment-links", {
      order_id: order.id,
      channel: "telesales",
    })
    const answers = await Promise.all([pay(id), pay(id), pay(id)])
    expect(answers.map(({ data }) => data.session.redirect_url)).toEqual(Array(3).fill(session.redirect_url))
    expect((await shop.klarna.journey()).filter((call) => call === "POST /hpp/v1/sessions")).toHaveLength(1)
  })

  it("can be paid after the buyer cancelled, and after the page ran out", async () => {
    const { order, id } = await unpaidOrder()
    await staff("/admin/klarna/payment-links", { order_id: order.id, channel: "telesales" })
    const first = await pageOf(id)
    await shop.klarna.consumer(first.hpp_session_id, "cancel")
    await eventually(async () => (await read(id)).data.session?.state === "cancelled", { what: "the cancel" })
    expect((await read(id)).data.state).toBe("payable")
    await pay(id)
    const second = await pageOf(id)
    expect(second.id).not.toBe(first.id)

    await shop.klarna.advance(49 * 3_600_000)
    await shop.runJob("sync-due-klarna-purchases")
    expect((await read(id)).data.state).toBe("payable")
    expect((await pay(id)).status).toBe(200)
    await shop.klarna.consumer((await pageOf(id)).hpp_session_id, "approve")
    await becomes(id, "paid")
  })

  it("is over with its order", async () => {
    const { order, id } = await unpaidOrder()
    await staff(`/admin/orders/${order.id}/cancel`)
    expect((await read(id)).data.state).toBe("canceled")
    const refused = await pay(id)
    expect([refused.status, refused.data.code]).toEqual([400, "canceled"])
  })

  it("has nothing to pay once the order was paid otherwise", async () => {
    const { order, id } = await unpaidOrder()
    const { payment_collection } = await staff("/admin/payment-collections", {
      order_id: order.id,
      amount: order.total,
    })
    await staff(`/admin/payment-collections/${payment_collection.id}/mark-as-paid`, { order_id: order.id })
    expect(payment_collection.id).not.toBe(id)
    expect((await read(id)).data.state).toBe("nothing_to_pay")
    expect((await pay(id)).status).toBe(400)
    expect(await shop.klarna.journey()).toEqual([])
  })

  it("is not found when it is unknown, and when it is a cart's", async () => {
    const cartId = await shop.cart()
    const ofCart = await shop.collectionOf(cartId)
    for (const id of ["pay_col_unknown", ofCart]) {
      expect([(await read(id)).status, (await pay(id)).status]).toEqual([404, 404])
    }
  })

  describe("a draft that is entered on one screen", () => {
    const links = paymentLinks(shop)

    /** A product, a code, and nobody's address yet; somebody is editing it. */
    async function edited(): Promise<string> {
      const { draft_order } = await staff("/admin/draft-orders", {
        region_id: shop.demo.regions.se,
        sales_channel_id: shop.demo.sales_channel_id,
        email: "se.buyer@example.com",
        items: [{ variant_id: shop.demo.variants["LAMP-SKYMNING-FOREST"], quantity: 1 }],
      })
      const edit = `/admin/draft-orders/${draft_order.id}/edit`
      await staff(edit)
      await staff(`${edit}/promotions`, { promo_codes: [shop.demo.promotions.ten_percent_off_items] })
      return draft_order.id
    }
    const confirmed = (id: string) => staff(`/admin/draft-orders/${id}/edit/confirm`)
    const renewed = async (id: string) =>
      (await staff(`/admin/klarna/orders/${id}/outstanding`)).outstanding.amount as number

    it("took twelve and a half percent for a ten percent code that was there before the address", async () => {
      const id = await edited()
      await confirmed(id)
      const address = { shipping_address: ADDRESSES.se, billing_address: ADDRESSES.se }
      await staff(`/admin/draft-orders/${id}`, address)
      // 1 295 with 25 percent tax in it, less a tenth; and no less the next time.
      expect([await renewed(id), await renewed(id)]).toEqual([1165.5, 1165.5])
      const session = await links.link(id)
      await shop.klarna.consumer(session.hpp_session_id, "approve")
      await links.paid(id)
      expect(await shop.klarna.order(session.klarna_order_id)).toMatchObject({ order_amount: 116_550 })
    })

    it("said of products on a price list that they had no price, or another one", async () => {
      const { regions, variants } = shop.demo
      const ids = [variants["LAMP-SKYMNING-FOREST"], variants["LIGHT-GLIMT-MOSS"]] as [string, string]
      const prices = async (customer_id?: string) => {
        const params = { id: ids, region_id: regions.se, customer_id }
        const answer = await shop.api.get("/admin/klarna/variant-prices", { ...shop.admin(), params })
        return answer.data.prices.map(({ amount }: { amount: number }) => amount)
      }
      const customers = shop.container().resolve("customer")
      const regular = await customers.createCustomers({ email: "regular@example.com" })
      const group = await customers.createCustomerGroups({ name: "Regulars" })
      await customers.addCustomerToGroup({ customer_id: regular.id, customer_group_id: group.id })
      const list = (title: string, amount: number, rules?: object) =>
        staff("/admin/price-lists", {
          ...{ title, description: title, type: "override", status: "active", rules },
          prices: [{ variant_id: ids[0], currency_code: "sek", amount }],
        })
      expect(await prices()).toEqual([1295, 349.5])
      await list("Autumn", 1000)
      await list("Regulars", 900, { "customer.groups.id": [group.id] })
      expect([await prices(), await prices(regular.id)]).toEqual([
        [1000, 349.5],
        [900, 349.5],
      ])
      const params = { id: ids, region_id: "reg_unknown" }
      const unknown = await shop.api.get("/admin/klarna/variant-prices", { ...shop.admin(), params })
      expect(unknown.status).toBe(404)
    })

    it("can be sent by the shop's own message where it has a provider", async () => {
      const { data } = await shop.api.get("/admin/klarna/notification-channels", shop.admin())
      expect(data).toEqual({ channels: ["feed", "email"] })
    })

    it("keeps what somebody is changing meanwhile", async () => {
      const id = await edited()
      await renewed(id)
      await confirmed(id)
      expect(await shop.readOrder(id)).toMatchObject({ total: 1165.5 })
    })
  })
})
