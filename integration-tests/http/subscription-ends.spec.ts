import { deleteCustomersWorkflow } from "@medusajs/medusa/core-flows"
import type { KlarnaModuleService } from "../../src/modules/klarna"
import { eventually } from "../support/eventually"
import { PAYMENTS_PROVIDER, sessionOf, withKlarnaShop, type SessionData } from "../support/klarna-shop"
import {
  changeToken,
  chargeAfter,
  chooseKlarna,
  DAY,
  freeTrial,
  logIn,
  renewalsOf,
  subscribe,
  subscriptionCart,
  subscriptionsOf,
  tokensOf,
  type Customer,
} from "../support/subscriber"
import { klarnaOrderOf, kpSessionOf, widget } from "../support/ways"

jest.setTimeout(240_000)

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

  describe("a token of a purchase that came to nothing stayed active", () => {
    const tokenIs = (id: string, status: string) =>
      eventually(async () => (await rows("klarna_customer_token").where({ id, status }))[0], {
        what: `a token that is ${status}`,
      })

    it("when staff cancelled the order that the subscription was sold with", async () => {
      const lea = await logIn(shop)
      const { order, subscription } = await subscribe(shop, lea)
      await shop.cancelOrder(order.id)
      await tokenIs(subscription.customer_token_id, "CANCELLED")
      expect(await subscriptionsOf(shop, lea)).toMatchObject([{ status: "ended" }])
      await eventually(async () => (await cancellations()).length === 1, { what: "Klarna to hear of it" })
    })

    it("unless another subscription is charged with it", async () => {
      const lea = await logIn(shop)
      const first = await subscribe(shop, lea)
      const second = await subscribe(shop, lea)
      const { customer_token_id } = first.subscription
      await rows("klarna_subscription").where({ id: second.subscription.id }).update({ customer_token_id })
      await shop.cancelOrder(first.order.id)
      await eventually(
        async () => (await subscriptionsOf(shop, lea)).some(({ status }) => status === "ended"),
        { what: "the end of the first" }
      )
      await shop.idle()
      await tokenIs(customer_token_id, "ACTIVE")
      await shop.cancelOrder(second.order.id)
      await tokenIs(customer_token_id, "CANCELLED")
    })

    it("when Klarna rejected its first order", async () => {
      const mia = await logIn(shop, "mia@example.com")
      const cartId = await subscriptionCart(shop, mia, { country: "gb" })
      const session = sessionOf((await chooseKlarna(shop, cartId, mia)).data, PAYMENTS_PROVIDER)
        .data as SessionData
      await widget.agree(shop, session, { pending: true })
      await eventually(async () => shop.told("klarna.payment.pending").length === 1, { what: "the event" })
      const [token] = await rows("klarna_customer_token")
      expect(token).toMatchObject({ status: "ACTIVE" })
      await shop.klarna.decideFraud(await klarnaOrderOf(shop, cartId), "reject")
      await tokenIs(token.id, "CANCELLED")
      expect(await subscriptionsOf(shop, mia)).toEqual([])
    })

    /** The buyer agreed in the widget, Klarna has been told, and Medusa's cart is still open. */
    const agreedAtKlarna = async (cartId: string, buyer: Customer) => {
      const session = sessionOf((await chooseKlarna(shop, cartId, buyer)).data, PAYMENTS_PROVIDER)
        .data as SessionData
      await shop.klarna.fault({ kind: "drop", match: { callback: "authorization" }, times: 10 })
      const { authorization_token } = await shop.klarna.authorize(kpSessionOf(session), {})
      const klarna = shop.container().resolve<KlarnaModuleService>("klarna")
      const [purchase] = await shop.purchasesOf(cartId)
      await klarna.noteAuthorization(purchase?.id, authorization_token as string, "klarna")
      expect(await klarna.placeOrder(purchase?.id)).toEqual({ result: "placed" })
      return purchase?.id as string
    }

    it("when a free trial was abandoned because the cart had changed", async () => {
      const lea = await logIn(shop)
      const cartId = await subscriptionCart(shop, lea, { promotion: await freeTrial(shop) })
      const purchaseId = await agreedAtKlarna(cartId, lea)
      const [token] = await rows("klarna_customer_token")
      expect(token).toMatchObject({ purchase_id: purchaseId, status: "ACTIVE" })
      await shop.post(
        `/store/carts/${cartId}/line-items`,
        { variant_id: shop.demo.variants["BOOK-OCTOBER-PB"], quantity: 1 },
        lea.request()
      )
      await shop.klarna.advance(10 * 60_000)
      await shop.runJob("sync-due-klarna-purchases")
      await tokenIs(token.id, "CANCELLED")
      await eventually(async () => (await cancellations()).length === 1, { what: "Klarna to hear of it" })
      const purchase = await eventually(
        async () => (await rows("klarna_purchase").where({ id: purchaseId }).whereNotNull("closed_at"))[0],
        { what: "the end of the purchase" }
      )
      expect(purchase).toMatchObject({ outcome: "token_given_up", order_id: null, next_check_at: null })
      expect(await shop.orderOf(cartId)).toBeUndefined()
      expect(await subscriptionsOf(shop, lea)).toEqual([])
      expect(await tokensOf(shop, lea)).not.toContainEqual(expect.objectContaining({ status: "ACTIVE" }))
    })

    it("when its money was given back because the cart had changed", async () => {
      const lea = await logIn(shop)
      const cartId = await subscriptionCart(shop, lea)
      await agreedAtKlarna(cartId, lea)
      const [token] = await rows("klarna_customer_token")
      await shop.post(
        `/store/carts/${cartId}/line-items`,
        { variant_id: shop.demo.variants["BOOK-OCTOBER-PB"], quantity: 1 },
        lea.request()
      )
      await shop.klarna.advance(10 * 60_000)
      await shop.runJob("sync-due-klarna-purchases")
      await tokenIs(token.id, "CANCELLED")
      expect(await shop.klarna.order(await klarnaOrderOf(shop, cartId))).toMatchObject({
        status: "CANCELLED",
      })
    })
  })

  describe("a renewal that Klarna checks for fraud and rejects then", () => {
    it("was left out without a word: it is told, and paid by link", async () => {
      const mia = await logIn(shop, "mia+pend-accept-10@example.com")
      const cartId = await subscriptionCart(shop, mia, { country: "gb" })
      const session = sessionOf((await chooseKlarna(shop, cartId, mia)).data, PAYMENTS_PROVIDER)
        .data as SessionData
      await widget.agree(shop, session, { address: { email: mia.email } })
      await eventually(async () => shop.told("klarna.payment.pending").length === 1, { what: "the event" })
      await shop.klarna.decideFraud(await klarnaOrderOf(shop, cartId), "accept")
      const subscription = await eventually(async () => (await subscriptionsOf(shop, mia))[0], {
        what: "the subscription",
      })
      await chargeAfter(shop, 32)
      const [charge] = await rows("klarna_charge")
      expect(charge).toMatchObject({ state: "charging", klarna_order_id: expect.any(String) })
      expect(await shop.readOrder(charge.order_id)).toMatchObject({ payment_status: "awaiting" })
      // Klarna tells nobody of a token's order: it is asked.
      await shop.klarna.decideFraud(charge.klarna_order_id, "reject")
      await shop.klarna.advance(DAY)
      await shop.runJob("sync-due-klarna-purchases")
      expect(shop.told("klarna.payment.rejected")).toMatchObject([{ data: { order_id: charge.order_id } }])
      await shop.runJob("charge-due-klarna-subscriptions")
      expect(shop.told("klarna.subscription.charge_failed")).toMatchObject([
        { data: { id: subscription.id, reason: "rejected", code: "REJECTED", order_id: charge.order_id } },
      ])
      expect(shop.told("klarna.subscription.payment_link")).toMatchObject([
        { data: { order_id: charge.order_id, reason: "rejected" } },
      ])
      expect(await subscriptionsOf(shop, mia)).toMatchObject([
        {
          status: "past_due",
          open_charge: { state: "awaiting_payment", redirect_url: expect.stringMatching(/^http/) },
        },
      ])
      const [page] = await rows("klarna_page").whereNull("closed_at")
      await shop.klarna.consumer(page.hpp_session_id, "approve")
      // What this customer pays is always checked first.
      await eventually(async () => shop.told("klarna.payment.pending").length === 3, { what: "the event" })
      await eventually(
        async () => {
          await shop.klarna.advance(DAY / 24)
          await shop.runJob("sync-due-klarna-purchases")
          return (await shop.readOrder(charge.order_id)).payment_status === "authorized"
        },
        { what: "the paid renewal" }
      )
      await eventually(async () => (await subscriptionsOf(shop, mia))[0]?.status === "active", {
        what: "an active subscription",
      })
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
