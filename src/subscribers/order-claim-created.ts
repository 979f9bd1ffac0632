import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework"
import { settleKlarnaSuccessorsWorkflow } from "../workflows/settle-klarna-successors"

/** What replaces broken goods is paid with the authorization of the order. */
export default async function followOrderClaim({ event, container }: SubscriberArgs<{ order_id: string }>) {
  await settleKlarnaSuccessorsWorkflow(container).run({ input: { order_id: event.data.order_id } })
}

export const config: SubscriberConfig = {
  event: "order.claim_created",
  context: { subscriberId: "klarna-order-claim-created" },
}
