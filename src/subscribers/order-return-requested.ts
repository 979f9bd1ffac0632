import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework"
import { settleKlarnaSuccessorsWorkflow } from "../workflows/settle-klarna-successors"

/** Medusa voids the payment as soon as a return is asked for. */
export default async function followRequestedReturn({
  event,
  container,
}: SubscriberArgs<{ order_id: string }>) {
  await settleKlarnaSuccessorsWorkflow(container).run({ input: { order_id: event.data.order_id } })
}

export const config: SubscriberConfig = {
  event: "order.return_requested",
  context: { subscriberId: "klarna-order-return-requested" },
}
