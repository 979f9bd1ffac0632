import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework"
import { sendKlarnaMessageWorkflow } from "../workflows/send-klarna-message"

/** Staff know who got which link. */
export default async function notifyLinkSent({
  event,
  container,
}: SubscriberArgs<{ id: string; purchase_id: string; distribution_id: string }>) {
  const { id, purchase_id, distribution_id } = event.data
  await sendKlarnaMessageWorkflow(container).run({
    input: { occasion: "link_sent", purchase_id, page_id: id, once_per: distribution_id },
  })
}

export const config: SubscriberConfig = {
  event: "klarna.session.sent",
  context: { subscriberId: "klarna-notify-link-sent" },
}
