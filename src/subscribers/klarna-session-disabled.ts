import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework"
import { KLARNA_MODULE, type KlarnaModuleService } from "../modules/klarna"
import { syncKlarnaPurchaseWorkflow } from "../workflows/sync-klarna-purchase"

/** Nobody is to pay the page any more: an order that its link placed ends with it. */
export default async function endDisabledKlarnaPurchase({
  event,
  container,
}: SubscriberArgs<{ purchase_id: string }>) {
  const klarna = container.resolve<KlarnaModuleService>(KLARNA_MODULE)
  if (klarna.config.replacedSubscribers.includes("klarna-session-disabled")) return
  await syncKlarnaPurchaseWorkflow(container).run({ input: { purchase_id: event.data.purchase_id } })
}

export const config: SubscriberConfig = {
  event: "klarna.session.disabled",
  context: { subscriberId: "klarna-session-disabled" },
}
