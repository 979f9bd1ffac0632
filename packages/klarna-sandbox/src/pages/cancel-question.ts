import { leaveAction } from "../hosted-payment-page/leave-action"
import type { Reply } from "../http/reply"
import type { FoundPage } from "./find-page"
import { html } from "./html"
import { sessionPage } from "./session-page"

/** The cancel button asks once more. In a store or on the phone cancelling is final; in e-commerce it is not. */
export function cancelQuestion(found: FoundPage, path: string): Reply {
  const { session, order, merchantName, say } = found
  const isFinal = leaveAction(session, order).status === "CANCELLED"
  return sessionPage(found, {
    title: say.cancelQuestion,
    body: html`<main>
      <form method="post" class="result">
        <h1>${say.cancelQuestion}</h1>
        <p>${isFinal ? say.cancelEndsLink(merchantName) : say.cancelKeepsLink(merchantName)}</p>
        <div class="buttons">
          <a class="button main" href="${path}">${say.keepPaying}</a>
          <button class="quiet" name="action" value="cancel">${say.cancelPurchase}</button>
        </div>
      </form>
    </main>`,
  })
}
