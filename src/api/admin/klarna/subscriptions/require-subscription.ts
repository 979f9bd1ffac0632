import type { MedusaRequest } from "@medusajs/framework/http"
import { MedusaError } from "@medusajs/framework/utils"
import { KLARNA_MODULE, type KlarnaModuleService } from "../../../../modules/klarna"

/** @returns the id of a subscription that exists */
export async function requireSubscription(req: MedusaRequest): Promise<string> {
  const klarna = req.scope.resolve<KlarnaModuleService>(KLARNA_MODULE)
  const id = req.params.id as string
  if (await klarna.subscriptions.byId(id)) return id
  throw new MedusaError(MedusaError.Types.NOT_FOUND, `Subscription ${id} was not found`)
}
