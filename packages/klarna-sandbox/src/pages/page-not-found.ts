import type { Reply } from "../http/reply"
import type { Request } from "../http/request"
import type { FoundPage } from "./find-page"
import { page } from "./layout"
import { messagesFor, type Messages } from "./messages/messages-for"
import { resultBody, resultPage } from "./result-page"

/**
 * No session ever had this address, or its time is over.
 *
 * @param expired the session whose time is over: its merchant and its language are still known
 */
export function pageNotFound({ headers }: Request, expired?: FoundPage): Reply {
  if (expired) return resultPage(expired, notFound(expired.say))
  const say = messagesFor(headers["accept-language"] ?? "")
  const { language, notFound: title } = say
  return page({ title, language, status: 404, body: resultBody(notFound(say)) })
}

const notFound = ({ notFound: title, unknownText: text }: Messages) => ({ title, text, status: 404 })
