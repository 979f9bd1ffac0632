import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { tokenizes } from "../../domain/tokenize-intent"
import type { Query } from "../../medusa/read-purchase-source"
import { readSoldSubscriptions } from "../../medusa/read-sold-subscriptions"
import { KLARNA_MODULE, type KlarnaModuleService } from "../../modules/klarna"
import { tellOrderPlaced } from "./tell-order-placed"

export type SettleSubscriptionsStepInput = { purchase_id: string; order_id: string }

export const settleSubscriptionsStepId = "settle-subscriptions"

/**
 * An order is paid: what it began begins, and what it renewed is renewed. A renewal is told as placed only now, when
 * there is nothing left to refuse. Done once each, however often it is run; not undone: the order stands.
 */
export const settleSubscriptionsStep = createStep(
  settleSubscriptionsStepId,
  async ({ purchase_id, order_id }: SettleSubscriptionsStepInput, { container }) => {
    const klarna = container.resolve<KlarnaModuleService>(KLARNA_MODULE)
    const purchase = await klarna.purchases.byId(purchase_id)
    if (!purchase || (purchase.subject_type === "cart" && !tokenizes(purchase.intent))) {
      return new StepResponse({ settled: false })
    }
    const renews = purchase.subject_type === "order" && (await klarna.subscriptions.charges.byOrder(order_id))
    if (renews) {
      const settled = await klarna.subscriptions.settlePaid(purchase, () =>
        tellOrderPlaced(container, purchase_id, order_id)
      )
      return new StepResponse({ settled })
    }
    if (!tokenizes(purchase.intent)) return new StepResponse({ settled: false })
    const query = container.resolve(ContainerRegistrationKeys.QUERY) as unknown as Query
    const sold = await readSoldSubscriptions(query, order_id)
    const begun = await klarna.subscriptions.begin(purchase, order_id, sold)
    return new StepResponse({ settled: begun.length > 0 })
  }
)
