import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework"
import { KLARNA_MODULE, type KlarnaModuleService } from "../modules/klarna"
import { cancelKlarnaSubscriptionWorkflow } from "../workflows/cancel-klarna-subscription"
import { chargeKlarnaSubscriptionWorkflow } from "../workflows/charge-klarna-subscription"

/** A subscription ends with the order that it was sold with, and so does its token; a renewal's order takes its period along. */
export default async function endSubscriptionsOfCanceledOrder({
  event,
  container,
}: SubscriberArgs<{ id: string }>) {
  const { subscriptions } = container.resolve<KlarnaModuleService>(KLARNA_MODULE)
  const sold = await subscriptions.ofOrder(event.data.id)
  for (const { id } of sold) {
    await cancelKlarnaSubscriptionWorkflow(container).run({
      input: { subscription_id: id, actor_id: null, reason: "order_canceled" },
    })
  }
  await subscriptions.giveUpTokens.ofSubscriptions(sold)
  const charge = await subscriptions.charges.byOrder(event.data.id)
  if (charge) await chargeKlarnaSubscriptionWorkflow(container).run({ input: { charge_id: charge.id } })
}

export const config: SubscriberConfig = {
  event: "order.canceled",
  context: { subscriberId: "klarna-end-subscriptions-of-canceled-order" },
}
