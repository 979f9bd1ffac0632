import { FATES, type Behind, type Ending } from "../../src/domain/link-fates"
import { eventually } from "../support/eventually"
import { CHECKOUT_PROVIDER, PAYMENTS_PROVIDER, withKlarnaShop } from "../support/klarna-shop"
import { paymentLinks, type Link } from "../support/payment-links"

jest.setTimeout(240_000)

const HOUR = 3_600_000
const KCO: [string, string] = ["Klarna Checkout", CHECKOUT_PROVIDER]
const KP: [string, string] = ["Klarna Payments", PAYMENTS_PROVIDER]

withKlarnaShop((shop) => {
  const staff = paymentLinks(shop)

  beforeEach(async () => {
    staff.configure({ linkOrders: "at_once" })
    await staff.refreshClock()
  })

  const klarnaStatus = async ({ klarna_order_id }: Link) => {
    const calls = await shop.klarna.calls()
    const aborted = calls.some(
      ({ path, status }) => path.endsWith(`${klarna_order_id}/abort`) && status < 300
    )
    return aborted ? "aborted" : "open"
  }

  const endings: Partial<Record<Ending, (link: Link) => Promise<unknown>>> = {
    waiting: async (link) => {
      await shop.klarna.consumer(link.hpp_session_id, "decline")
      await eventually(async () => (await staff.read(link.id)).state === "failed", { what: "the decline" })
    },
    paid: (link) => shop.klarna.consumer(link.hpp_session_id, "approve"),
    cancelled: (link) => shop.klarna.consumer(link.hpp_session_id, "cancel"),
    disabled: async (link) => expect((await staff.disable(link.id)).outcome).toBe("disabled"),
    expired: async () => {
      await staff.advance(49 * HOUR)
      await shop.runJob("sync-due-klarna-purchases")
    },
    order_canceled: async (link) => {
      const order = (await staff.read(link.id)) as unknown as { order_id: string }
      // A draft cannot be cancelled in Medusa.
      expect((await shop.cancelOrder(order.order_id)).status).toBe(200)
    },
  }

  async function standing(orderId: string, link: Link) {
    const order = await shop.readOrder(orderId)
    const isPaid = ["authorized", "captured"].includes(order.payment_status)
    return {
      order: order.is_draft_order
        ? "draft"
        : order.status === "canceled"
          ? "canceled"
          : isPaid
            ? "paid"
            : "open",
      stock: (await staff.reserved(orderId)) > 0 ? "reserved" : "free",
      paymentSession: await staff.sessionStatus(link.payment_session_id),
    }
  }

  const rows: [Behind, Ending][] = [
    ...(["waiting", "paid", "cancelled", "disabled", "expired"] as const).map((ending): [Behind, Ending] => [
      "draft",
      ending,
    ]),
    ...(["cancelled", "disabled", "order_canceled"] as const).map((ending): [Behind, Ending] => [
      "order",
      ending,
    ]),
    ...(["waiting", "paid", "cancelled", "disabled", "expired", "order_canceled"] as const).map(
      (ending): [Behind, Ending] => ["placed_order", ending]
    ),
  ]

  describe.each([KCO, KP])("the table of fates holds with %s", (_, provider) => {
    it.each(rows)("of a %s whose link is %s", async (behind, ending) => {
      staff.configure({ linkOrders: behind === "placed_order" ? "at_once" : "when_paid" })
      const { id } = await staff.draft()
      if (behind === "order") await staff.must("post", `/admin/draft-orders/${id}/convert-to-order`)
      const link = await staff.link(id, provider)
      await endings[ending]?.(link)
      const { cart: _cart, ...fate } = FATES[behind][ending]
      await eventually(
        async () => JSON.stringify(sorted(await standing(id, link))) === JSON.stringify(sorted(fate)),
        {
          what: JSON.stringify(fate),
        }
      ).catch(async () => expect(await standing(id, link)).toEqual(fate))
      if (ending === "cancelled" || ending === "disabled" || ending === "order_canceled") {
        await expect(shop.klarna.consumer(link.hpp_session_id, "approve")).rejects.toThrow(/409/)
        // "Disabled" alone did not tell that it was the order that ended it.
        if (ending === "order_canceled") {
          expect(await staff.read(link.id)).toMatchObject({ end_reason: "order_canceled" })
        }
        // A session of Klarna Payments lapses by itself: it is looked at now and then, not again and again.
        expect(shop.told("klarna.purchase.due").length).toBeLessThan(5)
        if (provider === CHECKOUT_PROVIDER) {
          await eventually(async () => (await klarnaStatus(link)) === "aborted", { what: "Klarna's abort" })
        }
      }
    })
  })

  describe("a link does not end the order that it placed", () => {
    it("when it was replaced, nor does the link that replaced it: that one placed nothing", async () => {
      const { id } = await staff.draft()
      const first = await staff.link(id)
      const second = await staff.link(id)
      await staff.sync(first.id)
      expect((await shop.readOrder(id)).status).toBe("pending")
      await staff.disable(second.id)
      await staff.sync(second.id)
      expect((await shop.readOrder(id)).status).toBe("pending")
      expect(await staff.reserved(id)).toBe(1)
    })

    it("when the order is paid otherwise", async () => {
      const { id } = await staff.draft()
      const link = await staff.link(id)
      const { payment_collection } = await staff.must("post", "/admin/payment-collections", {
        order_id: id,
        amount: 10,
      })
      await staff.must("post", `/admin/payment-collections/${payment_collection.id}/mark-as-paid`, {
        order_id: id,
      })
      await staff.disable(link.id)
      await staff.sync(link.id)
      expect([(await shop.readOrder(id)).status, await staff.reserved(id)]).toEqual(["pending", 1])
      expect(shop.told("klarna.payment.mismatched")).toEqual([])
    })

    it("when goods are on their way", async () => {
      const { id } = await staff.draft()
      const link = await staff.link(id)
      const { items } = (await staff.must("get", `/admin/orders/${id}?fields=items.id`)).order
      await staff.must("post", `/admin/orders/${id}/fulfillments`, {
        items: [{ id: items[0].id, quantity: 1 }],
      })
      await shop.klarna.consumer(link.hpp_session_id, "cancel")
      await eventually(async () => (await staff.sessionStatus(link.payment_session_id)) === "canceled", {
        what: "the link's end",
      })
      await staff.sync(link.id)
      expect((await shop.readOrder(id)).status).toBe("pending")
      expect(shop.told("klarna.payment.mismatched")).toEqual([])
    })

    it.each([
      ["cancelled", "klarna-session-cancelled"],
      ["disabled", "klarna-session-disabled"],
      ["expired", "klarna-session-expired"],
    ] as const)("when it is %s and the shop has its own subscriber for that", async (ending, subscriber) => {
      staff.configure({ linkOrders: "at_once", replacedSubscribers: [subscriber] })
      const { id } = await staff.draft()
      const link = await staff.link(id)
      await endings[ending]?.(link)
      await eventually(async () => shop.told(`klarna.session.${ending}`).length > 0, { what: "the event" })
      await eventually(async () => (await staff.sessionStatus(link.payment_session_id)) === "canceled", {
        what: "the link's end",
      })
      await staff.sync(link.id)
      expect((await shop.readOrder(id)).status).toBe("pending")
      expect(shop.told(`klarna.session.${ending}`)).toEqual([
        expect.objectContaining({
          data: expect.objectContaining({ id: link.id, purchase_id: link.purchase_id }),
        }),
      ])
    })
  })

  describe("money that comes after the order was cancelled is cancelled at Klarna", () => {
    it.each([KCO, KP])("%s", async (_, provider) => {
      await shop.klarna.settings({ completes_although_disabled: true })
      const { id } = await staff.draft()
      const link = await staff.link(id, provider)
      await shop.klarna.consumer(link.hpp_session_id, "open")
      await shop.klarna.settings({ skip_status_update: true, skip_push: true })
      await shop.klarna.consumer(link.hpp_session_id, "approve")
      const paidOrder = await orderOfPage(link)
      expect((await shop.cancelOrder(id)).status).toBe(200)
      await eventually(async () => (await shop.klarna.order(paidOrder)).status === "CANCELLED", {
        what: "the cancelled authorization",
      })
      expect((await shop.readOrder(id)).status).toBe("canceled")
      await shop.klarna.settings({
        completes_although_disabled: false,
        skip_status_update: false,
        skip_push: false,
      })
    })
  })

  /** The order that a page was paid with, as Klarna's own API names it. */
  async function orderOfPage({ hpp_session_id }: Link): Promise<string> {
    const answer = await fetch(`${shop.klarna.url}/hpp/v1/sessions/${hpp_session_id}`, {
      headers: { Authorization: `Basic ${Buffer.from("sandbox:sandbox-secret").toString("base64")}` },
    })
    return ((await answer.json()) as { order_id: string }).order_id
  }
})

const sorted = (value: Record<string, unknown>) => Object.fromEntries(Object.entries(value).sort())
