import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { MedusaError } from "@medusajs/framework/utils"
import { createKlarnaPaymentLinkWorkflow } from "../../../../workflows/create-klarna-payment-link"
import { requireSession } from "../sessions/require-session"
import { showSession } from "../sessions/show-session"
import type { CreatePaymentLinkBody } from "./body"

/** Makes a link by which somebody pays what an order still owes; the one before it dies first. */
export async function POST(req: AuthenticatedMedusaRequest<CreatePaymentLinkBody>, res: MedusaResponse) {
  const { result, errors } = await createKlarnaPaymentLinkWorkflow(req.scope).run({
    input: { ...req.validatedBody, actor_id: req.auth_context.actor_id },
    throwOnError: false,
  })
  if (errors.length) throw explained(errors[0] as Failure)
  const found = await requireSession(req, result.page_id ?? "")
  res.json({ session: showSession(found) })
}

type Failure = { action: string; error: unknown }

const PLACING = "convert-draft-order-as-step"

/** Medusa says what it has too few of, and not what came of the link. */
function explained({ action, error }: Failure): unknown {
  if (action !== PLACING || !MedusaError.isMedusaError(error)) return error
  return new MedusaError(
    MedusaError.Types.NOT_ALLOWED,
    `The draft order was not placed, and no link was made: ${error.message}`,
    "order_not_placed"
  )
}
