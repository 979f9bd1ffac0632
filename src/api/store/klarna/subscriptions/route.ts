import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { KLARNA_MODULE, type KlarnaModuleService } from "../../../../modules/klarna"
import { showSubscriptions } from "../../../show-subscriptions"
import type { ListOwnSubscriptionsQuery } from "./query"

/** The customer's own, newest first. */
export async function GET(req: AuthenticatedMedusaRequest, res: MedusaResponse) {
  const klarna = req.scope.resolve<KlarnaModuleService>(KLARNA_MODULE)
  const page = req.validatedQuery as ListOwnSubscriptionsQuery
  const { rows, count } = await klarna.subscriptions.list({ customer_id: req.auth_context.actor_id }, page)
  res.json({ subscriptions: await showSubscriptions(klarna, rows), count, ...page })
}
