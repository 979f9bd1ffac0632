import type { MedusaContainer } from "@medusajs/framework/types"
import { toKlarnaOrder } from "../../../../src/domain/klarna-order"
import { cart, item } from "../../../../src/domain/__tests__/purchase-builder"
import type { PurchaseRow } from "../../../../src/modules/klarna/rows"
import { extendAuthorization } from "../../../../src/workflows/desk/extend-authorization"
import type { Bench } from "./boot-ledger"
import { buy, successorSession, type Victim } from "./victim"

/** What is moved of an order of three lamps at 100.00. */
export const PART = 100
const WANTED_LAMPS = 2

type Effect = {
  prepare: (bench: Bench) => Promise<Victim>
  /** As Medusa, staff or a job begin it; said again after a kill it comes to the same end. */
  act: (bench: Bench, victim: Victim) => Promise<unknown>
}

const lamps = (quantity: number) =>
  toKlarnaOrder(
    cart({
      items: [
        item({
          quantity: String(quantity),
          total: String(quantity * 100),
          taxTotal: String(quantity * 20),
          taxRates: ["25"],
        }),
      ],
    })
  )

const bought = (bench: Bench) => buy(bench, lamps(3))

const purchaseOf = async ({ klarna }: Bench, { purchaseId }: Victim) =>
  (await klarna.purchases.byId(purchaseId)) as PurchaseRow

const withMoneyLease = ({ klarna }: Bench, { purchaseId }: Victim, work: () => Promise<unknown>) =>
  klarna.leases.withMoneyLease(purchaseId, work)

async function captured(bench: Bench, amount?: number): Promise<Victim> {
  const victim = await bought(bench)
  await bench.payments.capturePayment({ payment_id: victim.paymentId, amount })
  return victim
}

async function updateAuthorization(bench: Bench, victim: Victim): Promise<void> {
  const purchase = await purchaseOf(bench, victim)
  const managed = await bench.klarna.readManagedOrder(purchase)
  await bench.klarna.updateAuthorization(purchase, managed, lamps(WANTED_LAMPS))
}

/** Everything that the ledger does at Klarna after the buyer agreed. */
export const EFFECTS = {
  capture: {
    prepare: bought,
    act: (bench, victim) =>
      withMoneyLease(bench, victim, () =>
        bench.payments.capturePayment({ payment_id: victim.paymentId, amount: PART })
      ),
  },
  refund: {
    prepare: (bench) => captured(bench),
    act: (bench, victim) =>
      withMoneyLease(bench, victim, () =>
        bench.payments.refundPayment({ payment_id: victim.paymentId, amount: PART })
      ),
  },
  cancel: {
    prepare: bought,
    act: (bench, victim) =>
      withMoneyLease(bench, victim, () => bench.payments.cancelPayment(victim.paymentId)),
  },
  release: {
    prepare: (bench) => captured(bench, PART),
    act: (bench, victim) =>
      withMoneyLease(bench, victim, async () => {
        const purchase = await purchaseOf(bench, victim)
        const managed = await bench.klarna.readManagedOrder(purchase)
        await bench.klarna.operations.settleUnresolved(managed.order_id, managed)
        await bench.klarna.operations.ensure(purchase, single("release"))
      }),
  },
  extend: {
    prepare: bought,
    act: async (bench, victim) =>
      extendAuthorization(
        { resolve: () => bench.klarna } as unknown as MedusaContainer,
        await purchaseOf(bench, victim)
      ),
  },
  update: {
    prepare: bought,
    act: (bench, victim) => withMoneyLease(bench, victim, () => updateAuthorization(bench, victim)),
  },
  acknowledge: {
    prepare: bought,
    act: async (bench, victim) =>
      bench.klarna.operations.ensure(await purchaseOf(bench, victim), single("acknowledge")),
  },
  place: {
    prepare: (bench) => buy(bench, lamps(3), "klarna-payments"),
    act: (bench, { purchaseId }) => bench.klarna.placeOrder(purchaseId),
  },
  /** The order was changed: its payment is void, and the authorization goes on with another amount and payment. */
  successor: {
    prepare: async (bench) => {
      const victim = await bought(bench)
      await bench.payments.updatePaymentCollections(victim.collectionId, { status: "canceled" } as never)
      await bench.payments.cancelPayment(victim.paymentId)
      return { ...victim, successorSessionId: await successorSession(bench, WANTED_LAMPS * 100) }
    },
    act: (bench, victim) =>
      withMoneyLease(bench, victim, async () => {
        const sessionId = victim.successorSessionId as string
        if ((await purchaseOf(bench, victim)).successor === "none") return
        await updateAuthorization(bench, victim)
        await bench.klarna.purchases.hold(victim.purchaseId, sessionId)
        await bench.payments.authorizePaymentSession(sessionId, {})
        await bench.klarna.purchases.update(victim.purchaseId, { successor: "none" })
      }),
  },
} satisfies Record<string, Effect>

export type EffectName = keyof typeof EFFECTS

const single = (kind: "release" | "acknowledge") => ({
  kind,
  singleton: kind,
  amount: null,
  medusa_row_id: null,
  body: () => null,
})
