import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework"
import { followKlarnaFulfillmentWorkflow } from "../workflows/follow-klarna-fulfillment"

/** Goods were packed: captured now where the shop's policy says so. */
export default async function followKlarnaFulfillment({
  event,
  container,
}: SubscriberArgs<{ fulfillment_id: string }>) {
  await followKlarnaFulfillmentWorkflow(container).run({
    input: { fulfillment_id: event.data.fulfillment_id },
  })
}

export const config: SubscriberConfig = {
  event: "order.fulfillment_created",
  context: { subscriberId: "klarna-order-fulfillment-created" },
}
