import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { disableKlarnaPaymentLinkWorkflow } from "../../../../../../workflows/disable-klarna-payment-link"
import { requireSession } from "../../require-session"
import { showSession } from "../../show-session"
import type { DisableBody } from "./body"

/** Ends a link. If it was paid already, that is what the answer says, and the order is paid. */
export async function POST(req: AuthenticatedMedusaRequest<DisableBody>, res: MedusaResponse) {
  const { page } = await requireSession(req, req.params.id as string)
  const { result } = await disableKlarnaPaymentLinkWorkflow(req.scope).run({
    input: { page_id: page.id, reason: req.validatedBody?.reason, actor_id: req.auth_context.actor_id },
  })
  res.json({ session: showSession(await requireSession(req, page.id)), outcome: result.outcome })
}
