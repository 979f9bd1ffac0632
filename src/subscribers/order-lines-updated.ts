import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework"
import { refreshKlarnaLinksWorkflow } from "../workflows/refresh-klarna-links"

/** Lines or addresses of an order or draft that change while its total does not: Medusa tells of the order alone. */
export default async function refreshKlarnaLinksOfOrder({
  event,
  container,
}: SubscriberArgs<{ id: string }>) {
  await refreshKlarnaLinksWorkflow(container).run({ input: { order_id: event.data.id } })
}

export const config: SubscriberConfig = {
  event: "order.order.updated",
  context: { subscriberId: "klarna-order-lines-updated" },
}
