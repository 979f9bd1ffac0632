import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework"
import { compareDueKlarnaOrdersWorkflow } from "../workflows/compare-due-klarna-orders"

/** Somebody asked for a reconciliation and is looking at its progress. */
export default async function compareStartedReconciliation({ container }: SubscriberArgs<{ id: string }>) {
  await compareDueKlarnaOrdersWorkflow(container).run({ input: {} })
}

export const config: SubscriberConfig = {
  event: "klarna.reconciliation.started",
  context: { subscriberId: "klarna-reconciliation-started" },
}
