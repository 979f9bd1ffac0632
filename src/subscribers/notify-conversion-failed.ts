import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework"
import { sendKlarnaMessageWorkflow } from "../workflows/send-klarna-message"

/** A draft order is paid and Medusa does not convert it: somebody has to look before the money goes back. */
export default async function notifyConversionFailed({
  event,
  container,
}: SubscriberArgs<{ id: string; reason: string }>) {
  const { id, reason } = event.data
  if (reason !== "conversion_failed") return
  await sendKlarnaMessageWorkflow(container).run({
    input: { occasion: "conversion_failed", purchase_id: id, once_per: id },
  })
}

export const config: SubscriberConfig = {
  event: "klarna.payment.mismatched",
  context: { subscriberId: "klarna-notify-conversion-failed" },
}
