import { fillOrderId } from "../checkout/checkout-order"
import type { CheckoutOrderRecord } from "../state/records"
import type { World } from "../world"
import { storeCallback } from "./store-callback"

/** The push tells by its address alone: its body is empty. */
export async function schedulePush(world: World, order: Pick<CheckoutOrderRecord, "order_id" | "body">) {
  const url = order.body.merchant_urls.push
  if (!url || world.settings.skip_push) return
  await storeCallback(world, {
    kind: "push",
    subject_id: order.order_id,
    url: fillOrderId(url, order.order_id),
    body: null,
    due_at: world.now + world.settings.push_delay_ms,
  })
}
