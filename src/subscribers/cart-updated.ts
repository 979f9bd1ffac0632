import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework"
import { refreshKlarnaPurchasesWorkflow } from "../workflows/refresh-klarna-purchases"

/** Lines and addresses that change while the total does not: Medusa tells no provider. */
export default async function sendCartChangesToKlarna({ event, container }: SubscriberArgs<{ id: string }>) {
  await refreshKlarnaPurchasesWorkflow(container).run({ input: { cart_id: event.data.id } })
}

export const config: SubscriberConfig = {
  event: "cart.updated",
  context: { subscriberId: "klarna-cart-updated" },
}
