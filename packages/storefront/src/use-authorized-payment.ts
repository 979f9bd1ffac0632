import { useNavigate } from "react-router-dom"
import { authorizeKlarnaSession } from "./authorize-klarna-session"
import { Refusal } from "./error-words"
import type { KlarnaSession } from "./klarna"
import { messages } from "./messages"
import { confirmedPath, pendingPath } from "./order-path"
import { useAction } from "./use-action"
import type { Agreed } from "./use-klarna-authorization"
import { useLeaving } from "./use-leaving"

/**
 * What follows when the shopper agreed in the widget: the server places the order, and the shopper goes to see it.
 *
 * @param reopen brings cart and session up to date after a refusal, so that the shopper may agree anew
 */
export function useAuthorizedPayment(reopen: () => void) {
  const { busy, problem, run } = useAction()
  const navigate = useNavigate()
  const { leaving, leaveFor } = useLeaving(reopen)

  const pay = (paymentSessionId: string, agreed: Agreed): Promise<void> =>
    run(async () => {
      const settled = await authorizeKlarnaSession(paymentSessionId, agreed)
      switch (settled.result) {
        case "settled":
          return goOn(paymentSessionId, settled.session)
        case "unknown":
          return navigate(pendingPath(paymentSessionId))
        case "refused":
          reopen()
          throw new Refusal(refusalWords(settled.code))
      }
    })

  function goOn(paymentSessionId: string, { order_id, redirect_url, state }: KlarnaSession) {
    if (!order_id && (state === "failed" || state === "cancelled")) {
      reopen()
      throw new Refusal(refusalWords(""))
    }
    if (!order_id) return navigate(pendingPath(paymentSessionId))
    if (!redirect_url) return navigate(confirmedPath(order_id, paymentSessionId))
    // Klarna wants to see the shopper once more; its way leads back to the order.
    leaveFor(redirect_url)
  }

  const refuse = (words: string) => void run(() => Promise.reject(new Refusal(words)))

  return { busy: busy || leaving, problem, pay, refuse }
}

const REFUSALS: Readonly<Record<string, string>> = messages.widget.refusals

const refusalWords = (code: string) => REFUSALS[code] ?? messages.widget.refusals.other
