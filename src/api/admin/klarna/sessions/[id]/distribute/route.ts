import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { sendKlarnaPaymentLinkWorkflow } from "../../../../../../workflows/send-klarna-payment-link"
import { requireSession } from "../../require-session"
import { showSession } from "../../show-session"
import type { DistributeBody } from "./body"

/** Sends a link: by Klarna's e-mail or SMS, to the Klarna app, or by the shop's own notification provider. */
export async function POST(req: AuthenticatedMedusaRequest<DistributeBody>, res: MedusaResponse) {
  const { page } = await requireSession(req, req.params.id as string)
  const { result, errors } = await sendKlarnaPaymentLinkWorkflow(req.scope).run({
    input: { page_id: page.id, actor_id: req.auth_context.actor_id, ...req.validatedBody },
    throwOnError: false,
  })
  const [failure] = errors ?? []
  if (failure) throw failure.error
  res.json({ session: showSession(await requireSession(req, page.id)), distribution: result })
}
