import type { MedusaNextFunction, MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { MONEY_IS_MOVING, type Lease } from "../../modules/klarna/leases"
import { KLARNA_MODULE, type KlarnaModuleService } from "../../modules/klarna"
import { orderPaymentOf } from "../admin/klarna/orders/order-payment-of"
import { findPurchaseOfOrder } from "../../workflows/steps/find-purchase-of-order"

/** What the route's id is of; `klarna_order`: our own routes, by Medusa's order. */
type MoneyOf = "payment" | "order" | "order_exchange" | "order_claim" | "klarna_order"

/**
 * Keeps a second capture, refund or cancellation of the same Klarna order out while Medusa's whole workflow runs:
 * two that overlap make core book order transactions twice. Held until the answer is made, also when the browser
 * has gone meanwhile: the workflow runs on without it.
 */
export function holdMoneyLease(of: MoneyOf, first?: BooksFirst) {
  return async (req: MedusaRequest, res: MedusaResponse, next: MedusaNextFunction) => {
    const purchaseIds = await findPurchases(req, of)
    const leases = await acquireAll(req, purchaseIds)
    if (!leases) {
      res.status(409).json({
        type: "conflict",
        code: "money_moving",
        message: MONEY_IS_MOVING,
      })
      return
    }
    whenAnswered(res, () => releaseAll(leases))
    if (first && purchaseIds.length) await first(req, purchaseIds)
    next()
  }
}

/** Done under the lease before core goes on. What it throws is the answer. */
type BooksFirst = (req: MedusaRequest, purchaseIds: string[]) => Promise<unknown>

/** @returns nothing when one of them is held by somebody else; then none is */
async function acquireAll(req: MedusaRequest, purchaseIds: string[]): Promise<Lease[] | undefined> {
  const klarna = req.scope.resolve<KlarnaModuleService>(KLARNA_MODULE)
  const leases: Lease[] = []
  try {
    for (const id of purchaseIds) {
      const lease = await klarna.leases.acquireForPerson(id)
      if (!lease) {
        await releaseAll(leases)
        return undefined
      }
      leases.push(lease)
    }
    return leases
  } catch (error) {
    await releaseAll(leases)
    throw error
  }
}

const releaseAll = async (leases: Lease[]): Promise<void> => {
  await Promise.all(leases.map((held) => held.release())).catch(() => undefined)
}

/**
 * `close` would come too early when the client goes away, `finish` never. Done before the answer leaves: whoever has it
 * may ask for the next thing at once.
 */
function whenAnswered(res: MedusaResponse, done: () => Promise<void>): void {
  const end = res.end.bind(res) as (...args: unknown[]) => MedusaResponse
  let isEnded = false
  res.end = ((...args: unknown[]) => {
    if (isEnded) return res
    isEnded = true
    void done().finally(() => end(...args))
    return res
  }) as typeof res.end
}

/** Sorted, so that two requests about several purchases cannot wait for each other. */
async function findPurchases(req: MedusaRequest, of: MoneyOf): Promise<string[]> {
  if (of === "klarna_order") {
    const purchase = await findPurchaseOfOrder(req.scope, orderPaymentOf(req))
    return purchase ? [purchase.id] : []
  }
  const klarna = req.scope.resolve<KlarnaModuleService>(KLARNA_MODULE)
  const sessions =
    of === "payment" ? await sessionsOfPayment(req) : await sessionsOfOrder(req, await orderIdOf(req, of))
  const purchases = await Promise.all(sessions.map((id) => klarna.purchases.byHolder(id)))
  return [...new Set(purchases.flatMap((purchase) => (purchase ? [purchase.id] : [])))].sort()
}

type PaymentRecord = { payment_session?: { id: string } | null }

async function sessionsOfPayment(req: MedusaRequest): Promise<string[]> {
  const { data } = await req.scope.resolve(ContainerRegistrationKeys.QUERY).graph({
    entity: "payment",
    fields: ["id", "payment_session.id"],
    filters: { id: req.params.id as string },
  })
  return sessionsOf(data as PaymentRecord[])
}

/** An exchange or claim is of an order. */
async function orderIdOf(
  req: MedusaRequest,
  of: "order" | "order_exchange" | "order_claim"
): Promise<string | undefined> {
  const id = req.params.id as string
  if (of === "order") return id
  const { data } = await req.scope
    .resolve(ContainerRegistrationKeys.QUERY)
    .graph({ entity: of, fields: ["id", "order_id"], filters: { id } })
  return (data[0] as { order_id?: string } | undefined)?.order_id
}

async function sessionsOfOrder(req: MedusaRequest, id: string | undefined): Promise<string[]> {
  if (!id) return []
  const { data } = await req.scope.resolve(ContainerRegistrationKeys.QUERY).graph({
    entity: "order",
    fields: ["id", "payment_collections.payments.payment_session.id"],
    filters: { id },
  })
  const order = data[0] as
    { payment_collections?: ({ payments?: (PaymentRecord | null)[] } | null)[] } | undefined
  return sessionsOf((order?.payment_collections ?? []).flatMap((collection) => collection?.payments ?? []))
}

const sessionsOf = (payments: (PaymentRecord | null)[]): string[] =>
  payments.flatMap((payment) => (payment?.payment_session ? [payment.payment_session.id] : []))
