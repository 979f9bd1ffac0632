import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, MedusaError } from "@medusajs/framework/utils"
import { paidPurchases, purchaseOfOrder } from "../../domain/purchase-of-order"
import type { Query } from "../../medusa/read-purchase-source"
import { KLARNA_MODULE, type KlarnaModuleService } from "../../modules/klarna"
import type { PurchaseRow } from "../../modules/klarna/rows"

/** Medusa's order, and which of its Klarna orders; without one the newest that pays it. */
export type OrderPayment = { order_id: string; klarna_order_id?: string }

export const paymentOf = ({ order_id, klarna_order_id }: OrderPayment): OrderPayment => ({
  order_id,
  klarna_order_id,
})

export type OrderPurchase = PurchaseRow & { state: ReturnType<KlarnaModuleService["statusOf"]> }

/**
 * The purchase that staff mean when they speak of an order's Klarna payment; nothing when it has none.
 *
 * @throws MedusaError `not_found` when the named Klarna order is not one of this order
 */
export async function findPurchaseOfOrder(
  container: MedusaContainer,
  { order_id, klarna_order_id }: OrderPayment
): Promise<OrderPurchase | undefined> {
  const purchases = await purchasesOf(container, order_id)
  if (klarna_order_id === undefined) return purchaseOfOrder(purchases)
  const named = purchases.find((purchase) => purchase.klarna_order_id === klarna_order_id)
  if (named) return named
  throw new MedusaError(
    MedusaError.Types.NOT_FOUND,
    `klarna_order_id: order ${order_id} has no Klarna order ${klarna_order_id}`
  )
}

/** Every purchase that an order was paid with, newest first: one more for each difference that was paid by itself. */
export const findPaidPurchases = async (
  container: MedusaContainer,
  orderId: string
): Promise<OrderPurchase[]> => paidPurchases(await purchasesOf(container, orderId))

async function purchasesOf(container: MedusaContainer, orderId: string): Promise<OrderPurchase[]> {
  const klarna = container.resolve<KlarnaModuleService>(KLARNA_MODULE)
  const query = container.resolve(ContainerRegistrationKeys.QUERY) as unknown as Query
  const { data } = await query.graph({
    entity: "order_cart",
    fields: ["cart_id"],
    filters: { order_id: orderId },
  })
  const cartId = (data[0] as { cart_id: string } | undefined)?.cart_id
  const purchases = await klarna.purchases.ofOrder(orderId, cartId)
  return purchases.map((row) => ({ ...row, state: klarna.statusOf(row) }))
}
