import type { MedusaContainer } from "@medusajs/framework/types"
import { chargeDueKlarnaSubscriptionsWorkflow } from "../workflows/charge-due-klarna-subscriptions"

export default async function chargeDueKlarnaSubscriptions(container: MedusaContainer) {
  await chargeDueKlarnaSubscriptionsWorkflow(container).run({ input: {} })
}

export const config = { name: "charge-due-klarna-subscriptions", schedule: { interval: 60_000 } }
