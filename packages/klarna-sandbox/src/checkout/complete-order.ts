import { schedulePush } from "../callbacks/schedule-push"
import { closeSessionsOf } from "../hosted-payment-page/close-sessions"
import { createManagedOrder, PAY_LATER } from "../order-management/create-managed-order"
import {
  checkoutOrders,
  type CheckoutOrderRecord,
  type FraudOutlook,
  type ManagedOrderDetails,
  type ManagedOrderRecord,
} from "../state/records"
import type { World } from "../world"
import { createRecurringToken } from "./create-recurring-token"

type Decided = { fraud?: FraudOutlook; payment_method?: ManagedOrderDetails["initial_payment_method"] }

/** The purchase is done: the order becomes read-only, Order Management gets its own, and the shop will be pushed. */
export async function completeOrder(
  world: World,
  order: CheckoutOrderRecord,
  { fraud, payment_method = PAY_LATER }: Decided = {}
): Promise<ManagedOrderRecord> {
  Object.assign(order, {
    status: "checkout_complete",
    completed_at: world.now,
    modified_at: world.now,
    body: {
      ...order.body,
      shipping_address: shippingAddress(order),
      ...(order.body.recurring === true && {
        recurring_token: await createRecurringToken(world, order, payment_method),
      }),
    },
  })
  await world.db.put(checkoutOrders, order)
  const managed = await createManagedOrder(world, { ...order, ...(fraud && { fraud }), payment_method })
  await schedulePush(world, order)
  await closeSessionsOf(world, order.order_id, {
    status: "COMPLETED",
    order_id: order.order_id,
    klarna_reference: managed.klarna_reference,
  })
  return managed
}

/** Without an address of its own the parcel goes where the bill goes. */
function shippingAddress({ body }: CheckoutOrderRecord) {
  const hasOwn = Object.keys(body.shipping_address).some((field) => field !== "country")
  return hasOwn ? body.shipping_address : body.billing_address
}
