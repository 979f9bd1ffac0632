import { deleteCustomersWorkflow } from "@medusajs/medusa/core-flows"
import { eventually } from "../support/eventually"
import { withKlarnaShop } from "../support/klarna-shop"
import {
  changeToken,
  chargeAfter,
  DAY,
  logIn,
  renewalsOf,
  subscribe,
  subscriptionsOf,
  tokensOf,
} from "../support/subscriber"

jest.setTimeout(180_000)

withKlarnaShop((shop) => {
  beforeEach(() => void shop.offer({ presentation: "widget" }))

  const rows = (table: string) => shop.container().resolve("__pg_connection__")(table)
  const cancellations = async () =>
    (await shop.klarna.journey()).filter((call) => call === "PATCH /customer-token/v1/tokens/:id/status")

  describe("a customer who is deleted", () => {
    it("is charged no more: subscriptions end and tokens are cancelled at Klarna", async () => {
      const lea = await logIn(shop)
      const { subscription } = await subscribe(shop, lea)
      await deleteCustomersWorkflow(shop.container()).run({ input: { ids: [lea.id] } })
      await eventually(
        async () => (await rows("klarna_subscription").where({ id: subscription.id, status: "ended" }))[0],
        { what: "the end of the subscription" }
      )
      expect(await rows("klarna_subscription")).toMatchObject([{ status_reason: "customer_deleted" }])
      expect(await rows("klarna_customer_token")).toMatchObject([{ status: "CANCELLED" }])
      expect(await cancellations()).toHaveLength(1)
      await chargeAfter(shop, 100)
      expect(await renewalsOf(shop, subscription.id)).toEqual([])
    })
  })

  describe("the order of a renewal that staff cancel", () => {
    it("before it was paid leaves its period out, and the next one is charged", async () => {
      const lea = await logIn(shop)
      const { subscription } = await subscribe(shop, lea)
      await changeToken(shop, { refuses_with: "PAYMENT_METHOD_FAILED" })
      await chargeAfter(shop, 32)
      const [owed] = (await renewalsOf(shop, subscription.id)) as [Record<string, any>]
      expect((await shop.cancelOrder(owed.id)).status).toBe(200)
      await eventually(async () => (await subscriptionsOf(shop, lea))[0]?.open_charge === null || undefined, {
        what: "the end of the charge",
      })
      expect(await subscriptionsOf(shop, lea)).toMatchObject([{ status: "active", open_charge: null }])
      await changeToken(shop, { refuses_with: null })
      await chargeAfter(shop, 31)
      const [, second] = await renewalsOf(shop, subscription.id)
      expect(second?.payment_status).toBe("authorized")
    })
  })

  describe("what a customer can be charged with", () => {
    const methods = (customerId: string) =>
      shop
        .container()
        .resolve("payment")
        .listPaymentMethods({
          provider_id: "pp_klarna-payments_klarna",
          context: { account_holder: { data: { id: customerId }, external_id: customerId } },
        } as never)

    it("is listed for their account holder by our own ids, without those that were cancelled", async () => {
      const lea = await logIn(shop)
      const { subscription } = await subscribe(shop, lea)
      await shop.klarna.advance(DAY)
      const [method, ...more] = await methods(lea.id)
      expect([method?.id, more]).toEqual([subscription.customer_token_id, []])
      expect(method?.data).toHaveProperty("payment_method_type")
      const [kept] = await rows("klarna_customer_token")
      expect(JSON.stringify(method)).not.toContain(kept.token_id)
      expect(await methods("cus_nobody")).toEqual([])

      await shop.api.delete(`/store/klarna/customer-tokens/${subscription.customer_token_id}`, lea.request())
      expect(await methods(lea.id)).toEqual([])
      expect(await tokensOf(shop, lea)).toMatchObject([{ status: "CANCELLED" }])
    })

    it("is given up by Medusa's payment module for its own customer alone", async () => {
      const lea = await logIn(shop)
      const { subscription } = await subscribe(shop, lea)
      const giveUp = (customerId: string) =>
        shop
          .container()
          .resolve("payment")
          .deletePaymentMethods({
            provider_id: "pp_klarna-payments_klarna",
            id: subscription.customer_token_id,
            context: { account_holder: { data: { id: customerId }, external_id: customerId } },
          } as never)
      await expect(giveUp("cus_other")).rejects.toThrow(/was not found/)
      expect(await tokensOf(shop, lea)).toMatchObject([{ status: "ACTIVE" }])
      await giveUp(lea.id)
      expect(await tokensOf(shop, lea)).toMatchObject([{ status: "CANCELLED" }])
      expect(await cancellations()).toHaveLength(1)
    })
  })
})
