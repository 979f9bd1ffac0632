import { createPaymentSessionsWorkflow } from "@medusajs/medusa/core-flows"
import type { IPaymentModuleService, MedusaContainer } from "@medusajs/framework/types"
import { Modules, PaymentCollectionStatus } from "@medusajs/framework/utils"
import { providerIdOf } from "../../config/provider-id"
import { currencyExponent } from "../../domain/currencies"
import { sumDecimals, toMajor, type MinorUnits } from "../../domain/money"
import type { Decimal } from "../../domain/purchase-source"
import { minorAmount } from "../../medusa/minor-amount"
import type { PaymentBooks } from "../../medusa/read-order-books"
import { KLARNA_MODULE, type KlarnaModuleService } from "../../modules/klarna"
import type { PurchaseRow } from "../../modules/klarna/rows"
import { createCollection } from "./create-collection"
import { endCartCollections } from "./end-cart-collections"
import { leftOf, type ChangedOrder } from "./read-changed-order"
import { settleDifference } from "./settle-difference"

/**
 * Gives the order a payment of what Klarna reserves, on the collection that Medusa opened for the change, and what is
 * owed beyond that a collection of its own.
 *
 * @param reserved minor units, what Klarna's order reserves for this order now
 * @returns whether the order has its payment
 */
export async function payWithSuccessor(
  container: MedusaContainer,
  purchase: PurchaseRow,
  order: ChangedOrder,
  reserved: number
): Promise<boolean> {
  const klarna = container.resolve<KlarnaModuleService>(KLARNA_MODULE)
  const live = order.payments.find(({ canceled }) => !canceled)
  // Nothing is reserved any more, or Medusa left its payment alone and it is right as it is.
  const stands = live && (reserved === 0 || minorAmount(leftOf(live), live.currencyCode) === reserved)
  if (!stands) {
    if (live) await voidPayment(container, live)
    if (reserved > 0) await pay(container, purchase, order, reserved)
    await shrinkCaptured(container, order)
  }
  // What Klarna decided on a moment ago is still to be told: the sync does.
  const outcome = purchase.outcome === PENDING ? PENDING : SETTLED
  await klarna.purchases.update(purchase.id, { successor: "none", outcome })
  await settleDifference(container, order)
  return true
}

/** As the sync calls it: everything that follows from the payment has happened, or Klarna was still deciding. */
const SETTLED = "settled"
const PENDING = "pending"

async function pay(
  container: MedusaContainer,
  purchase: PurchaseRow,
  order: ChangedOrder,
  reserved: number
): Promise<void> {
  const klarna = container.resolve<KlarnaModuleService>(KLARNA_MODULE)
  const payments = container.resolve<IPaymentModuleService>(Modules.PAYMENT)
  const amount = exactly(order, reserved)
  const collection = await findCollection(container, purchase, order, amount)
  const held = collection.sessions.find(({ purchase_id }) => purchase_id === purchase.id)
  if (minorAmount(collection.amount, order.currency_code) !== reserved) {
    await payments.updatePaymentCollections(collection.id, { amount: Number(amount) })
  }
  const isCurrent = held && minorAmount(held.amount, order.currency_code) === reserved
  const sessionId = isCurrent ? held.id : await createSession(container, purchase, collection.id)
  await klarna.purchases.hold(purchase.id, sessionId)
  await payments.authorizePaymentSession(sessionId, {})
}

async function createSession(
  container: MedusaContainer,
  purchase: PurchaseRow,
  collectionId: string
): Promise<string> {
  const { result } = await createPaymentSessionsWorkflow(container).run({
    input: {
      payment_collection_id: collectionId,
      provider_id: providerIdOf(purchase.provider),
      context: { klarna_channel: purchase.channel } as never,
    },
  })
  return (result as { id: string }).id
}

type OpenCollection = {
  id: string
  amount: Decimal
  sessions: { id: string; amount: Decimal; purchase_id: string | undefined }[]
}

/** The one that was begun with, else one that nobody pays by a link. */
async function findCollection(
  container: MedusaContainer,
  purchase: PurchaseRow,
  order: ChangedOrder,
  amount: Decimal
): Promise<OpenCollection> {
  const unpaid = await endCartCollections(container, order.unpaid_collections)
  const open = await Promise.all(unpaid.map(({ id, amount }) => readCollection(container, id, amount)))
  const begun = open.find(({ sessions }) => sessions.some(({ purchase_id }) => purchase_id === purchase.id))
  const free = begun ?? open.find(({ sessions }) => sessions.every(({ purchase_id }) => !purchase_id))
  return free ?? { id: await createCollection(container, order.id, amount), amount, sessions: [] }
}

async function readCollection(
  container: MedusaContainer,
  id: string,
  amount: Decimal
): Promise<OpenCollection> {
  const klarna = container.resolve<KlarnaModuleService>(KLARNA_MODULE)
  const payments = container.resolve<IPaymentModuleService>(Modules.PAYMENT)
  const sessions = await payments.listPaymentSessions({ payment_collection_id: id })
  return {
    id,
    amount,
    sessions: await Promise.all(
      sessions.map(async (session) => ({
        id: session.id,
        amount: String(session.amount),
        purchase_id: (await klarna.purchases.byHolder(session.id))?.id,
      }))
    ),
  }
}

/** Medusa does not round: what closes the order keeps all its digits, so that nothing stays owed. */
const exactly = ({ owed, currency_code }: ChangedOrder, minor: number): Decimal =>
  minorAmount(owed, currency_code) === minor
    ? owed
    : toMajor(minor as MinorUnits, currencyExponent(currency_code))

/** As a change of the order does. The provider keeps Klarna's authorization, and notes that it awaits its successor. */
async function voidPayment(container: MedusaContainer, { id, captures }: PaymentBooks): Promise<void> {
  const payments = container.resolve<IPaymentModuleService>(Modules.PAYMENT)
  const { payment_collection_id } = await payments.retrievePayment(id)
  const status = captures.length
    ? PaymentCollectionStatus.PARTIALLY_CAPTURED
    : PaymentCollectionStatus.CANCELED
  await payments.updatePaymentCollections(payment_collection_id as string, { status } as never)
  await payments.cancelPayment(id)
}

/**
 * Of a collection that was captured in part and voided nothing is to come any more: it asks for what was captured, so
 * that the order can read as captured once the rest is.
 */
async function shrinkCaptured(container: MedusaContainer, order: ChangedOrder): Promise<void> {
  const service = container.resolve<IPaymentModuleService>(Modules.PAYMENT)
  for (const { id, canceled, captures, currencyCode } of order.payments) {
    if (!canceled || !captures.length) continue
    const captured = sumDecimals(captures.map((row) => row.amount))
    const { payment_collection_id } = await service.retrievePayment(id)
    const collection = await service.retrievePaymentCollection(payment_collection_id as string)
    if (minorAmount(collection.amount, currencyCode) === minorAmount(captured, currencyCode)) continue
    await service.updatePaymentCollections(collection.id, { amount: Number(captured) })
  }
}
