import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework"
import { syncKlarnaPurchaseWorkflow } from "../workflows/sync-klarna-purchase"

/** Something found a purchase that has to be looked at now and must not do it itself. */
export default async function syncDueKlarnaPurchase({ event, container }: SubscriberArgs<{ id: string }>) {
  await syncKlarnaPurchaseWorkflow(container).run({ input: { purchase_id: event.data.id } })
}

export const config: SubscriberConfig = {
  event: "klarna.purchase.due",
  context: { subscriberId: "klarna-purchase-due" },
}
