import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { KLARNA_MODULE, type KlarnaModuleService } from "../../../../modules/klarna"
import { showSubscriptionsToStaff } from "../../../show-subscriptions"
import type { ListSubscriptionsQuery } from "./query"

/** Everybody's, newest first. */
export async function GET(req: AuthenticatedMedusaRequest, res: MedusaResponse) {
  const klarna = req.scope.resolve<KlarnaModuleService>(KLARNA_MODULE)
  const { limit, offset, ...filters } = req.validatedQuery as ListSubscriptionsQuery
  const { rows, count } = await klarna.subscriptions.list(filters, { limit, offset })
  res.json({ subscriptions: await showSubscriptionsToStaff(klarna, rows), count, offset, limit })
}
