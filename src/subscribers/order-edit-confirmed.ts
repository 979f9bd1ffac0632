import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework"
import { settleKlarnaSuccessorsWorkflow } from "../workflows/settle-klarna-successors"

/** Medusa voided the payment of what was ordered before: its authorization pays what is ordered now. */
export default async function followOrderEdit({ event, container }: SubscriberArgs<{ order_id: string }>) {
  await settleKlarnaSuccessorsWorkflow(container).run({ input: { order_id: event.data.order_id } })
}

export const config: SubscriberConfig = {
  event: "order-edit.confirmed",
  context: { subscriberId: "klarna-order-edit-confirmed" },
}
