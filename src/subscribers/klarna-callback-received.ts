import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework"
import { processKlarnaEventWorkflow } from "../workflows/process-klarna-event"

/** Works off a stored signal at once; what a crash leaves behind is the sweep's. */
export default async function workOffKlarnaCallback({
  event,
  container,
}: SubscriberArgs<{ event_id: string }>) {
  await processKlarnaEventWorkflow(container).run({ input: { event_id: event.data.event_id } })
}

export const config: SubscriberConfig = {
  event: "klarna.callback.received",
  context: { subscriberId: "klarna-callback-received" },
}
