import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import {
  createLinksWorkflow,
  createLocationFulfillmentSetWorkflow,
  createServiceZonesWorkflow,
  createShippingOptionsWorkflow,
  createStockLocationsWorkflow,
  linkSalesChannelsToStockLocationWorkflow,
} from "@medusajs/medusa/core-flows"
import { markets } from "./markets"
import type { Warehouse } from "./ensure-warehouse"

const SHOP = "Shop Malmö"
const COUNTER = "Over the counter"
const TAKEN_ALONG = "taken-along"

/**
 * Where the kiosk's customers get what they bought: they take it along, which costs nothing. The shop keeps no stock of
 * its own, and no other sales channel offers it.
 *
 * @returns the shipping option
 */
export async function ensureCounter(
  container: MedusaContainer,
  warehouse: Warehouse,
  kioskChannelId: string
): Promise<string> {
  const fulfillment = container.resolve(Modules.FULFILLMENT)
  const options = await fulfillment.listShippingOptions({}, { relations: ["type"], take: 1_000 })
  const existing = options.find(({ type }) => type.code === TAKEN_ALONG)
  if (existing) return existing.id
  const locationId = await ensureShop(container, warehouse.stockLocationId, kioskChannelId)
  const zoneId = await ensureZone(container, locationId)
  const { result } = await createShippingOptionsWorkflow(container).run({
    input: [
      {
        name: "Taken along",
        price_type: "flat" as const,
        provider_id: "manual_manual",
        service_zone_id: zoneId,
        shipping_profile_id: warehouse.shippingProfileId,
        type: { code: TAKEN_ALONG, label: "Taken along", description: "Handed over in the shop" },
        prices: markets.map(({ currencyCode }) => ({ currency_code: currencyCode, amount: 0 })),
        rules: [
          { attribute: "enabled_in_store", operator: "eq" as const, value: "true" },
          { attribute: "is_return", operator: "eq" as const, value: "false" },
        ],
      },
    ],
  })
  return only(result).id
}

async function ensureShop(container: MedusaContainer, warehouseId: string, kioskChannelId: string) {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({ entity: "stock_location", fields: ["id"], filters: { name: SHOP } })
  if (data[0]) return data[0].id
  const { result } = await createStockLocationsWorkflow(container).run({
    input: {
      locations: [{ name: SHOP, address: { address_1: "Storgatan 2", city: "Malmö", country_code: "SE" } }],
    },
  })
  const { id } = only(result)
  for (const location of [id, warehouseId]) {
    await linkSalesChannelsToStockLocationWorkflow(container).run({
      input: { id: location, add: [kioskChannelId] },
    })
  }
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

async function ensureZone(container: MedusaContainer, locationId: string): Promise<string> {
  const fulfillment = container.resolve(Modules.FULFILLMENT)
  const readSets = () => fulfillment.listFulfillmentSets({ name: COUNTER }, { relations: ["service_zones"] })
  if (!(await readSets()).length) {
    await createLocationFulfillmentSetWorkflow(container).run({
      input: { location_id: locationId, fulfillment_set_data: { name: COUNTER, type: "pickup" } },
    })
  }
  const set = only(await readSets())
  if (set.service_zones[0]) return set.service_zones[0].id
  const { result } = await createServiceZonesWorkflow(container).run({
    input: {
      data: [
        {
          name: COUNTER,
          fulfillment_set_id: set.id,
          geo_zones: markets.map(({ countryCode }) => ({
            type: "country" as const,
            country_code: countryCode,
          })),
        },
      ],
    },
  })
  return only(result).id
}

function only<Made>([made]: readonly Made[]): Made {
  if (!made) throw new Error("Medusa made nothing.")
  return made
}
