import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework"
import { KLARNA_MODULE, type KlarnaModuleService } from "../modules/klarna"
import { syncKlarnaPurchaseWorkflow } from "../workflows/sync-klarna-purchase"

/** Klarna has forgotten what was never paid: an order that its link placed ends with it. */
export default async function endExpiredKlarnaPurchase({
  event,
  container,
}: SubscriberArgs<{ purchase_id: string }>) {
  const klarna = container.resolve<KlarnaModuleService>(KLARNA_MODULE)
  if (klarna.config.replacedSubscribers.includes("klarna-session-expired")) return
  await syncKlarnaPurchaseWorkflow(container).run({ input: { purchase_id: event.data.purchase_id } })
}

export const config: SubscriberConfig = {
  event: "klarna.session.expired",
  context: { subscriberId: "klarna-session-expired" },
}
