import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { toShippingInfo } from "../../domain/shipping-info"
import type { Fulfillment } from "../../medusa/read-fulfillment"
import { translated } from "../../medusa/to-medusa-error"
import { KLARNA_MODULE, type KlarnaModuleService } from "../../modules/klarna"
import type { OperationRow } from "../../modules/klarna/rows"
import { addShippingInfo, sentTrackingNumbers } from "../desk/shipping-info-effect"
import { findPaidPurchases } from "./find-purchase-of-order"

export type SendTrackingNumbersStepInput = { fulfillment: Fulfillment | null }

export const sendTrackingNumbersStepId = "send-tracking-numbers"

/**
 * Brings a shipment's tracking numbers to the capture that its goods are in, where one can be told. Not undone: they
 * were said.
 */
export const sendTrackingNumbersStep = createStep(
  sendTrackingNumbersStepId,
  async ({ fulfillment }: SendTrackingNumbersStepInput, { container }) => {
    const klarna = container.resolve<KlarnaModuleService>(KLARNA_MODULE)
    if (!fulfillment?.labels.length) return new StepResponse({ sent: 0 })
    const purchases = await findPaidPurchases(container, fulfillment.orderId)
    const operations = await klarna.operations.ofKlarnaOrders(
      purchases.flatMap(({ klarna_order_id }) => klarna_order_id ?? [])
    )
    const capture = captureOf(operations, fulfillment.itemIds)
    const purchase = purchases.find(({ klarna_order_id }) => klarna_order_id === capture?.klarna_order_id)
    const captureId = capture?.klarna_id
    if (!purchase || !captureId) return new StepResponse({ sent: 0 })
    const known = sentTrackingNumbers(operations, captureId)
    const news = toShippingInfo(fulfillment.labels, fulfillment.company).filter(
      ({ tracking_number }) => tracking_number && !known.includes(tracking_number)
    )
    if (news.length) await translated(() => addShippingInfo(container, purchase, captureId, news))
    return new StepResponse({ sent: news.length })
  }
)

/** The last capture that names all of these items; else the only one there is. */
function captureOf(
  operations: readonly OperationRow[],
  itemIds: readonly string[]
): OperationRow | undefined {
  const captures = operations.filter(
    ({ kind, status, klarna_id }) => kind === "capture" && status === "confirmed" && klarna_id !== null
  )
  const naming = captures.filter(
    ({ items }) => items && itemIds.every((id) => items.some((item) => item.id === id))
  )
  return naming.at(-1) ?? (captures.length === 1 ? captures[0] : undefined)
}
