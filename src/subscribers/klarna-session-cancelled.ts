import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework"
import { KLARNA_MODULE, type KlarnaModuleService } from "../modules/klarna"
import { syncKlarnaPurchaseWorkflow } from "../workflows/sync-klarna-purchase"

/** A buyer who cancelled (in store and telesales) ends the purchase: Klarna's order is aborted behind the page. */
export default async function endCancelledKlarnaPurchase({
  event,
  container,
}: SubscriberArgs<{ purchase_id: string }>) {
  const klarna = container.resolve<KlarnaModuleService>(KLARNA_MODULE)
  if (klarna.config.replacedSubscribers.includes("klarna-session-cancelled")) return
  await syncKlarnaPurchaseWorkflow(container).run({ input: { purchase_id: event.data.purchase_id } })
}

export const config: SubscriberConfig = {
  event: "klarna.session.cancelled",
  context: { subscriberId: "klarna-session-cancelled" },
}
