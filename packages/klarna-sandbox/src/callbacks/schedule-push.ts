import { fillOrderId } from "../checkout/checkout-order"
import type { CheckoutOrderRecord } from "../state/records"
import type { World } from "../world"
import { storeCallback } from "./store-callback"

/** The push tells by its address alone: its body is empty. */
export async function schedulePush(world: World, order: Pick<CheckoutOrderRecord, "order_id" | "body">) {
  const url = order.body.merchant_urls.push
  const { skip_push, push_delay_ms, upsell_window_ms } = world.settings
  if (!url || skip_push) return
  // While the consumer may still add something, nothing is told.
  const window = order.body.options.confirmation_page_upsell === true ? upsell_window_ms : 0
  await storeCallback(world, {
    kind: "push",
    subject_id: order.order_id,
    url: fillOrderId(url, order.order_id),
    body: null,
    due_at: world.now + push_delay_ms + window,
  })
}
