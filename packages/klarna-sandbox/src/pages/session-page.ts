import type { Reply } from "../http/reply"
import type { FoundPage } from "./find-page"
import { html, type Html } from "./html"
import { page, type Page } from "./layout"

type SessionPage = Omit<Page, "accent"> & {
  /** Stands at the end of the merchant's bar. */
  beside?: Html
}

/** A page of one session: the merchant's bar on top, in the merchant's colour and the language of the purchase. */
export function sessionPage(found: FoundPage, { title, body, beside, ...more }: SessionPage): Reply {
  const { merchantName, order, say } = found
  const { color_button: color } = order.body.options
  return page({
    language: say.language,
    ...more,
    title: `${title} · ${merchantName}`,
    accent: typeof color === "string" ? color : undefined,
    body: html`<header class="top">
        <div>${brand(found)} ${beside}</div>
      </header>
      ${body}`,
  })
}

const brand = ({ session, merchantName }: FoundPage): Html => {
  const { logo_url: logo } = session.options
  return logo ? html`<img src="${logo}" alt="${merchantName}" />` : html`<strong>${merchantName}</strong>`
}
