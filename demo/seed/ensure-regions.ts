import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { createRegionsWorkflow, updateRegionsWorkflow } from "@medusajs/medusa/core-flows"
import { markets } from "./markets"

/** One region per market, with every Klarna provider that is installed. @returns region id by country code */
export async function ensureRegions(container: MedusaContainer): Promise<Record<string, string>> {
  const providers = await demoProviders(container)
  const existing = await readRegions(container)
  const missing = markets.filter(({ countryCode }) => !existing.has(countryCode))
  if (missing.length) {
    await createRegionsWorkflow(container).run({
      input: {
        regions: missing.map((market) => ({
          name: market.name,
          currency_code: market.currencyCode,
          countries: [market.countryCode],
          is_tax_inclusive: market.pricesIncludeTax,
          automatic_taxes: true,
          payment_providers: providers,
        })),
      },
    })
  }
  for (const region of existing.values()) {
    const lacks = providers.filter((provider) => !region.providers.includes(provider))
    if (!lacks.length) continue
    await updateRegionsWorkflow(container).run({
      input: { selector: { id: region.id }, update: { payment_providers: [...region.providers, ...lacks] } },
    })
  }
  const regions = await readRegions(container)
  return Object.fromEntries([...regions].map(([countryCode, { id }]) => [countryCode, id]))
}

async function demoProviders(container: MedusaContainer): Promise<string[]> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({
    entity: "payment_provider",
    fields: ["id"],
    filters: { is_enabled: true },
  })
  const ids = data.map(({ id }) => id)
  return ids.filter(
    (id) => id.startsWith("pp_klarna") || id.startsWith("pp_payway") || id === "pp_system_default"
  )
}

async function readRegions(container: MedusaContainer) {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({
    entity: "region",
    fields: ["id", "countries.iso_2", "payment_providers.id"],
  })
  const regions = new Map<string, { id: string; providers: string[] }>()
  for (const region of data) {
    const providers = (region.payment_providers ?? []).map((provider: { id: string }) => provider.id)
    for (const country of region.countries) {
      if (country) regions.set(country.iso_2, { id: region.id, providers })
    }
  }
  return regions
}
