import { actAsConsumer } from "../../control/act-as-consumer"
import type { Outcome } from "../../hosted-payment-page/outcome"
import { param } from "../../http/request"
import { controlled } from "../act"

/** POST /sessions/hpp/:id/consumer: what the consumer does on a hosted page. */
export const actOnPage = controlled(
  (sandbox, request) =>
    actAsConsumer(sandbox, { ...request, params: { hpp_session_id: param(request, "id") } }),
  ({ action }) => ({ action }),
  ({ status, redirect_to, denied }: Outcome) =>
    [
      denied !== undefined ? `The shop refused: ${denied}` : `The session is ${status}.`,
      redirect_to === null ? "The browser stays." : `The browser would go to ${redirect_to}`,
    ].join(" ")
)
