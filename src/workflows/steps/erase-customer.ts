import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { KLARNA_MODULE, type KlarnaModuleService } from "../../modules/klarna"
import type { EndCustomerStepInput } from "./end-customer"
import { erasePurchases } from "./erase-purchases"

const BATCH = 500

export const eraseCustomerStepId = "erase-klarna-customer"

/**
 * Removes from the ledger what could name a customer: addresses, bodies, callbacks, recipients of links. What was
 * bought and paid stays. What nobody has paid yet is ended first; what may have been paid a moment ago becomes an order
 * or is given back before who bought it goes. Not undone: it was to go.
 */
export const eraseCustomerStep = createStep(
  eraseCustomerStepId,
  async ({ customer_id }: EndCustomerStepInput, { container }) => {
    const klarna = container.resolve<KlarnaModuleService>(KLARNA_MODULE)
    let erased = 0
    for await (const subjects of subjectsOf(customer_id, container)) {
      erased += await erasePurchases(klarna, await klarna.retention.purchasesOf(customer_id, subjects))
    }
    return new StepResponse({ erased })
  }
)

/** Ids of the customer's carts and orders, some at a time; once without any, for what was begun without them. */
async function* subjectsOf(customerId: string, container: MedusaContainer): AsyncGenerator<string[]> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  yield []
  for (const entity of ["cart", "order"] as const) {
    for (let skip = 0; ; skip += BATCH) {
      const { data } = await query.graph({
        entity,
        fields: ["id"],
        filters: { customer_id: customerId },
        pagination: { take: BATCH, skip, order: { id: "ASC" } },
      })
      if (data.length) yield data.map(({ id }) => id)
      if (data.length < BATCH) break
    }
  }
}
