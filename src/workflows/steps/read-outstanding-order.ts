import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { providerIdOf } from "../../config/provider-id"
import { currencyExponent } from "../../domain/currencies"
import { toMinorUnits } from "../../domain/money"
import { readOutstanding, type Outstanding } from "../../medusa/read-outstanding"
import type { Query } from "../../medusa/read-purchase-source"
import { KLARNA_MODULE, type KlarnaModuleService } from "../../modules/klarna"
import { findPaidPurchases } from "./find-purchase-of-order"
import { renewDraftTotals } from "./renew-draft-totals"

export type ReadOutstandingOrderStepInput = {
  order_id: string
  /** Who has a draft's taxes and discounts brought up to date first. */
  renewed_by?: string
}

/** `obstacle`: the code with which making a link would be refused. Amount in major units, never negative. */
export type OutstandingOrder = {
  order_id: string
  is_draft: boolean
  amount: number
  currency_code: string
  obstacle: "order_canceled" | "nothing_to_pay" | "payment_pending" | "provider_not_in_region" | null
  /** Ours, of the order's region. */
  provider_ids: string[]
}

export const readOutstandingOrderStepId = "read-klarna-outstanding-order"

/** Taxes and discounts that are brought up to date stay so: nothing to undo. */
export const readOutstandingOrderStep = createStep(
  readOutstandingOrderStepId,
  async ({ order_id, renewed_by }: ReadOutstandingOrderStepInput, { container }) => {
    const query = container.resolve(ContainerRegistrationKeys.QUERY) as unknown as Query
    const known = await readOutstanding(query, order_id)
    const isRenewed = renewed_by !== undefined && known?.is_draft
    if (isRenewed) await renewDraftTotals(container, order_id, renewed_by)
    const order = isRenewed ? await readOutstanding(query, order_id) : known
    if (!order) return new StepResponse<OutstandingOrder | null>(null)
    const { config } = container.resolve<KlarnaModuleService>(KLARNA_MODULE)
    const provider_ids = config.providers.map(providerIdOf).filter((id) => order.provider_ids.includes(id))
    return new StepResponse<OutstandingOrder | null>({
      order_id: order.id,
      is_draft: order.is_draft,
      amount: Math.max(0, Number(order.outstanding)),
      currency_code: order.currency_code,
      obstacle:
        obstacleOf(order, provider_ids) ??
        ((await isDeciding(container, order.id)) ? "payment_pending" : null),
      provider_ids,
    })
  }
)

/** Klarna may still accept what somebody has agreed to pay: nobody is to pay it twice. */
async function isDeciding(container: MedusaContainer, orderId: string): Promise<boolean> {
  const purchases = await findPaidPurchases(container, orderId)
  return purchases.some(({ state, closed_at }) => state === "pending" && !closed_at)
}

function obstacleOf(order: Outstanding, providerIds: string[]): OutstandingOrder["obstacle"] {
  if (order.canceled) return "order_canceled"
  if (toMinorUnits(order.outstanding, currencyExponent(order.currency_code)) <= 0) return "nothing_to_pay"
  return providerIds.length ? null : "provider_not_in_region"
}
