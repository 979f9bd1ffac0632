import type { Reply } from "../http/reply"
import type { Request } from "../http/request"

/**
 * The console has no credentials, so what a foreign page makes a browser send must not change anything. Browsers
 * say where a POST comes from; what says nothing is no browser.
 *
 * @returns the refusal; undefined when the request may go on
 */
export function refuseForeign({ headers }: Request): Reply | undefined {
  const site = headers["sec-fetch-site"]
  const isForeign = site === undefined ? isOtherOrigin(headers.origin, headers.host) : site !== "same-origin"
  return isForeign
    ? {
        status: 403,
        content: { type: "text/plain; charset=utf-8", data: "Only the console's own pages may do this.\n" },
      }
    : undefined
}

function isOtherOrigin(origin: string | undefined, host: string | undefined): boolean {
  if (origin === undefined) return false
  return !URL.canParse(origin) || new URL(origin).host !== host
}
