import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework"
import { followKlarnaFulfillmentWorkflow } from "../workflows/follow-klarna-fulfillment"

/** Goods were sent: captured now where the shop's policy says so; Klarna shows the shopper where they are. */
export default async function followKlarnaShipment({ event, container }: SubscriberArgs<{ id: string }>) {
  await followKlarnaFulfillmentWorkflow(container).run({ input: { fulfillment_id: event.data.id } })
}

export const config: SubscriberConfig = {
  event: "shipment.created",
  context: { subscriberId: "klarna-shipment-created" },
}
