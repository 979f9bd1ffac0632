import { createOrderPaymentCollectionWorkflow } from "@medusajs/medusa/core-flows"
import type { MedusaContainer } from "@medusajs/framework/types"
import type { Decimal } from "../../domain/purchase-source"

/** One more payment collection of an order, in major units. */
export async function createCollection(
  container: MedusaContainer,
  orderId: string,
  amount: Decimal
): Promise<string> {
  const { result } = await createOrderPaymentCollectionWorkflow(container).run({
    input: { order_id: orderId, amount: Number(amount) },
  })
  return (result as { id: string }[])[0]?.id as string
}
