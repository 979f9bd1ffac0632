import { ADDRESSES } from "../support/addresses"
import { eventually } from "../support/eventually"
import { PROVIDER, paymentOf, withKlarnaShop } from "../support/klarna-shop"

jest.setTimeout(240_000)

type Link = {
  id: string
  state: string
  channel: string
  amount: number
  redirect_url: string
  hpp_session_id: string
  klarna_order_id: string
  payment_session_id: string
  purchase_id: string
}

withKlarnaShop((shop) => {
  const admin = async (method: "get" | "post", path: string, body: unknown = {}) =>
    method === "get" ? shop.api.get(path, shop.admin()) : shop.api.post(path, body, shop.admin())

  /** Staff enter an order by phone. */
  async function draft(quantity = 1): Promise<{ id: string; display_id: number; total: number }> {
    const { demo } = shop
    const answer = await admin("post", "/admin/draft-orders", {
      region_id: demo.regions.se,
      sales_channel_id: demo.sales_channel_id,
      email: "se.buyer@example.com",
      shipping_address: ADDRESSES.se,
      billing_address: ADDRESSES.se,
      items: [{ variant_id: demo.variants["LAMP-SKYMNING-FOREST"], quantity }],
      shipping_methods: [{ shipping_option_id: demo.shipping_options.se?.free, name: "Collect", amount: 0 }],
    })
    expect(answer.status).toBe(200)
    return shop.readOrder(answer.data.draft_order.id) as never
  }

  async function link(orderId: string, channel = "telesales"): Promise<Link> {
    const answer = await admin("post", "/admin/klarna/payment-links", { order_id: orderId, channel })
    if (answer.status !== 200) throw new Error(JSON.stringify(answer.data))
    return answer.data.session
  }

  const read = async (id: string) => (await admin("get", `/admin/klarna/sessions/${id}`)).data.session
  const outbox = async () =>
    (await (await fetch(`${shop.klarna.url}/_sandbox/outbox`)).json()) as { to: string; link: string }[]
  const paid = (orderId: string) =>
    eventually(
      async () => {
        const order = await shop.readOrder(orderId)
        return paymentOf(order) && order.payment_status !== "not_paid" ? order : undefined
      },
      { what: `payment of order ${orderId}` }
    )

  describe("an order entered by phone", () => {
    it("is a draft until its link is paid, then an order that Klarna has acknowledged", async () => {
      const entered = await draft(2)
      const session = await link(entered.id)
      expect(session).toMatchObject({ state: "waiting", channel: "telesales", amount: entered.total })
      const sent = await admin("post", `/admin/klarna/sessions/${session.id}/distribute`, {
        method: "email",
        email: "astrid@example.com",
      })
      expect([sent.status, sent.data.distribution]).toEqual([
        200,
        expect.objectContaining({ recipient: "a•••@example.com", result: "sent" }),
      ])
      expect(await outbox()).toEqual([expect.objectContaining({ to: "astrid@example.com" })])
      expect((await shop.readOrder(entered.id)).is_draft_order).toBe(true)

      await shop.klarna.consumer(session.hpp_session_id, "approve")
      const order = await paid(entered.id)
      expect([order.is_draft_order, order.status]).toEqual([false, "pending"])
      await eventually(
        async () =>
          (await shop.klarna.order(session.klarna_order_id)).merchant_reference1 === String(order.display_id),
        { what: "the order's number at Klarna" }
      )
      expect((await shop.readOrder(entered.id)).payment_status).toBe("authorized")
      const timeline = (await read(session.id)).timeline.map(
        ({ kind, what }: { kind: string; what: string }) => [kind, what].filter(Boolean).join(" ")
      )
      expect(timeline[0]).toBe("created")
      expect(timeline).toContain("sent email")
      expect(timeline).toContain("signal COMPLETED")
      expect((await read(session.id)).state).toBe("completed")
    })

    it("keeps its payment when Medusa cannot convert it, tells staff, and follows once it can", async () => {
      const entered = await draft(1)
      const session = await link(entered.id)
      const inventory = shop.container().resolve("inventory") as any
      const [item] = await inventory.listInventoryItems({ sku: "LAMP-SKYMNING-FOREST" })
      const [level] = await inventory.listInventoryLevels({ inventory_item_id: item.id })
      await inventory.updateInventoryLevels([
        { inventory_item_id: item.id, location_id: level.location_id, stocked_quantity: 0 },
      ])
      await shop.klarna.consumer(session.hpp_session_id, "approve")
      await eventually(
        async () =>
          shop.told("klarna.payment.mismatched").some(({ data }) => data.reason === "conversion_failed"),
        { what: "the alarm" }
      )
      expect(await shop.klarna.order(session.klarna_order_id)).toMatchObject({ status: "AUTHORIZED" })
      expect((await shop.readOrder(entered.id)).is_draft_order).toBe(true)

      await inventory.updateInventoryLevels([
        { inventory_item_id: item.id, location_id: level.location_id, stocked_quantity: 10 },
      ])
      const synced = await admin("post", `/admin/klarna/sessions/${session.id}/sync`)
      expect(synced.data.message).toBeUndefined()
      expect((await paid(entered.id)).is_draft_order).toBe(false)
    })

    it("raised an alarm when two signals of its payment made an order of the draft at once", async () => {
      const entered = await draft()
      const session = await link(entered.id)
      for (const callback of ["status_update", "push"]) {
        await shop.klarna.fault({ kind: "drop", match: { callback }, times: 20 })
      }
      await shop.klarna.consumer(session.hpp_session_id, "approve")
      const signals = Array.from({ length: 4 }, () =>
        admin("post", `/admin/klarna/sessions/${session.id}/sync`)
      )
      expect((await Promise.all(signals)).map(({ status }) => status)).toEqual([200, 200, 200, 200])
      await shop.klarna.clearFaults()
      expect((await paid(entered.id)).is_draft_order).toBe(false)
      expect(shop.told("klarna.payment.mismatched")).toEqual([])
      expect((await read(session.id)) as unknown).toMatchObject({ last_error: null })
    })

    it("has one payable link: a new one ends the one before, page and Klarna order", async () => {
      const entered = await draft()
      const first = await link(entered.id)
      const second = await link(entered.id)
      expect(second.id).not.toBe(first.id)
      expect(await read(first.id)).toMatchObject({ close_reason: "replaced" })
      await expect(shop.klarna.consumer(first.hpp_session_id, "approve")).rejects.toThrow(/409/)
      await shop.klarna.consumer(second.hpp_session_id, "approve")
      await paid(entered.id)
      expect(await shop.klarna.order(second.klarna_order_id)).toMatchObject({ status: "AUTHORIZED" })
    })

    it("stays a draft when the buyer cancels on the phone's page, which ends the link", async () => {
      const entered = await draft()
      const session = await link(entered.id)
      await shop.klarna.consumer(session.hpp_session_id, "cancel")
      await eventually(async () => shop.told("klarna.session.cancelled").length > 0, {
        what: "klarna.session.cancelled",
      })
      await eventually(async () => (await read(session.id)).state === "cancelled", { what: "the link's end" })
      expect((await shop.readOrder(entered.id)).is_draft_order).toBe(true)
      const next = await link(entered.id)
      await shop.klarna.consumer(next.hpp_session_id, "approve")
      await paid(entered.id)
    })

    it("can be paid after the buyer went back from an e-commerce link", async () => {
      const entered = await draft()
      const session = await link(entered.id, "ecommerce")
      await shop.klarna.consumer(session.hpp_session_id, "back")
      await eventually(async () => (await read(session.id)).state === "back", { what: "back" })
      await shop.klarna.consumer(session.hpp_session_id, "approve")
      await paid(entered.id)
    })
  })

  describe("a part of an order", () => {
    it("is paid by a link with one line per tax rate beside another payment", async () => {
      const entered = await draft()
      await admin("post", `/admin/draft-orders/${entered.id}/convert-to-order`)
      const collection = (
        await admin("post", "/admin/payment-collections", { order_id: entered.id, amount: 100 })
      ).data.payment_collection
      const marked = await admin("post", `/admin/payment-collections/${collection.id}/mark-as-paid`, {
        order_id: entered.id,
      })
      expect(marked.status).toBe(200)
      const session = await link(entered.id)
      expect(session.amount).toBeCloseTo(entered.total - 100, 2)
      await shop.klarna.consumer(session.hpp_session_id, "approve")
      await eventually(
        async () => {
          const order = await shop.readOrder(entered.id)
          return order.payment_collections.flatMap((each: any) => each.payments).length === 2
        },
        { what: "the second payment" }
      )
      const atKlarna = (await shop.klarna.order(session.klarna_order_id)) as any
      expect(atKlarna.order_lines).toEqual([
        expect.objectContaining({
          name: `Order #${entered.display_id}, återstående belopp`,
          tax_rate: 2500,
          total_amount: Math.round((entered.total - 100) * 100),
        }),
      ])
      const again = await admin("post", "/admin/klarna/payment-links", {
        order_id: entered.id,
        channel: "telesales",
      })
      expect([again.status, again.data.code]).toEqual([400, "nothing_to_pay"])
    })
  })

  describe("ending a link", () => {
    it("disables page and Klarna order with a reason that staff can read", async () => {
      const session = await link((await draft()).id)
      const answer = await admin("post", `/admin/klarna/sessions/${session.id}/disable`, {
        reason: "Wrong size",
      })
      expect([answer.status, answer.data.outcome]).toEqual([200, "disabled"])
      expect(await read(session.id)).toMatchObject({
        state: "disabled",
        close_reason: "disabled",
        note: "Wrong size",
      })
      await expect(shop.klarna.consumer(session.hpp_session_id, "approve")).rejects.toThrow(/409/)
    })

    it("says that it was paid when the money was taken already", async () => {
      const entered = await draft()
      const session = await link(entered.id)
      await shop.klarna.settings({ skip_status_update: true, skip_push: true })
      await shop.klarna.consumer(session.hpp_session_id, "approve")
      const answer = await admin("post", `/admin/klarna/sessions/${session.id}/disable`)
      expect([answer.status, answer.data.outcome, answer.data.session.state]).toEqual([
        200,
        "paid",
        "completed",
      ])
      expect((await paid(entered.id)).is_draft_order).toBe(false)
      await shop.klarna.settings({ skip_status_update: false, skip_push: false })
    })
  })

  describe("what is refused", () => {
    it.each<[string, Record<string, unknown>, RegExp]>([
      ["an empty address", { method: "email", email: "" }, /^email: is missing/],
      ["a malformed address", { method: "email", email: "astrid" }, /^email: is not an e-mail address/],
      [
        "a header smuggled in",
        { method: "email", email: "a@b.example\r\nBcc: c@d.example" },
        /^email: must be one line/,
      ],
      ["10,000 characters", { method: "email", email: `${"a".repeat(10_000)}@b.example` }, /at most 254/],
      ["a number without a country", { method: "sms", phone: "0701234567" }, /^phone_country: is missing/],
      [
        "a phone of a country that gets no messages",
        { method: "sms", phone: "0701234567", phone_country: "JP" },
        /no messages to phones of this country/,
      ],
      ["an unknown way", { method: "fax" }, /method/],
    ])("%s, by name, with nothing sent", async (_, body, message) => {
      const session = await link((await draft()).id)
      const answer = await admin("post", `/admin/klarna/sessions/${session.id}/distribute`, body)
      expect(answer.status).toBe(400)
      expect(answer.data.message).toMatch(message)
      expect(await outbox()).toEqual([])
    })

    it("a double click: the message goes out once", async () => {
      const session = await link((await draft()).id)
      const body = { method: "email", email: "astrid@example.com" }
      const answers = await Promise.all([
        admin("post", `/admin/klarna/sessions/${session.id}/distribute`, body),
        admin("post", `/admin/klarna/sessions/${session.id}/distribute`, body),
      ])
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 400])
      expect(answers.find(({ status }) => status === 400)?.data.code).toBe("just_sent")
      expect(await outbox()).toHaveLength(1)
    })

    it("a flood: five messages of one link within ten minutes, and no more", async () => {
      const session = await link((await draft()).id)
      const codes: string[] = []
      for (const name of ["a", "b", "c", "d", "e", "f"]) {
        const answer = await admin("post", `/admin/klarna/sessions/${session.id}/distribute`, {
          method: "email",
          email: `${name}@example.com`,
        })
        codes.push(answer.status === 200 ? "sent" : answer.data.code)
      }
      expect(codes).toEqual(["sent", "sent", "sent", "sent", "sent", "too_many_messages"])
    })

    it("unknown orders, sessions, providers and channels", async () => {
      const { id } = await draft()
      const asked = async (body: Record<string, unknown>) => {
        const { status, data } = await admin("post", "/admin/klarna/payment-links", body)
        return [status, data.code ?? data.type]
      }
      expect(await asked({ order_id: "order_nope", channel: "telesales" })).toEqual([404, "not_found"])
      expect(await asked({ order_id: id, channel: "fax" })).toEqual([400, "invalid_data"])
      expect(await asked({ order_id: id, channel: "telesales", provider_id: "pp_system_default" })).toEqual([
        400,
        "provider_not_klarna",
      ])
      expect((await admin("get", "/admin/klarna/sessions/klpage_nope")).status).toBe(404)
      const anonymous = await shop.api.post(
        "/admin/klarna/payment-links",
        { order_id: id, channel: "telesales" },
        { validateStatus: () => true }
      )
      expect(anonymous.status).toBe(401)
    })

    it("links of cancelled and of paid orders, and sending one that is closed", async () => {
      const { order } = await shop.purchase()
      const ofPaid = await admin("post", "/admin/klarna/payment-links", {
        order_id: order.id,
        channel: "telesales",
      })
      expect([ofPaid.status, ofPaid.data.code]).toEqual([400, "nothing_to_pay"])
      await shop.cancelOrder(order.id)
      const ofCanceled = await admin("post", "/admin/klarna/payment-links", {
        order_id: order.id,
        channel: "telesales",
      })
      expect([ofCanceled.status, ofCanceled.data.code]).toEqual([400, "order_canceled"])
      const session = await link((await draft()).id)
      await admin("post", `/admin/klarna/sessions/${session.id}/disable`)
      const sent = await admin("post", `/admin/klarna/sessions/${session.id}/distribute`, {
        method: "email",
        email: "astrid@example.com",
      })
      expect([sent.status, sent.data.code]).toEqual([400, "link_closed"])
    })
  })

  describe("the list of links", () => {
    it("is filtered by state and channel, and searched by id, number and address", async () => {
      const [first, second] = [await draft(), await draft()]
      const open = await link(first.id)
      const ended = await link(second.id, "in_store")
      await admin("post", `/admin/klarna/sessions/${ended.id}/disable`)
      await shop.payWithKlarna(await shop.cart())
      const list = async (query: string) => {
        const { data } = await admin("get", `/admin/klarna/sessions?${query}`)
        return [data.count, data.sessions.map(({ id }: Link) => id)]
      }
      expect(await list("links=true")).toEqual([2, [ended.id, open.id]])
      expect(await list("links=true&state=open")).toEqual([1, [open.id]])
      expect(await list("channel=in_store")).toEqual([1, [ended.id]])
      expect(await list(`q=${open.hpp_session_id}`)).toEqual([1, [open.id]])
      expect(await list(`q=${first.display_id}`)).toEqual([1, [open.id]])
      expect((await list("q=se.buyer%40example.com"))[0]).toBe(3)
      expect(await list("links=true&limit=1&offset=1")).toEqual([2, [open.id]])
      expect((await admin("get", "/admin/klarna/sessions?limit=1000")).status).toBe(400)
    })
  })

  it("leaves an order's link alone when somebody makes a session of it from the storefront", async () => {
    const entered = await draft()
    const session = await link(entered.id)
    const collections = (await shop.readOrder(entered.id)).payment_collections as { id: string }[]
    const answer = await shop.api.post(
      `/store/payment-collections/${collections[0]?.id}/payment-sessions`,
      { provider_id: PROVIDER, data: { klarna_channel: "in_store" } },
      shop.store()
    )
    expect(answer.status).toBe(200)
    expect(await read(session.id)).toMatchObject({ channel: "telesales", close_reason: null })
    await shop.klarna.consumer(session.hpp_session_id, "approve")
    await paid(entered.id)
  })
})
