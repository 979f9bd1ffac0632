import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework"
import { KLARNA_MODULE, type KlarnaModuleService } from "../modules/klarna"
import { refreshKlarnaPurchasesWorkflow } from "../workflows/refresh-klarna-purchases"

/** The buyer may return to the same page any moment: it is to say what the cart says. Equal: no call. */
export default async function refreshKlarnaPurchaseAfterBack({
  event,
  container,
}: SubscriberArgs<{ subject_id: string }>) {
  const klarna = container.resolve<KlarnaModuleService>(KLARNA_MODULE)
  if (klarna.config.replacedSubscribers.includes("klarna-session-went-back")) return
  await refreshKlarnaPurchasesWorkflow(container).run({ input: { cart_id: event.data.subject_id } })
}

export const config: SubscriberConfig = {
  event: "klarna.session.went_back",
  context: { subscriberId: "klarna-session-went-back" },
}
