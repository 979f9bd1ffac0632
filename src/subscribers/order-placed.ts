import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework"
import { syncKlarnaOrderWorkflow } from "../workflows/sync-klarna-order"

/**
 * The order is stored for good: Klarna is told so and gets its number. A page that the buyer left for another
 * method dies.
 */
export default async function settleKlarnaPurchasesOfPlacedOrder({
  event,
  container,
}: SubscriberArgs<{ id: string }>) {
  await syncKlarnaOrderWorkflow(container).run({ input: { order_id: event.data.id, placed: true } })
}

export const config: SubscriberConfig = {
  event: "order.placed",
  context: { subscriberId: "klarna-order-placed" },
}
