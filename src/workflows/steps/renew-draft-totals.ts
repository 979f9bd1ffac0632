import {
  beginDraftOrderEditWorkflow,
  cancelDraftOrderEditWorkflow,
  computeDraftOrderAdjustmentsWorkflow,
  confirmDraftOrderEditWorkflow,
  updateOrderTaxLinesWorkflow,
} from "@medusajs/medusa/core-flows"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import type { Query } from "../../medusa/read-purchase-source"

/**
 * Taxes and discounts of a draft as they are for its address now. Medusa keeps those of the moment when a line or a code
 * came in: ten percent of an untaxed price become twelve and a half with the tax of an address that came later.
 */
export async function renewDraftTotals(
  container: MedusaContainer,
  order_id: string,
  actor_id: string
): Promise<void> {
  await updateOrderTaxLinesWorkflow(container).run({ input: { order_id } })
  if (await hasDiscountsToRenew(container, order_id)) await renewDiscounts(container, order_id, actor_id)
}

type DraftRecord = { items?: unknown[]; promotions?: unknown[] }

/** Not while somebody edits it: that edit computes them itself. */
async function hasDiscountsToRenew(container: MedusaContainer, order_id: string): Promise<boolean> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY) as unknown as Query
  const [drafts, edits] = await Promise.all([
    query.graph({ entity: "order", fields: ["items.id", "promotions.id"], filters: { id: order_id } }),
    query.graph({
      entity: "order_change",
      fields: ["id"],
      filters: { order_id, status: ["pending", "requested"] },
    }),
  ])
  const { items = [], promotions = [] } = (drafts.data[0] ?? {}) as DraftRecord
  return items.length > 0 && promotions.length > 0 && !edits.data.length
}

/** Medusa computes discounts in an edit only. */
async function renewDiscounts(container: MedusaContainer, order_id: string, actor_id: string): Promise<void> {
  await beginDraftOrderEditWorkflow(container).run({ input: { order_id, created_by: actor_id } })
  try {
    await computeDraftOrderAdjustmentsWorkflow(container).run({ input: { order_id } })
    await confirmDraftOrderEditWorkflow(container).run({ input: { order_id, confirmed_by: actor_id } })
  } catch (error) {
    await cancelDraftOrderEditWorkflow(container).run({ input: { order_id } })
    throw error
  }
}
