import type { MedusaNextFunction, MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { KLARNA_MODULE, type KlarnaModuleService } from "../../modules/klarna"

type Collection = { payment_sessions?: ({ id: string } | null)[] | null }

/**
 * Medusa deletes a collection's sessions when it makes a new one, also those whose payment is authorized. An
 * authorized purchase keeps its session: 409.
 */
export async function protectPaidSession(req: MedusaRequest, res: MedusaResponse, next: MedusaNextFunction) {
  const klarna = req.scope.resolve<KlarnaModuleService>(KLARNA_MODULE)
  const query = req.scope.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({
    entity: "payment_collection",
    fields: ["id", "payment_sessions.id"],
    filters: { id: req.params.id as string },
  })
  const sessions = ((data[0] as Collection | undefined)?.payment_sessions ?? []).filter(
    (session) => session !== null
  )
  for (const { id } of sessions) {
    const purchase = await klarna.purchases.byHolder(id)
    if (purchase?.authorized_by === id && !purchase.closed_at) {
      // Answered here: Medusa's error handler replaces the message of a conflict.
      res.status(409).json({
        type: "conflict",
        code: "payment_authorized",
        message: "This cart is paid with Klarna already; its payment session cannot be replaced",
      })
      return
    }
  }
  next()
}
