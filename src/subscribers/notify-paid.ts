import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework"
import { sendKlarnaMessageWorkflow } from "../workflows/send-klarna-message"

/** A link was paid. */
export default async function notifyPaid({ event, container }: SubscriberArgs<{ id: string }>) {
  const { id } = event.data
  await sendKlarnaMessageWorkflow(container).run({
    input: { occasion: "paid", purchase_id: id, once_per: id },
  })
}

export const config: SubscriberConfig = {
  event: "klarna.session.completed",
  context: { subscriberId: "klarna-notify-paid" },
}
