import type { Reply } from "../http/reply"
import type { FoundPage } from "./find-page"
import { resultPage } from "./result-page"

/** A link to a session that is over. A disabled one is gone; of the others the consumer is told the end. */
export function closedPage(found: FoundPage): Reply {
  const { session, merchantName, say } = found
  switch (session.status) {
    case "COMPLETED":
      return resultPage(found, {
        good: true,
        title: say.paid,
        text:
          session.klarna_reference === null
            ? say.thanksText(merchantName)
            : say.paidText(merchantName, session.klarna_reference),
      })
    case "CANCELLED":
      return resultPage(found, { title: say.cancelled, text: say.cancelledText })
    default:
      return resultPage(found, { title: say.notFound, text: say.closedText(merchantName), status: 404 })
  }
}
