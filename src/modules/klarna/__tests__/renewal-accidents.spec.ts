import type { OperationRow, PurchaseRow } from "../rows"
import type { ChargeRow, SubscriptionRow } from "../subscription-rows"
import {
  changeToken,
  chargedOrders,
  chargesOf,
  DAY,
  runJob,
  shopOf,
  subscribed,
  subscriptionNow,
  tokenOrders,
} from "./subscriptions-support"
import { MINUTE, moveClock, withLedger } from "./support"

withLedger("accidents", (ledger) => {
  const { klarna } = ledger
  const CHARGE = { method: "POST", path: "customer-token/v1/tokens/.*/order$" }

  async function due() {
    const sold = await subscribed(ledger)
    moveClock(31 * DAY)
    return { ...sold, shop: shopOf(ledger) }
  }

  const first = async (subscription: SubscriptionRow): Promise<ChargeRow> =>
    (await chargesOf(ledger, subscription))[0] as ChargeRow
  const chargeRows = async (): Promise<OperationRow[]> =>
    ledger.connection()<OperationRow>("klarna_operation").where({ kind: "charge" }).orderBy("created_at")
  const purchaseOf = async (charge: ChargeRow): Promise<PurchaseRow> =>
    (await klarna.purchases.byId(charge.purchase_id as string)) as PurchaseRow
  const refuse = (status: number, error_code: string) =>
    ledger.fault({ kind: "status", status, body: { error_code }, match: CHARGE, times: 100 })
  const put = (table: string, id: string, values: object) =>
    ledger.connection()(table).where({ id }).update(values)

  describe("a charge that was intended and never reached Klarna", () => {
    async function intended() {
      const sold = await due()
      await refuse(401, "UNAUTHORIZED")
      await runJob(ledger, sold.shop)
      expect(await chargeRows()).toMatchObject([{ status: "intended" }])
      await ledger.clearFaults()
      await ledger.forget()
      return sold
    }

    it("went out after the customer had cancelled", async () => {
      const { subscription, shop } = await intended()
      await klarna.subscriptions.end(subscription.id, { status: "cancelled", actor: "cus_1" })
      expect(await chargeRows()).toMatchObject([{ status: "refused", error_code: "NOT_SENT" }])
      moveClock(DAY)
      await runJob(ledger, shop)
      expect(await tokenOrders(ledger)).toEqual([])
      expect(await first(subscription)).toMatchObject({ state: "cancelled" })
      expect([...shop.orders.values()]).toEqual([{ standing: "canceled", made: 1 }])
    })

    it("went out after staff had cancelled the order of its period", async () => {
      const { subscription, shop } = await intended()
      const [orderId] = [...shop.orders.keys()]
      shop.orders.set(orderId as string, { standing: "canceled", made: 1 })
      moveClock(DAY)
      await runJob(ledger, shop)
      expect(await tokenOrders(ledger)).toEqual([])
      expect(await first(subscription)).toMatchObject({ state: "cancelled" })
      expect(await subscriptionNow(ledger, subscription)).toMatchObject({ status: "active" })
    })

    it("is written down no more once the customer has cancelled, however far the run had come", async () => {
      const { subscription, shop } = await due()
      const { prepare } = shop
      shop.prepare = async (...given) => {
        await klarna.subscriptions.end(subscription.id, { status: "cancelled", actor: "cus_1" })
        return prepare(...given)
      }
      await runJob(ledger, shop)
      moveClock(DAY)
      await runJob(ledger, shop)
      expect(await tokenOrders(ledger)).toEqual([])
      expect(await chargeRows()).toEqual([])
      expect(await first(subscription)).toMatchObject({ state: "cancelled" })
    })
  })

  describe("killed between the two writes of a refused charge", () => {
    it("a renewal waited for an order that there is not, and its refusal was forgotten", async () => {
      const { subscription, token, shop } = await due()
      await changeToken(ledger, token, { refuses_with: "PAYMENT_METHOD_FAILED" })
      await runJob(ledger, shop)
      const charge = await first(subscription)
      await put("klarna_purchase", charge.purchase_id as string, { klarna_status: "placing" })
      await put("klarna_charge", charge.id, {
        state: "charging",
        refusals: 0,
        first_refused_at: null,
        next_attempt_at: new Date(klarna.now()),
      })
      await runJob(ledger, shop)
      expect(await first(subscription)).toMatchObject({ state: "retrying", refusals: 1 })
      expect(await purchaseOf(charge)).toMatchObject({ klarna_status: "new" })
      expect(await tokenOrders(ledger)).toHaveLength(1)

      await changeToken(ledger, token, { refuses_with: null })
      moveClock(DAY + MINUTE)
      await runJob(ledger, shop)
      expect(await first(subscription)).toMatchObject({ state: "charged" })
      expect(await chargedOrders(ledger)).toHaveLength(1)
    })

    it("or after staff said that nothing was charged, it goes on as well", async () => {
      const { subscription, shop } = await due()
      await ledger.fault({ kind: "reset", match: CHARGE, times: 100 })
      await runJob(ledger, shop)
      const charge = await first(subscription)
      const [row] = await chargeRows()
      await ledger.clearFaults()
      await put("klarna_operation", row?.id as string, { status: "refused", error_code: "NOT_EXECUTED" })
      expect(await purchaseOf(charge)).toMatchObject({ klarna_status: "placing" })
      moveClock(DAY)
      await runJob(ledger, shop)
      expect(await first(subscription)).toMatchObject({ state: "charged", refusals: 0 })
      expect(await chargedOrders(ledger)).toHaveLength(1)
    })
  })

  it("a charge whose order Klarna's push named stayed unresolved", async () => {
    const { subscription, shop } = await due()
    await ledger.fault({ kind: "lost_response", match: CHARGE, times: 3 })
    await runJob(ledger, shop)
    await ledger.clearFaults()
    expect(await chargeRows()).toMatchObject([{ status: "unknown", target: expect.any(String) }])
    const charge = await first(subscription)
    const [orderId] = await chargedOrders(ledger)
    await put("klarna_purchase", charge.purchase_id as string, { subject_id: charge.order_id })
    expect(await klarna.adoptOrder(charge.purchase_id as string, orderId as string)).toBe(true)
    expect(await chargeRows()).toMatchObject([
      { status: "confirmed", klarna_id: orderId, target: null, next_attempt_at: null },
    ])
    moveClock(5 * MINUTE)
    await runJob(ledger, shop)
    expect(await first(subscription)).toMatchObject({ state: "charged", klarna_order_id: orderId })
    expect(await chargedOrders(ledger)).toHaveLength(1)
  })
})
