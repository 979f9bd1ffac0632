import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import {
  createLinksWorkflow,
  createLocationFulfillmentSetWorkflow,
  createShippingProfilesWorkflow,
  createStockLocationsWorkflow,
  linkSalesChannelsToStockLocationWorkflow,
} from "@medusajs/medusa/core-flows"

const WAREHOUSE = "Warehouse Malmö"
const DELIVERY = "Delivery from Malmö"

export interface Warehouse {
  readonly stockLocationId: string
  readonly fulfillmentSetId: string
  readonly shippingProfileId: string
}

/** The one place that goods leave from. */
export async function ensureWarehouse(
  container: MedusaContainer,
  salesChannelId: string
): Promise<Warehouse> {
  const stockLocationId = await ensureStockLocation(container, salesChannelId)
  return {
    stockLocationId,
    fulfillmentSetId: await ensureFulfillmentSet(container, stockLocationId),
    shippingProfileId: await ensureShippingProfile(container),
  }
}

async function ensureStockLocation(container: MedusaContainer, salesChannelId: string) {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({
    entity: "stock_location",
    fields: ["id"],
    filters: { name: WAREHOUSE },
  })
  if (data[0]) return data[0].id
  const { result } = await createStockLocationsWorkflow(container).run({
    input: {
      locations: [
        { name: WAREHOUSE, address: { address_1: "Lagergatan 4", city: "Malmö", country_code: "SE" } },
      ],
    },
  })
  const id = only(result).id
  await linkSalesChannelsToStockLocationWorkflow(container).run({ input: { id, add: [salesChannelId] } })
  await createLinksWorkflow(container).run({
    input: [
      {
        [Modules.STOCK_LOCATION]: { stock_location_id: id },
        [Modules.FULFILLMENT]: { fulfillment_provider_id: "manual_manual" },
      },
    ],
  })
  return id
}

async function ensureFulfillmentSet(container: MedusaContainer, stockLocationId: string) {
  const fulfillment = container.resolve(Modules.FULFILLMENT)
  const [existing] = await fulfillment.listFulfillmentSets({ name: DELIVERY })
  if (existing) return existing.id
  await createLocationFulfillmentSetWorkflow(container).run({
    input: { location_id: stockLocationId, fulfillment_set_data: { name: DELIVERY, type: "shipping" } },
  })
  return only(await fulfillment.listFulfillmentSets({ name: DELIVERY })).id
}

async function ensureShippingProfile(container: MedusaContainer) {
  const fulfillment = container.resolve(Modules.FULFILLMENT)
  const [existing] = await fulfillment.listShippingProfiles({ type: "default" })
  if (existing) return existing.id
  const { result } = await createShippingProfilesWorkflow(container).run({
    input: { data: [{ name: "Default", type: "default" }] },
  })
  return only(result).id
}

function only<T>(items: readonly T[]): T {
  const [item] = items
  if (!item) throw new Error("Medusa made nothing.")
  return item
}
