import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework"
import { refreshKlarnaLinksWorkflow } from "../workflows/refresh-klarna-links"

/** Medusa collects another amount than the link asks for: an order or draft was edited. */
export default async function refreshKlarnaLinksOfCollection({
  event,
  container,
}: SubscriberArgs<{ id: string }>) {
  await refreshKlarnaLinksWorkflow(container).run({ input: { collection_id: event.data.id } })
}

export const config: SubscriberConfig = {
  event: "payment.payment-collection.updated",
  context: { subscriberId: "klarna-payment-collection-updated" },
}
