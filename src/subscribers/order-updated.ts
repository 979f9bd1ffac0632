import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework"
import { followKlarnaShippingAddressWorkflow } from "../workflows/follow-klarna-shipping-address"

/** Staff changed where the order goes, or something else of it. */
export default async function followOrderAddress({ event, container }: SubscriberArgs<{ id: string }>) {
  await followKlarnaShippingAddressWorkflow(container).run({ input: { order_id: event.data.id } })
}

export const config: SubscriberConfig = {
  event: "order.updated",
  context: { subscriberId: "klarna-order-updated" },
}
