import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework"
import { sendKlarnaMessageWorkflow } from "../workflows/send-klarna-message"

/** Klarna took a payment back after it had looked closer: nothing may be sent. */
export default async function notifyFraudRejected({ event, container }: SubscriberArgs<{ id: string }>) {
  const { id } = event.data
  await sendKlarnaMessageWorkflow(container).run({
    input: { occasion: "fraud_rejected", purchase_id: id, once_per: id },
  })
}

export const config: SubscriberConfig = {
  event: "klarna.payment.rejected",
  context: { subscriberId: "klarna-notify-fraud-rejected" },
}
