import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework"
import { syncKlarnaOrderWorkflow } from "../workflows/sync-klarna-order"

/** The order always ends what could still be paid for it; a cancellation that Medusa swallowed is repeated. */
export default async function endKlarnaPurchasesOfCanceledOrder({
  event,
  container,
}: SubscriberArgs<{ id: string }>) {
  await syncKlarnaOrderWorkflow(container).run({ input: { order_id: event.data.id } })
}

export const config: SubscriberConfig = {
  event: "order.canceled",
  context: { subscriberId: "klarna-order-canceled" },
}
