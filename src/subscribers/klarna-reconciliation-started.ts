import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework"
import { compareDueKlarnaOrdersWorkflow } from "../workflows/compare-due-klarna-orders"

/** What is left by then the job works off, which helps from the first minute on. */
const BUDGET_MS = 600_000

/** Somebody asked for a reconciliation and is looking at its progress. */
export default async function compareStartedReconciliation({ container }: SubscriberArgs<{ id: string }>) {
  await compareDueKlarnaOrdersWorkflow(container).run({ input: { budget_ms: BUDGET_MS } })
}

export const config: SubscriberConfig = {
  event: "klarna.reconciliation.started",
  context: { subscriberId: "klarna-reconciliation-started" },
}
