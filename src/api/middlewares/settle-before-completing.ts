import type { MedusaNextFunction, MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import type { Logger } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { KLARNA_MODULE, type KlarnaModuleService } from "../../modules/klarna"
import { describeFailure } from "../../workflows/steps/describe-failure"
import { syncKlarnaPurchaseWorkflow } from "../../workflows/sync-klarna-purchase"

/**
 * A storefront that completes the cart itself is one more signal: our own road goes first. It brings the address
 * given on Klarna's page to the cart and makes the order, which Medusa's route then answers with.
 */
export async function settleBeforeCompleting(
  req: MedusaRequest,
  _res: MedusaResponse,
  next: MedusaNextFunction
) {
  const klarna = req.scope.resolve<KlarnaModuleService>(KLARNA_MODULE)
  const purchases = await klarna.purchases.ofCart(req.params.id as string)
  const current = purchases.find(
    (purchase) => !purchase.closed_at && purchase.current_holder && !purchase.superseded_at
  )
  if (current) {
    try {
      await syncKlarnaPurchaseWorkflow(req.scope).run({ input: { purchase_id: current.id } })
    } catch (error) {
      // Medusa's completion asks our provider, which says no or not yet by itself.
      const logger = req.scope.resolve<Logger>(ContainerRegistrationKeys.LOGGER)
      logger.warn(`Klarna: a cart was not settled before its completion: ${describeFailure(error)}`)
    }
  }
  next()
}
