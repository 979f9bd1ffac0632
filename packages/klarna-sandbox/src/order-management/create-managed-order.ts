import { fillOrderId } from "../checkout/checkout-order"
import { scheduleFraudNotification } from "../callbacks/schedule-fraud-notification"
import {
  managedOrders,
  type CheckoutOrderRecord,
  type FraudOutlook,
  type ManagedOrderDetails,
  type ManagedOrderRecord,
} from "../state/records"
import type { World } from "../world"
import { addCapture } from "./add-capture"
import { expiryAfter, RESERVATION_DAYS } from "./managed-order"
import { toSelectedShippingOption } from "./selected-shipping-option"

type CompletedPurchase = Pick<CheckoutOrderRecord, "order_id" | "merchant_id" | "body"> & {
  fraud?: FraudOutlook
  payment_method?: ManagedOrderDetails["initial_payment_method"]
}

export const PAY_LATER = { type: "INVOICE", description: "Pay later", number_of_installments: 0 }
const ACCEPTED: FraudOutlook = { fraud_status: "ACCEPTED" }

/** The order that Order Management keeps for a completed purchase, under the same id. */
export async function createManagedOrder(
  world: World,
  { order_id, merchant_id, body, fraud = ACCEPTED, payment_method = PAY_LATER }: CompletedPurchase
) {
  const order: ManagedOrderRecord = {
    order_id,
    merchant_id,
    klarna_reference: world.ids.reference(),
    order_amount: body.order_amount,
    original_order_amount: body.order_amount,
    captured_amount: 0,
    refunded_amount: 0,
    fraud_status: fraud.fraud_status,
    fraud_decision: fraud.decision
      ? { fraud_status: fraud.decision.fraud_status, at: world.now + fraud.decision.after_ms }
      : null,
    notification_url: fillOrderId(body.merchant_urls.notification ?? "", order_id) || null,
    confirmation_url: fillOrderId(body.merchant_urls.confirmation ?? "", order_id) || null,
    created_at: world.now,
    visible_at: world.now + world.settings.om_lag_ms,
    expires_at: expiryAfter(world.now, RESERVATION_DAYS),
    acknowledged_at: null,
    cancelled_at: null,
    released_at: null,
    details: {
      purchase_country: body.purchase_country,
      purchase_currency: body.purchase_currency,
      locale: body.locale,
      order_lines: body.order_lines,
      merchant_reference1: body.merchant_reference1 ?? "",
      merchant_reference2: body.merchant_reference2 ?? "",
      merchant_data: body.merchant_data ?? "",
      billing_address: body.billing_address,
      shipping_address: body.shipping_address,
      customer: body.customer,
      initial_payment_method: payment_method,
      ...(body.selected_shipping_option && {
        selected_shipping_option: toSelectedShippingOption(body.selected_shipping_option),
      }),
    },
  }
  await world.db.insert(managedOrders, order)
  if (order.fraud_decision) await scheduleFraudNotification(world, order, order.fraud_decision)
  // What is pending cannot be captured yet.
  const isAccepted = order.fraud_status === "ACCEPTED"
  if (body.options.auto_capture === true && order.order_amount > 0 && isAccepted) {
    await addCapture(world, order, { captured_amount: order.order_amount, order_lines: body.order_lines })
  }
  return order
}
