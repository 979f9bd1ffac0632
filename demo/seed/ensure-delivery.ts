import type { MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import { createServiceZonesWorkflow, createShippingOptionsWorkflow } from "@medusajs/medusa/core-flows"
import type { DemoShop } from "./demo-shop"
import type { Warehouse } from "./ensure-warehouse"
import { markets, type Market } from "./markets"

type Kind = "paid" | "free"

/** A paid and a free delivery in every market; each market is a zone, so that only its own are offered. */
export async function ensureDelivery(
  container: MedusaContainer,
  warehouse: Warehouse
): Promise<DemoShop["shipping_options"]> {
  const zones = await ensureZones(container, warehouse.fulfillmentSetId)
  const existing = await readOptions(container)
  const missing = markets.flatMap((market) =>
    (["paid", "free"] as const)
      .filter((kind) => !existing.has(codeOf(market, kind)))
      .map((kind) => optionInput(market, kind, zones, warehouse))
  )
  if (missing.length) await createShippingOptionsWorkflow(container).run({ input: missing })

  const options = await readOptions(container)
  const idOf = (market: Market, kind: Kind) => {
    const id = options.get(codeOf(market, kind))
    if (!id) throw new Error(`No shipping option ${codeOf(market, kind)}.`)
    return id
  }
  return Object.fromEntries(
    markets.map((market) => [market.countryCode, { paid: idOf(market, "paid"), free: idOf(market, "free") }])
  )
}

const codeOf = ({ countryCode }: Market, kind: Kind) => `${countryCode}-${kind}`

async function ensureZones(container: MedusaContainer, fulfillmentSetId: string) {
  const existing = await readZones(container, fulfillmentSetId)
  const missing = markets.filter(({ name }) => !existing.has(name))
  if (missing.length) {
    await createServiceZonesWorkflow(container).run({
      input: {
        data: missing.map(({ name, countryCode }) => ({
          name,
          fulfillment_set_id: fulfillmentSetId,
          geo_zones: [{ type: "country" as const, country_code: countryCode }],
        })),
      },
    })
  }
  return readZones(container, fulfillmentSetId)
}

async function readZones(container: MedusaContainer, fulfillmentSetId: string) {
  const zones = await container
    .resolve(Modules.FULFILLMENT)
    .listServiceZones({ fulfillment_set: { id: fulfillmentSetId } })
  return new Map(zones.map(({ name, id }) => [name, id]))
}

async function readOptions(container: MedusaContainer) {
  const options = await container
    .resolve(Modules.FULFILLMENT)
    .listShippingOptions({}, { relations: ["type"], take: 1_000 })
  return new Map(options.map(({ id, type }) => [type.code, id]))
}

function optionInput(market: Market, kind: Kind, zones: ReadonlyMap<string, string>, warehouse: Warehouse) {
  const { paid, paidName, freeName } = market.delivery
  const zone = zones.get(market.name)
  if (!zone) throw new Error(`No zone ${market.name}.`)
  return {
    name: kind === "paid" ? paidName : freeName,
    price_type: "flat" as const,
    provider_id: "manual_manual",
    service_zone_id: zone,
    shipping_profile_id: warehouse.shippingProfileId,
    type: {
      code: codeOf(market, kind),
      label: kind === "paid" ? "Home" : "Collect",
      description: kind === "paid" ? "To your door in 1 to 3 days" : "To a place near you in 3 to 5 days",
    },
    prices: [{ currency_code: market.currencyCode, amount: kind === "paid" ? paid : 0 }],
    rules: [
      { attribute: "enabled_in_store", operator: "eq" as const, value: "true" },
      { attribute: "is_return", operator: "eq" as const, value: "false" },
    ],
  }
}
