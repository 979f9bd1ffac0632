import type { Outcome } from "../hosted-payment-page/outcome"
import { isFinal } from "../hosted-payment-page/hpp-session"
import { seeOther, type Reply } from "../http/reply"
import { closedPage } from "./closed-page"
import type { FoundPage } from "./find-page"
import { identityPage } from "./identity-page"
import { resultPage } from "./result-page"

/** Long enough to read why before the browser goes on to the shop. */
const SECONDS = 4

/** What the consumer sees after an action: the shop, or the reason first, or a page of ours when there is no address. */
export function outcomePage(found: FoundPage, path: string, { status, redirect_to }: Outcome): Reply {
  const { say } = found
  switch (status) {
    case "FAILED":
      return notPaid(found, path, redirect_to, say.declined, say.declinedText)
    case "ERROR":
      return notPaid(found, path, redirect_to, say.failed, say.failedText)
    case "MANUAL_ID_CHECK":
      return identityPage(found, path)
    default:
      return redirect_to ? seeOther(redirect_to) : ended(found, path, status)
  }
}

function notPaid(found: FoundPage, path: string, toShop: string | null, title: string, text: string): Reply {
  const { merchantName, say } = found
  const again = { label: say.tryAgain, url: path }
  const back = toShop ? { label: say.backTo(merchantName), url: toShop, seconds: SECONDS } : undefined
  return resultPage(found, { title, text, main: back ?? again, other: back && again })
}

/** The merchant gave no address for this end. */
function ended(found: FoundPage, path: string, status: string): Reply {
  const { session, merchantName, say } = found
  switch (status) {
    case "COMPLETED":
    case "DISABLED":
      return resultPage(found, {
        good: true,
        title: say.thanks,
        text:
          session.klarna_reference === null
            ? say.thanksText(merchantName)
            : say.paidText(merchantName, session.klarna_reference),
      })
    case "CANCELLED":
      return closedPage(found)
    default:
      return resultPage(found, {
        title: say.notCompleted,
        text: say.notCompletedText,
        main: { label: say.continuePaying, url: path },
      })
  }
}

/** A sandbox's trick, so told in English: the shop hears nothing from the browser, only callbacks and reads tell it. */
export const windowClosed = (found: FoundPage, path: string): Reply =>
  resultPage(found, {
    good: true,
    language: "en",
    title: "The window is closed",
    text: `The browser does not go back to ${found.merchantName}; the session is ${found.session.status}. You can close this tab.`,
    other: isFinal(found.session) ? undefined : { label: "Open the page again", url: path },
  })
