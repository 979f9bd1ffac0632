import { authorizePayments, finalizePayments } from "../../control/authorize-payments"
import { param, type Request } from "../../http/request"
import type { WidgetResult } from "../../payments/authorize"
import { controlled } from "../act"

const withSession = (request: Request): Request => ({
  ...request,
  params: { kp_session_id: param(request, "id") },
})

/** POST /sessions/kp/:id/authorize: what the consumer does in the widget. */
export const authorizeSession = controlled(
  (sandbox, request) => authorizePayments(sandbox, withSession(request)),
  ({ payment_method_category, result }) => ({ payment_method_category, result }),
  tell
)

/** POST /sessions/kp/:id/finalize */
export const finalizeSession = controlled(
  (sandbox, request) => finalizePayments(sandbox, withSession(request)),
  () => ({}),
  tell
)

function tell({ approved, authorization_token, finalize_required, error }: WidgetResult): string {
  if (error) return `Not approved: ${error.invalid_fields.join(", ")} cannot be right.`
  if (!approved) return "Not approved."
  if (finalize_required) return "Approved; the shop has to finalize."
  return `Approved: authorization token ${authorization_token}`
}
