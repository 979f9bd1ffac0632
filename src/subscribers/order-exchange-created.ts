import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework"
import { settleKlarnaSuccessorsWorkflow } from "../workflows/settle-klarna-successors"

/** What is sent instead may cost more or less: the authorization follows. */
export default async function followOrderExchange({
  event,
  container,
}: SubscriberArgs<{ order_id: string }>) {
  await settleKlarnaSuccessorsWorkflow(container).run({ input: { order_id: event.data.order_id } })
}

export const config: SubscriberConfig = {
  event: "order.exchange_created",
  context: { subscriberId: "klarna-order-exchange-created" },
}
