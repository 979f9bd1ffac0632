import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { itemsToCapture, itemsWithoutLine, type GoodsPolicy } from "../../domain/items-to-capture"
import { lineBalances, takenParts } from "../../domain/line-balance"
import { toShippingInfo } from "../../domain/shipping-info"
import { readFulfilledItems, type Fulfillment } from "../../medusa/read-fulfillment"
import type { Query } from "../../medusa/read-purchase-source"
import { translated } from "../../medusa/to-medusa-error"
import { KLARNA_MODULE, type KlarnaModuleService } from "../../modules/klarna"
import type { PurchaseRow } from "../../modules/klarna/rows"
import { captureByPolicy, tellCaptureRefused, wasRefused } from "../desk/capture-by-policy"
import { readDesk } from "../desk/read-desk"
import { findPaidPurchases, type OrderPurchase } from "./find-purchase-of-order"

export type CaptureFulfilledGoodsStepInput = { fulfillment: Fulfillment | null }

export const captureFulfilledGoodsStepId = "capture-fulfilled-goods"

/** Somebody who moves money of the order goes first. */
const MONEY_LEASE_WAIT_MS = 10_000

/**
 * Captures what the shop's policy says has to be captured by now: what was fulfilled or shipped and not captured,
 * with the shipping of the order the first time, at each Klarna order that has the goods. Goods that none has are told.
 * Cannot be undone.
 */
export const captureFulfilledGoodsStep = createStep(
  captureFulfilledGoodsStepId,
  async ({ fulfillment }: CaptureFulfilledGoodsStepInput, { container }) => {
    const klarna = container.resolve<KlarnaModuleService>(KLARNA_MODULE)
    const policy = klarna.config.policies.capture
    const applies = policy === "on_fulfillment" || policy === "on_shipment"
    if (!fulfillment || !applies) return new StepResponse({ captured: false })
    const purchases = await findPaidPurchases(container, fulfillment.orderId)
    const results: Result[] = []
    for (const purchase of purchases.filter(isPaid)) {
      const result = await translated(() =>
        klarna.leases.withMoneyLease(
          purchase.id,
          () => capture(container, purchase, fulfillment, policy),
          MONEY_LEASE_WAIT_MS
        )
      )
      results.push(result)
    }
    await tellUnnamed(container, fulfillment.orderId, results)
    return new StepResponse({ captured: results.some(({ captured }) => captured) })
  }
)

/** What Medusa has no payment of cannot be booked. */
const isPaid = ({ state, authorized_by }: OrderPurchase) => state === "complete" && authorized_by !== null

type Result = {
  purchase: PurchaseRow
  captured: boolean
  /** Something is left to capture. */
  holds: boolean
  /** Items that left and that no line of this Klarna order is. */
  unnamed: string[]
}

async function capture(
  container: MedusaContainer,
  purchase: PurchaseRow,
  { orderId, labels, company }: Fulfillment,
  policy: GoodsPolicy
): Promise<Result> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY) as unknown as Query
  const of = { order_id: orderId, klarna_order_id: purchase.klarna_order_id ?? undefined }
  const [{ purchase: current, books, managed, lines }, gone] = await Promise.all([
    readDesk(container, of),
    readFulfilledItems(query, orderId),
  ])
  const parts = takenParts(books.operations)
  const unnamed = itemsWithoutLine(policy, gone, lines, parts)
  const result = { purchase, captured: false, holds: managed.remaining_authorized_amount > 0, unnamed }
  if (!result.holds) return result
  const items = itemsToCapture(policy, gone, lineBalances(lines, parts, managed))
  if (!items.length || wasRefused(books.operations, items)) return result
  const captured = await captureByPolicy(container, current, {
    ...of,
    items,
    include_shipping: true,
    shipping_info: toShippingInfo(labels, company),
  })
  return { ...result, captured }
}

/** Goods left, and none of the order's Klarna orders can be asked to pay for them by name: somebody has to look. */
async function tellUnnamed(
  container: MedusaContainer,
  orderId: string,
  results: readonly Result[]
): Promise<void> {
  const [first, ...others] = results
  const isUnnamed = first?.unnamed.some((id) => others.every(({ unnamed }) => unnamed.includes(id)))
  const holder = results.find(({ holds, captured }) => holds && !captured)
  if (!isUnnamed || !holder) return
  const klarna = container.resolve<KlarnaModuleService>(KLARNA_MODULE)
  const { id } = holder.purchase
  // Another event of the same goods may be about to tell it.
  await translated(() =>
    klarna.leases.withMoneyLease(
      id,
      async () => {
        const current = await klarna.purchases.byId(id)
        if (current) await tellCaptureRefused(container, current, orderId, UNNAMED)
      },
      MONEY_LEASE_WAIT_MS
    )
  )
}

const UNNAMED = {
  code: "goods_unnamed",
  message:
    "Goods left that Klarna's order does not name, because the order was changed: nothing was captured for them. Once a " +
    "return that is awaited has arrived they are captured; until then, and without one, capture them by amount",
}
