import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { itemsToCapture } from "../../domain/items-to-capture"
import { lineBalances, takenParts } from "../../domain/line-balance"
import { toShippingInfo } from "../../domain/shipping-info"
import { readFulfilledItems, type Fulfillment } from "../../medusa/read-fulfillment"
import type { Query } from "../../medusa/read-purchase-source"
import { translated } from "../../medusa/to-medusa-error"
import { KLARNA_MODULE, type KlarnaModuleService } from "../../modules/klarna"
import type { PurchaseRow } from "../../modules/klarna/rows"
import { captureByPolicy, wasRefused } from "../desk/capture-by-policy"
import { readDesk } from "../desk/read-desk"
import { findPaidPurchases, type OrderPurchase } from "./find-purchase-of-order"

export type CaptureFulfilledGoodsStepInput = { fulfillment: Fulfillment | null }

export const captureFulfilledGoodsStepId = "capture-fulfilled-goods"

/** Somebody who moves money of the order goes first. */
const MONEY_LEASE_WAIT_MS = 10_000

/**
 * Captures what the shop's policy says has to be captured by now: what was fulfilled or shipped and not captured,
 * with the shipping of the order the first time, at each Klarna order that has the goods. Cannot be undone.
 */
export const captureFulfilledGoodsStep = createStep(
  captureFulfilledGoodsStepId,
  async ({ fulfillment }: CaptureFulfilledGoodsStepInput, { container }) => {
    const klarna = container.resolve<KlarnaModuleService>(KLARNA_MODULE)
    const policy = klarna.config.policies.capture
    const applies = policy === "on_fulfillment" || policy === "on_shipment"
    if (!fulfillment || !applies) return new StepResponse({ captured: false })
    const purchases = await findPaidPurchases(container, fulfillment.orderId)
    let captured = false
    for (const purchase of purchases.filter(isPaid)) {
      const isCaptured = await translated(() =>
        klarna.leases.withMoneyLease(
          purchase.id,
          () => capture(container, purchase, fulfillment, policy),
          MONEY_LEASE_WAIT_MS
        )
      )
      captured ||= isCaptured
    }
    return new StepResponse({ captured })
  }
)

/** What Medusa has no payment of cannot be booked. */
const isPaid = ({ state, authorized_by }: OrderPurchase) => state === "complete" && authorized_by !== null

async function capture(
  container: MedusaContainer,
  purchase: PurchaseRow,
  { orderId, labels, company }: Fulfillment,
  policy: "on_fulfillment" | "on_shipment"
): Promise<boolean> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY) as unknown as Query
  const of = { order_id: orderId, klarna_order_id: purchase.klarna_order_id ?? undefined }
  const { books, managed, lines } = await readDesk(container, of)
  if (managed.remaining_authorized_amount <= 0) return false
  const items = itemsToCapture(
    policy,
    await readFulfilledItems(query, orderId),
    lineBalances(lines, takenParts(books.operations), managed)
  )
  if (!items.length || wasRefused(books.operations, items)) return false
  return captureByPolicy(container, purchase, {
    ...of,
    items,
    include_shipping: true,
    shipping_info: toShippingInfo(labels, company),
  })
}
