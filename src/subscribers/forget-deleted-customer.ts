import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework"
import { endKlarnaCustomerWorkflow } from "../workflows/end-klarna-customer"

/** Nobody charges a customer who is not there any more. */
export default async function forgetDeletedCustomer({ event, container }: SubscriberArgs<{ id: string }>) {
  await endKlarnaCustomerWorkflow(container).run({ input: { customer_id: event.data.id } })
}

export const config: SubscriberConfig = {
  event: "customer.deleted",
  context: { subscriberId: "klarna-forget-deleted-customer" },
}
