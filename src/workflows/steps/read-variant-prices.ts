import { ContainerRegistrationKeys, MedusaError } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import type { Query } from "../../medusa/read-purchase-source"
import { readVariantPrices, type PriceContext } from "../../medusa/read-variant-prices"

export type ReadVariantPricesStepInput = PriceContext & { ids: string[] }

export const readVariantPricesStepId = "read-variant-prices"

/** What variants cost in a region, to somebody. Reads alone: nothing to undo. */
export const readVariantPricesStep = createStep(
  readVariantPricesStepId,
  async ({ ids, ...context }: ReadVariantPricesStepInput, { container }) => {
    const query = container.resolve(ContainerRegistrationKeys.QUERY) as unknown as Query
    const prices = await readVariantPrices(query, ids, context)
    if (!prices)
      throw new MedusaError(MedusaError.Types.NOT_FOUND, `Region ${context.region_id} does not exist`)
    return new StepResponse(prices)
  }
)
