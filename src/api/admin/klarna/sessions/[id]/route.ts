import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { KLARNA_MODULE, type KlarnaModuleService } from "../../../../../modules/klarna"
import { toTimeline } from "../../../../../domain/session-timeline"
import { requireSession } from "../require-session"
import { showSession } from "../show-session"

/** One link with everything that happened to it, oldest first. */
export async function GET(req: AuthenticatedMedusaRequest, res: MedusaResponse) {
  const klarna = req.scope.resolve<KlarnaModuleService>(KLARNA_MODULE)
  const found = await requireSession(req, req.params.id as string)
  const [events, distributions] = await Promise.all([
    klarna.inbox.ofPage(found.page.id),
    klarna.distributions.ofPage(found.page.id),
  ])
  res.json({
    session: {
      ...showSession(found),
      last_error: found.purchase.last_error,
      timeline: toTimeline({ page: found.page, events, distributions }),
    },
  })
}
