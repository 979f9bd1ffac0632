import type { IOrderModuleService } from "@medusajs/framework/types"
import { Modules, OrderStatus } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"

export const openRenewalOrderStepId = "open-renewal-order"

/** The draft is an order from now on, and waits for its payment. The last step: there is nothing to undo after it. */
export const openRenewalOrderStep = createStep(
  openRenewalOrderStepId,
  async ({ order_id }: { order_id: string }, { container }) => {
    await container
      .resolve<IOrderModuleService>(Modules.ORDER)
      .updateOrders([{ id: order_id, status: OrderStatus.PENDING, is_draft_order: false } as never])
    return new StepResponse({ order_id })
  }
)
