import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { KLARNA_MODULE, type KlarnaModuleService } from "../../modules/klarna"
import { chargeKlarnaSubscriptionWorkflow } from "../charge-klarna-subscription"
import { forEachQuietly } from "./for-each-quietly"
import type { BatchInput } from "./sync-due-purchases"

const BATCH = 200
/** Subscriptions looked at in one transaction. */
const MADE_AT_ONCE = 50
/** Few at a time: of a subscription with several periods the next one comes up after the one before. */
const AT_ONCE = 5
/** A run ends before the next ones pile up behind it. */
const BUDGET_MS = 25_000

export const chargeDueSubscriptionsStepId = "charge-due-subscriptions"

/** Charges every period whose time has come. Rows are claimed, so any number of instances may run it. */
export const chargeDueSubscriptionsStep = createStep(
  chargeDueSubscriptionsStepId,
  async ({ batch_size = BATCH }: BatchInput, { container }) => {
    const { subscriptions } = container.resolve<KlarnaModuleService>(KLARNA_MODULE)
    const total = { done: 0, failed: 0 }
    const until = performance.now() + BUDGET_MS
    while ((await subscriptions.makeDueCharges(MADE_AT_ONCE)) === MADE_AT_ONCE && performance.now() < until);
    while (performance.now() < until && total.done + total.failed < batch_size) {
      const ids = await subscriptions.charges.dueIds(AT_ONCE)
      if (!ids.length) break
      const { done, failed } = await forEachQuietly(
        container,
        "charge",
        ids.map((id) => ({ id })),
        ({ id }) => chargeKlarnaSubscriptionWorkflow(container).run({ input: { charge_id: id } })
      )
      total.done += done
      total.failed += failed
    }
    return new StepResponse(total)
  }
)
