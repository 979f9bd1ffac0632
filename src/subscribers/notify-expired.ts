import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework"
import { sendKlarnaMessageWorkflow } from "../workflows/send-klarna-message"

/** A link ran out, and nobody had paid. */
export default async function notifyExpired({ event, container }: SubscriberArgs<{ purchase_id: string }>) {
  const { purchase_id } = event.data
  await sendKlarnaMessageWorkflow(container).run({
    input: { occasion: "expired", purchase_id },
  })
}

export const config: SubscriberConfig = {
  event: "klarna.session.expired",
  context: { subscriberId: "klarna-notify-expired" },
}
