import { updateCartWorkflow } from "@medusajs/medusa/core-flows"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { fromKlarnaAddress, sameAddress, type MedusaAddress } from "../../domain/addresses"
import type { KlarnaCheckoutOrder } from "../../klarna"
import type { Query } from "../../medusa/read-purchase-source"
import { KLARNA_MODULE, type KlarnaModuleService } from "../../modules/klarna"

export type WriteBuyerDetailsStepInput = { purchase_id: string; cart_id: string }

type CartDetails = {
  email?: string | null
  shipping_address?: MedusaAddress | null
  billing_address?: MedusaAddress | null
}

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
    const cart = data[0] as CartDetails | undefined
    const order = purchase?.snapshot as KlarnaCheckoutOrder | undefined
    const changes = order && cart ? changesOf(order, cart) : {}
    if (Object.keys(changes).length) {
      await updateCartWorkflow(container).run({ input: { id: cart_id, ...changes } })
    }
    return new StepResponse({ written: Object.keys(changes) })
  }
)

function changesOf(order: KlarnaCheckoutOrder, cart: CartDetails) {
  const email = order.billing_address?.email
  const shipping = order.shipping_address ?? order.billing_address
  return {
    ...(email && email.toLowerCase() !== cart.email?.toLowerCase() ? { email } : {}),
    ...addressChange("shipping_address", shipping, cart.shipping_address),
    ...addressChange("billing_address", order.billing_address, cart.billing_address),
  }
}

function addressChange(
  key: "shipping_address" | "billing_address",
  given: KlarnaCheckoutOrder["shipping_address"],
  known: MedusaAddress | null | undefined
) {
  // Klarna fills in an address with nothing but the country where the buyer gave none.
  if (!given?.street_address && !given?.street_name) return {}
  const address = fromKlarnaAddress(given)
  return known && sameAddress(address, known) ? {} : { [key]: address }
}
