import type { MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import { createInventoryLevelsWorkflow } from "@medusajs/medusa/core-flows"
import { catalogue } from "./catalogue"

const PLENTY = 100_000

/** Stock for what has none at the warehouse yet; levels that people changed stay. */
export async function ensureStock(container: MedusaContainer, stockLocationId: string): Promise<void> {
  const inventory = container.resolve(Modules.INVENTORY)
  const stockBySku = new Map(
    catalogue.flatMap(({ variants }) => variants.map(({ sku, stock }) => [sku, stock]))
  )
  const items = await inventory.listInventoryItems({ sku: [...stockBySku.keys()] }, { take: 1_000 })
  const levels = await inventory.listInventoryLevels({ location_id: stockLocationId }, { take: 1_000 })
  const stocked = new Set(levels.map(({ inventory_item_id }) => inventory_item_id))
  const missing = items.filter(({ id }) => !stocked.has(id))
  if (!missing.length) return
  await createInventoryLevelsWorkflow(container).run({
    input: {
      inventory_levels: missing.map(({ id, sku }) => ({
        inventory_item_id: id,
        location_id: stockLocationId,
        stocked_quantity: stockBySku.get(sku ?? "") ?? PLENTY,
      })),
    },
  })
}
