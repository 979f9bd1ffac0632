import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import type { Query } from "../../medusa/read-purchase-source"
import { KLARNA_MODULE, type KlarnaModuleService } from "../../modules/klarna"
import { syncKlarnaPurchaseWorkflow } from "../sync-klarna-purchase"
import { forEachQuietly } from "./for-each-quietly"

export type SyncOrderPurchasesStepInput = {
  order_id: string
  /** Asked for because `order.placed` was heard. */
  placed?: boolean
}

export const syncOrderPurchasesStepId = "sync-order-purchases"

/** One purchase that fails does not keep the others from being settled; the poll repeats it. */
export const syncOrderPurchasesStep = createStep(
  syncOrderPurchasesStepId,
  async ({ order_id, placed }: SyncOrderPurchasesStepInput, { container }) => {
    const klarna = container.resolve<KlarnaModuleService>(KLARNA_MODULE)
    if (placed) await klarna.purchases.noteOrderPlaced(order_id)
    const query = container.resolve(ContainerRegistrationKeys.QUERY) as unknown as Query
    const { data } = await query.graph({ entity: "order_cart", fields: ["cart_id"], filters: { order_id } })
    const cartId = (data[0] as { cart_id: string } | undefined)?.cart_id
    const purchases = await klarna.purchases.ofOrder(order_id, cartId)
    const result = await forEachQuietly(container, "purchase", purchases, (purchase) =>
      syncKlarnaPurchaseWorkflow(container).run({ input: { purchase_id: purchase.id } })
    )
    return new StepResponse(result)
  }
)
