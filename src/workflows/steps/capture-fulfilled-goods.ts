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
import { findPurchaseOfOrder } from "./find-purchase-of-order"

export type CaptureFulfilledGoodsStepInput = { fulfillment: Fulfillment | null }

export const captureFulfilledGoodsStepId = "capture-fulfilled-goods"

/** Somebody who moves money of the order goes first. */
const MONEY_LEASE_WAIT_MS = 10_000

/**
 * Captures what the shop's policy says has to be captured by now: what was fulfilled or shipped and not captured,
 * with the shipping of the order the first time. Cannot be undone.
 */
export const captureFulfilledGoodsStep = createStep(
  captureFulfilledGoodsStepId,
  async ({ fulfillment }: CaptureFulfilledGoodsStepInput, { container }) => {
    const klarna = container.resolve<KlarnaModuleService>(KLARNA_MODULE)
    const policy = klarna.config.policies.capture
    const purchase = fulfillment ? await findPurchaseOfOrder(container, fulfillment.orderId) : undefined
    const applies = policy === "on_fulfillment" || policy === "on_shipment"
    if (!fulfillment || !applies || purchase?.state !== "complete")
      return new StepResponse({ captured: false })
    const captured = await translated(() =>
      klarna.leases.withMoneyLease(
        purchase.id,
        () => capture(container, purchase, fulfillment, policy),
        MONEY_LEASE_WAIT_MS
      )
    )
    return new StepResponse({ captured })
  }
)

async function capture(
  container: MedusaContainer,
  purchase: PurchaseRow,
  { orderId, labels, company }: Fulfillment,
  policy: "on_fulfillment" | "on_shipment"
): Promise<boolean> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY) as unknown as Query
  const { books, managed, lines } = await readDesk(container, orderId)
  const items = itemsToCapture(
    policy,
    await readFulfilledItems(query, orderId),
    lineBalances(lines, takenParts(books.operations), managed)
  )
  if (!items.length || wasRefused(books.operations, items)) return false
  return captureByPolicy(container, purchase, {
    order_id: orderId,
    items,
    include_shipping: true,
    shipping_info: toShippingInfo(labels, company),
  })
}
