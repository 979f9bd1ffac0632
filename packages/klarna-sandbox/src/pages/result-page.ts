import type { Reply } from "../http/reply"
import { html } from "./html"
import { page } from "./layout"

type Link = { label: string; url: string }

export type Result = {
  good?: boolean
  title: string
  text: string
  /** Where the consumer goes next; after `seconds` by itself. */
  main?: (Link & { seconds?: number }) | undefined
  other?: Link | undefined
  merchantName: string
  status?: number
}

/** What a consumer sees when there is nothing more to pay here, or not now. */
export function resultPage({ good = false, title, text, main, other, merchantName, status }: Result): Reply {
  return page({
    title: `${title} · ${merchantName}`,
    ...(main?.seconds !== undefined && { continueTo: { url: main.url, seconds: main.seconds } }),
    ...(status !== undefined && { status }),
    body: html`<header class="top">
        <div><strong>${merchantName}</strong></div>
      </header>
      <main>
        <div class="result">
          <div class="mark ${good ? "" : "bad"}" aria-hidden="true">${good ? "✓" : "!"}</div>
          <h1>${title}</h1>
          <p>${text}</p>
          <div class="buttons">
            ${main && html`<a class="button main" href="${main.url}">${main.label}</a>`}
            ${other && html`<a class="button quiet" href="${other.url}">${other.label}</a>`}
          </div>
        </div>
      </main>`,
  })
}

/** No session ever had this address, or its time is over. */
export const pageNotFound = (): Reply =>
  resultPage({
    title: "Page not found",
    text: "This payment link does not exist or has expired.",
    merchantName: "Hosted payment page",
    status: 404,
  })
