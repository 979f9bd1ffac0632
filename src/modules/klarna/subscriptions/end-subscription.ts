import type { Clock } from "../clock"
import type { ChargeStore } from "../stores/charge-store"
import type { SubscriptionStore } from "../stores/subscription-store"
import type { SubscriptionRow } from "../subscription-rows"

type Dependencies = {
  charges: ChargeStore
  subscriptions: SubscriptionStore
  now: Clock
  tell: (name: string, data: Record<string, unknown>) => Promise<void>
}

export type Ending = {
  status: "cancelled" | "ended"
  /** Who wants it, the customer's or a user's id. Nobody: it ended by itself. */
  actor?: string | null
  reason?: "order_canceled" | "customer_deleted" | "unpaid" | undefined
}

export type EndSubscription = ReturnType<typeof createEndSubscription>

/**
 * Nothing more is charged for a subscription. What is due and not paid is given up with it.
 *
 * @returns nothing when it was over before
 */
export function createEndSubscription({ charges, subscriptions, now, tell }: Dependencies) {
  return async function end(
    id: string,
    { status, actor = null, reason }: Ending
  ): Promise<SubscriptionRow | undefined> {
    const ended = await subscriptions.end(id, status, actor, reason)
    if (!ended) return undefined
    const open = await charges.openOf(id)
    if (open) await charges.update(open.id, { next_attempt_at: new Date(now()) })
    const { customer_id, status_reason } = ended
    await tell("klarna.subscription.cancelled", { id, customer_id, status, reason: status_reason, actor })
    return ended
  }
}
