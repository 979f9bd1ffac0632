import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework"
import { settleKlarnaSuccessorsWorkflow } from "../workflows/settle-klarna-successors"

/** What came back is not to be paid any more. */
export default async function followReceivedReturn({
  event,
  container,
}: SubscriberArgs<{ order_id: string }>) {
  await settleKlarnaSuccessorsWorkflow(container).run({ input: { order_id: event.data.order_id } })
}

export const config: SubscriberConfig = {
  event: "order.return_received",
  context: { subscriberId: "klarna-order-return-received" },
}
