import type { Reply } from "../http/reply"
import type { FoundPage } from "./find-page"
import { resultPage } from "./result-page"

/** A link to a session that is over. A disabled one is gone; of the others the consumer is told the end. */
export function closedPage({ session, merchantName }: FoundPage): Reply {
  switch (session.status) {
    case "COMPLETED":
      return resultPage({
        good: true,
        title: "This purchase is paid",
        text: `Your reference is ${session.klarna_reference}. ${merchantName} has received your order.`,
        merchantName,
      })
    case "CANCELLED":
      return resultPage({
        title: "Purchase cancelled",
        text: "This purchase was cancelled and cannot be paid any more.",
        merchantName,
      })
    default:
      return resultPage({
        title: "Page not found",
        text: `${merchantName} has closed this payment link.`,
        merchantName,
        status: 404,
      })
  }
}
