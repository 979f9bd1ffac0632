import { updateCartWorkflow } from "@medusajs/medusa/core-flows"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { buyerDetailChanges, type BuyerDetails } from "../../domain/buyer-details"
import type { KlarnaCheckoutOrder } from "../../klarna"
import type { Query } from "../../medusa/read-purchase-source"
import { KLARNA_MODULE, type KlarnaModuleService } from "../../modules/klarna"

export type WriteBuyerDetailsStepInput = { purchase_id: string; cart_id: string }

export const writeBuyerDetailsStepId = "write-buyer-details"

/**
 * Brings what the buyer gave on Klarna's page to the cart before it completes: it is where the goods go. Only
 * what differs is written. Not undone: the details stay true whatever becomes of the order.
 */
export const writeBuyerDetailsStep = createStep(
  writeBuyerDetailsStepId,
  async ({ purchase_id, cart_id }: WriteBuyerDetailsStepInput, { container }) => {
    const klarna = container.resolve<KlarnaModuleService>(KLARNA_MODULE)
    const query = container.resolve(ContainerRegistrationKeys.QUERY) as unknown as Query
    const purchase = await klarna.purchases.byId(purchase_id)
    const { data } = await query.graph({
      entity: "cart",
      fields: ["id", "email", "shipping_address.*", "billing_address.*"],
      filters: { id: cart_id },
    })
    const cart = data[0] as BuyerDetails | undefined
    const order = purchase?.snapshot as KlarnaCheckoutOrder | undefined
    const changes = order && cart ? buyerDetailChanges(order, cart) : {}
    if (Object.keys(changes).length) {
      await updateCartWorkflow(container).run({ input: { id: cart_id, ...changes } as never })
    }
    return new StepResponse({ written: Object.keys(changes) })
  }
)
