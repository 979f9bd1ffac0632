import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework"
import { sendKlarnaMessageWorkflow } from "../workflows/send-klarna-message"

/** Klarna declined a buyer. The page stays open: another way to pay may do. */
export default async function notifyDeclined({
  event,
  container,
}: SubscriberArgs<{ id: string; purchase_id: string }>) {
  const { id, purchase_id } = event.data
  await sendKlarnaMessageWorkflow(container).run({
    input: { occasion: "declined", purchase_id, page_id: id },
  })
}

export const config: SubscriberConfig = {
  event: "klarna.session.declined",
  context: { subscriberId: "klarna-notify-declined" },
}
