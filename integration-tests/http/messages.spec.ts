import { eventually } from "../support/eventually"
import { withKlarnaShop } from "../support/klarna-shop"
import { paymentLinks } from "../support/payment-links"
import { buy, checkout, choose, klarnaOrderOf, widget } from "../support/ways"

jest.setTimeout(240_000)

const STAFF = { channel: "email", to: "orders@shop.example" }

type Message = {
  to: string
  template: string
  data: Record<string, any>
  status: string
  resource_id: string
}

withKlarnaShop((shop) => {
  const staff = paymentLinks(shop)
  const configure = (notifications: object) =>
    Object.assign((shop.container().resolve("klarna") as any).config, { notifications })
  const messages = async (template?: string): Promise<Message[]> =>
    (await shop.container().resolve("notification").listNotifications({}, { take: 100 })).filter(
      (message) => message.template?.startsWith("klarna-") && (!template || message.template === template)
    ) as never
  const message = (template: string) =>
    eventually(async () => (await messages(template)).find(({ status }) => status === "success"), {
      within: 60_000,
      what: `the message ${template}`,
    })
  const replayAll = async () => {
    for (const { id } of await shop.klarna.callbacks()) await shop.klarna.replay(id)
    await shop.idle()
  }

  beforeEach(() => configure({ staff: STAFF, buyer: { channel: "email" } }))

  it("tells staff that a link was sent, and staff and buyer that it is paid, each once", async () => {
    const { id, display_id, total } = await staff.draft()
    const link = await staff.link(id)
    await shop.post(
      `/admin/klarna/sessions/${link.id}/distribute`,
      { method: "email", email: "astrid@example.com" },
      shop.admin()
    )
    expect(await message("klarna-link-sent")).toMatchObject({
      to: STAFF.to,
      data: { session_id: link.id, order_id: id, display_id, amount: total, currency_code: "sek" },
    })
    await shop.klarna.consumer(link.hpp_session_id, "approve")
    await staff.paid(id)
    expect(await message("klarna-link-paid")).toMatchObject({
      to: STAFF.to,
      resource_id: id,
      data: { display_id, amount: total, channel: "telesales" },
    })
    expect(await message("klarna-payment-received")).toMatchObject({
      to: "se.buyer@example.com",
      data: { display_id, amount: total },
    })
    await replayAll()
    expect((await messages()).map(({ template }) => template).sort()).toEqual([
      "klarna-link-paid",
      "klarna-link-sent",
      "klarna-payment-received",
    ])
  })

  it("tells of a decline once, with a link to try again for the buyer alone", async () => {
    const { id } = await staff.draft()
    const link = await staff.link(id)
    await shop.klarna.consumer(link.hpp_session_id, "decline")
    expect((await message("klarna-payment-declined")).data).toMatchObject({ payment_url: link.redirect_url })
    const toStaff = await message("klarna-link-declined")
    expect(JSON.stringify(toStaff.data)).not.toContain(link.redirect_url)
    await replayAll()
    expect(await messages()).toHaveLength(2)
  })

  it("tells that a link ran out, without an address that leads nowhere", async () => {
    const { id } = await staff.draft()
    const link = await staff.link(id)
    await shop.klarna.advance(50 * 3_600_000)
    await staff.refreshClock()
    await shop.runJob("sync-due-klarna-purchases")
    expect(await message("klarna-link-expired")).toMatchObject({
      data: { session_id: link.id, order_id: id },
    })
    expect((await message("klarna-payment-expired")).data.payment_url).toBeNull()
  })

  it("tells staff that a paid draft was not converted", async () => {
    const { id } = await staff.draft()
    const link = await staff.link(id)
    await staff.stock("LAMP-SKYMNING-FOREST", 0)
    await shop.klarna.consumer(link.hpp_session_id, "approve")
    expect(await message("klarna-conversion-failed")).toMatchObject({ to: STAFF.to, data: { order_id: id } })
    expect(await messages("klarna-payment-received")).toEqual([])
  })

  it("tells staff when Klarna rejects a purchase after it has looked closer", async () => {
    const cartId = await shop.cart()
    await widget.agree(shop, await choose(shop, widget, cartId), { pending: true })
    const order = await eventually(async () => shop.orderOf(cartId), { what: "the order" })
    await eventually(async () => shop.told("klarna.payment.pending").length > 0, { what: "the event" })
    const klarnaOrderId = await klarnaOrderOf(shop, cartId)
    await shop.klarna.decideFraud(klarnaOrderId, "reject")
    expect(await message("klarna-fraud-rejected")).toMatchObject({
      to: STAFF.to,
      data: { order_id: order.id, klarna_order_id: klarnaOrderId },
    })
  })

  it("holds nothing personal and no secret for staff, and tells nobody of a shopper's own checkout", async () => {
    const { id } = await staff.draft()
    const link = await staff.link(id)
    await shop.klarna.consumer(link.hpp_session_id, "approve")
    await message("klarna-link-paid")
    await buy(shop, checkout)
    await shop.idle()
    const toStaff = (await messages()).filter(({ to }) => to === STAFF.to)
    expect(toStaff.map(({ template }) => template)).toEqual(["klarna-link-paid"])
    const said = JSON.stringify(toStaff.map(({ data }) => data))
    for (const value of ["se.buyer@example.com", "Alva", "Storgatan", "+46", "secret", link.redirect_url]) {
      expect([value, said.includes(value)]).toEqual([value, false])
    }
  })

  it("is silent where nobody is named, and fails nothing where the channel has no provider", async () => {
    configure({})
    const quiet = await staff.draft()
    await shop.klarna.consumer((await staff.link(quiet.id)).hpp_session_id, "approve")
    await staff.paid(quiet.id)
    configure({ staff: { channel: "pigeon", to: "the roof" }, buyer: { channel: "sms" } })
    const lost = await staff.draft()
    await shop.klarna.consumer((await staff.link(lost.id)).hpp_session_id, "approve")
    expect((await staff.paid(lost.id)).payment_status).toBe("authorized")
    await shop.idle()
    expect((await messages()).filter(({ status }) => status === "success")).toEqual([])
  })
})
