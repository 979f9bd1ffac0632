import {
  confirmVariantInventoryWorkflow,
  reserveInventoryStep,
  updateOrderTaxLinesWorkflow,
  useQueryGraphStep,
} from "@medusajs/medusa/core-flows"
import { createWorkflow, transform, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import { insertRenewalOrderStep, type InsertRenewalOrderStepInput } from "./steps/insert-renewal-order"
import { openRenewalOrderStep } from "./steps/open-renewal-order"

export const createRenewalOrderWorkflowId = "create-klarna-renewal-order"

type OrderRecord = {
  sales_channel_id: string
  items: { id: string; quantity: number; variant?: { id: string } | null }[]
}

const STOCK = "items.variant.inventory_items"
const STOCK_FIELDS = [
  "id",
  "sales_channel_id",
  "items.*",
  "items.variant.id",
  "items.variant.manage_inventory",
  "items.variant.allow_backorder",
  `${STOCK}.inventory_item_id`,
  `${STOCK}.variant_id`,
  `${STOCK}.required_quantity`,
  `${STOCK}.inventory.location_levels.*`,
  `${STOCK}.inventory.location_levels.stock_locations.id`,
  `${STOCK}.inventory.location_levels.stock_locations.sales_channels.id`,
]

/**
 * Makes the order of a period: as a draft, whose id says which period it is, so that no accident makes a second one;
 * taxed as of today, with its stock reserved; and then a real one. Repeated after an accident it goes on where it was.
 *
 * @throws Medusa's error when something is out of stock or not sold any more
 */
export const createRenewalOrderWorkflow = createWorkflow(
  createRenewalOrderWorkflowId,
  (input: InsertRenewalOrderStepInput) => {
    const order_id = insertRenewalOrderStep(input)
    updateOrderTaxLinesWorkflow.runAsStep({ input: { order_id } })
    const { data: order } = useQueryGraphStep({
      entity: "order",
      fields: STOCK_FIELDS,
      filters: { id: order_id },
      options: { isList: false },
    }).config({ name: "renewal-order-query" })
    const stock = confirmVariantInventoryWorkflow.runAsStep({
      input: transform({ order }, ({ order }) => toStockInput(order as unknown as OrderRecord)) as never,
    })
    reserveInventoryStep(stock as never)
    openRenewalOrderStep({ order_id })
    return new WorkflowResponse({ order_id })
  }
)

const toStockInput = ({ sales_channel_id, items }: OrderRecord) => ({
  sales_channel_id,
  variants: items.flatMap(({ variant }) => (variant ? [variant] : [])),
  items: items.map(({ id, quantity, variant }) => ({ id, quantity, variant_id: variant?.id })),
})
