import type { MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import { createTaxRegionsWorkflow, createTaxRatesWorkflow } from "@medusajs/medusa/core-flows"
import { markets, type Market } from "./markets"

/** Each market's ordinary rate, and the reduced one for books where there is one. */
export async function ensureTaxes(container: MedusaContainer, bookTypeId: string): Promise<void> {
  const taxes = container.resolve(Modules.TAX)
  const regions = await taxes.listTaxRegions({ country_code: markets.map(({ countryCode }) => countryCode) })
  const existing = new Set(regions.map(({ country_code }) => country_code))
  const missing = markets.filter(({ countryCode }) => !existing.has(countryCode))
  if (!missing.length) return
  const { result } = await createTaxRegionsWorkflow(container).run({ input: missing.map(taxRegionInput) })
  const bookRates = missing.flatMap(({ countryCode, tax }) => {
    const region = result.find(({ country_code }) => country_code === countryCode)
    if (!region || tax.bookRate === undefined) return []
    return [
      {
        tax_region_id: region.id,
        name: `${tax.name} ${tax.bookRate} %`,
        code: `${countryCode.toUpperCase()}-BOOK`,
        rate: tax.bookRate,
        rules: [{ reference: "product_type", reference_id: bookTypeId }],
      },
    ]
  })
  if (bookRates.length) await createTaxRatesWorkflow(container).run({ input: bookRates })
}

const taxRegionInput = ({ countryCode, tax }: Market) => ({
  country_code: countryCode,
  provider_id: "tp_system",
  default_tax_rate: {
    name: `${tax.name} ${tax.rate} %`,
    code: `${countryCode.toUpperCase()}-STANDARD`,
    rate: tax.rate,
  },
})
