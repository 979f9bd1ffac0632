import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework"
import { KLARNA_MODULE, type KlarnaModuleService } from "../modules/klarna"
import { cancelKlarnaSubscriptionWorkflow } from "../workflows/cancel-klarna-subscription"

/** A subscription ends with the order that it was sold with. */
export default async function endSubscriptionsOfCanceledOrder({
  event,
  container,
}: SubscriberArgs<{ id: string }>) {
  const klarna = container.resolve<KlarnaModuleService>(KLARNA_MODULE)
  for (const { id } of await klarna.subscriptions.ofOrder(event.data.id)) {
    await cancelKlarnaSubscriptionWorkflow(container).run({ input: { subscription_id: id, actor_id: null } })
  }
}

export const config: SubscriberConfig = {
  event: "order.canceled",
  context: { subscriberId: "klarna-end-subscriptions-of-canceled-order" },
}
