import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework"
import { KLARNA_MODULE, type KlarnaModuleService } from "../modules/klarna"
import { captureKlarnaPurchaseWorkflow } from "../workflows/capture-klarna-purchase"

/** The order stands and is paid: a shop that captures automatically captures it now. */
export default async function captureCompletedKlarnaPurchase({
  event,
  container,
}: SubscriberArgs<{ id: string; order_id: string }>) {
  const klarna = container.resolve<KlarnaModuleService>(KLARNA_MODULE)
  if (klarna.config.replacedSubscribers.includes("klarna-session-completed")) return
  await captureKlarnaPurchaseWorkflow(container).run({
    input: { purchase_id: event.data.id, order_id: event.data.order_id },
  })
}

export const config: SubscriberConfig = {
  event: "klarna.session.completed",
  context: { subscriberId: "klarna-session-completed" },
}
