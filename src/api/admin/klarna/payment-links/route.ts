import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { createKlarnaPaymentLinkWorkflow } from "../../../../workflows/create-klarna-payment-link"
import { requireSession } from "../sessions/require-session"
import { showSession } from "../sessions/show-session"
import type { CreatePaymentLinkBody } from "./body"

/** Makes a link by which somebody pays what an order still owes; the one before it dies first. */
export async function POST(req: AuthenticatedMedusaRequest<CreatePaymentLinkBody>, res: MedusaResponse) {
  const { result } = await createKlarnaPaymentLinkWorkflow(req.scope).run({
    input: { ...req.validatedBody, actor_id: req.auth_context.actor_id },
  })
  const found = await requireSession(req, result.page_id ?? "")
  res.json({ session: showSession(found) })
}
