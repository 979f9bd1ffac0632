import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { toCallView } from "../../../../../domain/call-view"
import { KLARNA_MODULE, type KlarnaModuleService } from "../../../../../modules/klarna"
import { toEventView } from "../../../../../domain/event-view"
import { toTimeline } from "../../../../../domain/session-timeline"
import { hasDistributionModule } from "./distribution-module/has-distribution-module"
import { requireSession } from "../require-session"
import { showSession } from "../show-session"
import { withOrders } from "../with-orders"

/** One link with everything that happened to it, oldest first: told by Klarna, asked of Klarna, done by people. */
export async function GET(req: AuthenticatedMedusaRequest, res: MedusaResponse) {
  const klarna = req.scope.resolve<KlarnaModuleService>(KLARNA_MODULE)
  const found = await requireSession(req, req.params.id as string)
  const [told, distributions, calls] = await Promise.all([
    klarna.inbox.ofPurchase(found.purchase.id),
    klarna.distributions.ofPage(found.page.id),
    klarna.calls.ofPurchase(found.purchase.id),
  ])
  // Klarna decides about the payment, whichever page it came from: the one that led to it shows it.
  const isPaidBy = found.page.close_reason === "completed"
  const events = told.filter(
    ({ page_id, source }) => page_id === found.page.id || (source === "fraud" && isPaidBy)
  )
  const [session] = await withOrders(req, [showSession(found)])
  res.json({
    session: {
      ...session,
      last_error: found.purchase.last_error,
      timeline: toTimeline({ page: found.page, events, distributions }),
      // Of the payment, which pages after one another may have led to.
      events: told.map(toEventView),
      calls: calls.map(toCallView),
      has_distribution_module: hasDistributionModule(klarna, found),
    },
    /** By the ledger's clock: what is left of the link is counted from here. */
    now: new Date(klarna.now()).toISOString(),
  })
}
