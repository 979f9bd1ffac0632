import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { purchaseOfOrder } from "../../domain/purchase-of-order"
import type { Query } from "../../medusa/read-purchase-source"
import { KLARNA_MODULE, type KlarnaModuleService } from "../../modules/klarna"
import type { PurchaseRow } from "../../modules/klarna/rows"

/** The purchase that staff mean when they speak of an order's Klarna payment; nothing when it has none. */
export async function findPurchaseOfOrder(
  container: MedusaContainer,
  orderId: string
): Promise<(PurchaseRow & { state: ReturnType<KlarnaModuleService["statusOf"]> }) | undefined> {
  const klarna = container.resolve<KlarnaModuleService>(KLARNA_MODULE)
  const query = container.resolve(ContainerRegistrationKeys.QUERY) as unknown as Query
  const { data } = await query.graph({
    entity: "order_cart",
    fields: ["cart_id"],
    filters: { order_id: orderId },
  })
  const cartId = (data[0] as { cart_id: string } | undefined)?.cart_id
  const purchases = await klarna.purchases.ofOrder(orderId, cartId)
  return purchaseOfOrder(purchases.map((row) => ({ ...row, state: klarna.statusOf(row) })))
}
