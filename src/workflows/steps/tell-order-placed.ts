import type { IEventBusModuleService, MedusaContainer } from "@medusajs/framework/types"
import { Modules, OrderWorkflowEvents } from "@medusajs/framework/utils"
import { KLARNA_MODULE, type KlarnaModuleService } from "../../modules/klarna"

/** Outcome of a purchase whose order's payment we are making ourselves, until the order was told. */
export const TELLING_PLACED = "telling_placed"

/**
 * Emits `order.placed` in core's place, which was killed before it could. Marked afterwards: killed here it is
 * told twice, which subscribers must bear; never not at all.
 */
export async function tellOrderPlaced(
  container: MedusaContainer,
  purchaseId: string,
  orderId: string
): Promise<void> {
  const klarna = container.resolve<KlarnaModuleService>(KLARNA_MODULE)
  const eventBus = container.resolve<IEventBusModuleService>(Modules.EVENT_BUS)
  await klarna.tellOnce(purchaseId, {
    isTold: ({ order_placed_emitted_at }) => order_placed_emitted_at !== null,
    tell: async () => eventBus.emit({ name: OrderWorkflowEvents.PLACED, data: { id: orderId } }),
    mark: () => ({ order_placed_emitted_at: new Date(klarna.now()) }),
  })
}
