import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework"
import { sendKlarnaMessageWorkflow } from "../workflows/send-klarna-message"

/** A renewal was not paid with the customer's token: they get the link that pays it, and each one that renews it. */
export default async function notifyRenewalDue({
  event,
  container,
}: SubscriberArgs<{ purchase_id: string | null }>) {
  const { purchase_id } = event.data
  if (!purchase_id) return
  await sendKlarnaMessageWorkflow(container).run({ input: { occasion: "renewal_due", purchase_id } })
}

export const config: SubscriberConfig = {
  event: "klarna.subscription.payment_link",
  context: { subscriberId: "klarna-notify-renewal-due" },
}
