import type { MedusaNextFunction, MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { ContainerRegistrationKeys, MedusaError } from "@medusajs/framework/utils"
import { SUBSCRIPTION_METADATA } from "../../domain/line-subscription"
import { KLARNA_MODULE, type KlarnaModuleService } from "../../modules/klarna"

type CartRecord = {
  total?: number | null
  completed_at?: unknown
  items?: ({ metadata?: Record<string, unknown> | null } | null)[]
}

/**
 * Medusa completes a cart of which nothing is to be paid without asking anybody. With a subscription in it the buyer
 * has to agree first that they will be charged later: 400 until they have.
 */
export async function requireAgreedTrial(req: MedusaRequest, _res: MedusaResponse, next: MedusaNextFunction) {
  const klarna = req.scope.resolve<KlarnaModuleService>(KLARNA_MODULE)
  const cartId = req.params.id as string
  if (klarna.config.customerTokens && (await isFreeSubscription(req, cartId))) {
    const purchases = await klarna.purchases.ofCart(cartId)
    if (!purchases.some((purchase) => klarna.statusOf(purchase) === "tokenized")) {
      throw new MedusaError(
        MedusaError.Types.NOT_ALLOWED,
        "This cart begins with a free trial: open a Klarna Payments session for it, so that the buyer agrees to be charged later",
        "trial_not_agreed"
      )
    }
  }
  next()
}

async function isFreeSubscription(req: MedusaRequest, cartId: string): Promise<boolean> {
  const query = req.scope.resolve(ContainerRegistrationKeys.QUERY)
  const read = async (...fields: string[]) => {
    const { data } = await query.graph({ entity: "cart", fields, filters: { id: cartId } })
    return data[0] as CartRecord | undefined
  }
  // Totals cost the more expensive question.
  const cart = await read("id", "completed_at", "items.metadata")
  const isSubscription = cart?.items?.some((item) => item?.metadata?.[SUBSCRIPTION_METADATA])
  if (!isSubscription || cart?.completed_at) return false
  return Number((await read("id", "total"))?.total ?? 0) <= 0
}
