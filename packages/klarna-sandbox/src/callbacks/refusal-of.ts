import { messagesFor, type Messages } from "../pages/messages/messages-for"
import type { Asked } from "./ask"
import type { PostAnswer } from "./post"

type Refused = { approved: false; text: string; location: string | null }

/** @returns what a redirection or a 400 of the shop's means; undefined for any other answer */
export function refusalOf(answer: PostAnswer, { url, locale }: Asked): Refused | undefined {
  const say = messagesFor(locale)
  if (answer.status !== null && [301, 302, 303, 307].includes(answer.status)) {
    return { approved: false, text: say.shop.refusedAsItIs, location: target(answer, url) }
  }
  if (answer.status === 400) return { approved: false, text: errorText(answer.body, say), location: null }
  return undefined
}

/** Where the shop sends the browser; null when it does not say, or says nothing that is an address. */
function target({ headers }: Extract<PostAnswer, { status: number }>, base: string): string | null {
  const location = headers.location?.toString()
  return location !== undefined && URL.canParse(location, base) ? new URL(location, base).href : null
}

/** The shop's own words; it may say no more than that it does not deliver there. */
function errorText(body: string, say: Messages): string {
  const { error_text, error_type } = parse(body)
  if (typeof error_text === "string" && error_text !== "") return error_text
  return error_type === "unsupported_shipping_address" ? say.shop.notToThisAddress : say.shop.refused
}

/** A refusal without words is still a refusal. */
function parse(body: string): { error_text?: unknown; error_type?: unknown } {
  try {
    return Object(JSON.parse(body))
  } catch {
    return {}
  }
}
