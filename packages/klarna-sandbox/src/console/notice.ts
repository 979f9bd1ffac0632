import { seeOther, type Reply } from "../http/reply"
import type { Request } from "../http/request"
import { html, type Html } from "../pages/html"

/** What came of an action, said once on the page that follows it. */
type Notice = { text: string; isGood: boolean }

const COOKIE = "klarna_sandbox_notice"
const LONGEST = 1000
/** A page that is only brought up to date leaves the notice to the one that follows the action. */
export const LIVE_HEADER = "x-console-live"

/** To another page of the console, which says it. */
export function seeOtherWith(location: string, { text, isGood }: Notice): Reply {
  const value = encodeURIComponent(`${isGood ? "+" : "-"}${text.slice(0, LONGEST)}`)
  const reply = seeOther(location)
  return { ...reply, headers: { ...reply.headers, "Set-Cookie": cookie(value, 30) } }
}

/** To the page where the button was pressed. */
export const back = (request: Request, notice: Notice): Reply => seeOtherWith(pageBefore(request), notice)

/** The referring page is one of ours: requests from elsewhere were refused. Never leads to another host. */
function pageBefore({ headers }: Request): string {
  const { referer } = headers
  if (referer === undefined || !URL.canParse(referer)) return "/"
  const { pathname, search } = new URL(referer)
  return `/${pathname.replace(/^\/+/, "")}${search}`
}

/** @returns what the page says, and the header that makes it say so once */
export function takeNotice({ headers }: Request): {
  notice: Html | undefined
  headers: Record<string, string>
} {
  const value = new RegExp(`(?:^|;\\s*)${COOKIE}=([^;]+)`).exec(headers.cookie ?? "")?.[1]
  const text = value === undefined || LIVE_HEADER in headers ? undefined : decode(value)
  if (!text) return { notice: undefined, headers: {} }
  return {
    notice: html`<p class="notice ${text.startsWith("-") ? "bad" : "good"}">${text.slice(1)}</p>`,
    headers: { "Set-Cookie": cookie("", 0) },
  }
}

const cookie = (value: string, seconds: number) =>
  `${COOKIE}=${value}; Path=/; Max-Age=${seconds}; HttpOnly; SameSite=Strict`

function decode(value: string): string | undefined {
  try {
    return decodeURIComponent(value)
  } catch {
    return undefined
  }
}
