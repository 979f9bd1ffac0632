import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { authorizationBody } from "../../domain/authorization-body"
import type { KlarnaOrderDraft } from "../../domain/klarna-order-draft"
import type { MinorUnits } from "../../domain/money"
import { toOutstandingOrder } from "../../domain/outstanding-order"
import { divideOwed, planSuccessor } from "../../domain/plan-successor"
import { KlarnaApiError, type KlarnaManagedOrder } from "../../klarna"
import { minorAmount } from "../../medusa/minor-amount"
import type { Query } from "../../medusa/read-purchase-source"
import { readSubjectDraft } from "../../medusa/read-subject-draft"
import { KLARNA_MODULE, type KlarnaModuleService } from "../../modules/klarna"
import type { PurchaseRow } from "../../modules/klarna/rows"
import { giveUpBeforePayment } from "./give-up-before-payment"
import { payWithSuccessor } from "./pay-with-successor"
import { readChangedOrder, type ChangedOrder } from "./read-changed-order"

/** Somebody who moves money goes first. */
const MONEY_LEASE_WAIT_MS = 5_000

/**
 * An order was changed that has a Klarna authorization: Klarna gets the new amount and lines, and where Medusa voided
 * its payment, the collection that follows is paid with the same Klarna order. May be repeated at any time: what is
 * right already is not touched.
 *
 * @returns whether nothing is left to do
 * @throws OperationError while money of this order moves; Klarna's errors when it cannot be asked
 */
export async function settleSuccessor(container: MedusaContainer, purchaseId: string): Promise<boolean> {
  const klarna = container.resolve<KlarnaModuleService>(KLARNA_MODULE)
  return klarna.leases.withMoneyLease(
    purchaseId,
    async () => {
      const purchase = await klarna.purchases.byId(purchaseId)
      const order = purchase && (await readChangedOrder(container, purchase))
      // Of a cancelled order everything goes back, on the one road.
      if (!purchase || !order || order.canceled || order.is_draft) return true
      return isConcerned(klarna, purchase) ? settle(container, purchase, order) : true
    },
    MONEY_LEASE_WAIT_MS
  )
}

/** Paid, with something that may be left of it; not on its way back. */
const isConcerned = (klarna: KlarnaModuleService, purchase: PurchaseRow): boolean =>
  !purchase.closed_at &&
  purchase.authorized_by !== null &&
  klarna.statusOf(purchase) === "complete" &&
  !purchase.outcome?.startsWith("giv")

async function settle(
  container: MedusaContainer,
  purchase: PurchaseRow,
  order: ChangedOrder
): Promise<boolean> {
  const klarna = container.resolve<KlarnaModuleService>(KLARNA_MODULE)
  await klarna.operations.settleUnresolved(purchase.klarna_order_id as string)
  const managed = await klarna.readManagedOrder(purchase)
  const owed = minorAmount(order.owed, order.currency_code)
  const plan = planSuccessor(managed, owed)
  switch (plan.act) {
    case "lost":
      return lose(klarna, purchase)
    case "give_back":
      return giveBack(container, purchase, order)
    case "update": {
      const held = await update(container, purchase, order, managed, plan.order_amount)
      return payWithSuccessor(container, purchase, order, divideOwed(owed, held).reserved)
    }
  }
}

/** Captured to the end or gone: what is owed more is paid by a link. */
async function lose(klarna: KlarnaModuleService, purchase: PurchaseRow): Promise<boolean> {
  await klarna.purchases.update(purchase.id, { successor: "none" })
  return true
}

/** Something else pays the order. One that costs nothing any more keeps its payment, which staff cancel with it. */
async function giveBack(
  container: MedusaContainer,
  purchase: PurchaseRow,
  { payments }: ChangedOrder
): Promise<boolean> {
  const klarna = container.resolve<KlarnaModuleService>(KLARNA_MODULE)
  if (!payments.length) await giveUpBeforePayment(container, purchase)
  else if (payments.every(({ canceled }) => canceled)) await klarna.cancelAtKlarna(purchase)
  await klarna.purchases.update(purchase.id, { successor: "none" })
  return true
}

/** @returns minor units that Klarna reserves afterwards: what it reserved before where it takes no higher amount */
async function update(
  container: MedusaContainer,
  purchase: PurchaseRow,
  order: ChangedOrder,
  managed: KlarnaManagedOrder,
  order_amount: number
): Promise<number> {
  const klarna = container.resolve<KlarnaModuleService>(KLARNA_MODULE)
  const query = container.resolve(ContainerRegistrationKeys.QUERY) as unknown as Query
  const read = await readSubjectDraft(query, { type: "order", id: order.id })
  if (!read) return managed.remaining_authorized_amount
  const wanted = toOutstandingOrder(read.draft, order_amount as MinorUnits, String(order.display_id))
  const isIncrease = order_amount > managed.order_amount
  if (isIncrease && (await wasRefused(klarna, managed, wanted))) {
    await keepAsItIs(klarna, purchase, managed)
    return managed.remaining_authorized_amount
  }
  try {
    await klarna.updateAuthorization(purchase, managed, wanted)
    return order_amount - managed.captured_amount
  } catch (error) {
    if (!isTooMuch(error) || !isIncrease) throw error
    await keepAsItIs(klarna, purchase, managed)
    return managed.remaining_authorized_amount
  }
}

/** An increase is a new risk, and many ways to pay take none. */
const TOO_MUCH = "NOT_ALLOWED"
const isTooMuch = (error: unknown) => error instanceof KlarnaApiError && error.code === TOO_MUCH

/** Klarna's last word about an update was that it does not take this very one. */
async function wasRefused(
  klarna: KlarnaModuleService,
  { order_id }: KlarnaManagedOrder,
  wanted: KlarnaOrderDraft
): Promise<boolean> {
  const operations = await klarna.operations.ofKlarnaOrder(order_id)
  const last = operations.filter(({ kind }) => kind === "update").at(-1)
  return last?.status === "refused" && last.error_code === TOO_MUCH && last.body === authorizationBody(wanted)
}

/** The lines stay those that the buyer agreed to: they are what this authorization is for. */
const keepAsItIs = (klarna: KlarnaModuleService, purchase: PurchaseRow, managed: KlarnaManagedOrder) =>
  klarna.updateAuthorization(purchase, managed, {
    order_amount: managed.order_amount as MinorUnits,
    order_tax_amount: purchase.tax_amount as MinorUnits,
    order_lines:
      (purchase.snapshot as { order_lines?: KlarnaOrderDraft["order_lines"] } | null)?.order_lines ?? [],
  })
