import type { MedusaContainer } from "@medusajs/framework/types"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { toMedusaError } from "../../medusa/to-medusa-error"
import { KLARNA_MODULE, type KlarnaModuleService } from "../../modules/klarna"
import type { PurchaseRow } from "../../modules/klarna/rows"
import { captureByPolicy, passesByItself, wasRefused } from "../desk/capture-by-policy"
import { readDesk } from "../desk/read-desk"

export type CapturePurchaseByPolicyStepInput = {
  purchase_id: string
  /** Medusa's order, where the ledger may not have noted it yet. */
  order_id?: string
}

export const capturePurchaseByPolicyStepId = "capture-purchase-by-policy"

/** Somebody who moves money of the order goes first. */
const MONEY_LEASE_WAIT_MS = 10_000

/** Captures all that Klarna holds for an order. Cannot be undone. */
export const capturePurchaseByPolicyStep = createStep(
  capturePurchaseByPolicyStepId,
  async ({ purchase_id, ...input }: CapturePurchaseByPolicyStepInput, { container }) => {
    const klarna = container.resolve<KlarnaModuleService>(KLARNA_MODULE)
    const purchase = await klarna.purchases.byId(purchase_id)
    const order_id = input.order_id ?? purchase?.order_id
    const applies = klarna.config.policies.capture === "automatic" && purchase && !purchase.closed_at
    if (!applies || !order_id || klarna.statusOf(purchase) !== "complete")
      return new StepResponse({ captured: false })
    try {
      const captured = await klarna.leases.withMoneyLease(
        purchase_id,
        () => capture(container, purchase, order_id),
        MONEY_LEASE_WAIT_MS
      )
      return new StepResponse({ captured })
    } catch (error) {
      // Right after a purchase Klarna's Order Management may not know it. The sweep comes back.
      if (passesByItself(error)) return new StepResponse({ captured: false })
      throw toMedusaError(error)
    }
  }
)

async function capture(
  container: MedusaContainer,
  purchase: PurchaseRow,
  order_id: string
): Promise<boolean> {
  const of = { order_id, klarna_order_id: purchase.klarna_order_id ?? undefined }
  const { managed, books } = await readDesk(container, of)
  // Captured on Klarna's page, in its portal or by staff: somebody else has begun.
  if (managed.captured_amount > 0 || wasRefused(books.operations, null)) return false
  return captureByPolicy(container, purchase, of)
}
