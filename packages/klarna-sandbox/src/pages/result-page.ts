import type { Reply } from "../http/reply"
import { html } from "./html"
import { page } from "./layout"
import { en } from "./messages/en"

type Link = { label: string; url: string }

export type Result = {
  good?: boolean
  title: string
  text: string
  /** Where the consumer goes next; after `seconds` by itself. */
  main?: (Link & { seconds?: number }) | undefined
  other?: Link | undefined
  merchantName: string
  /** English when absent. */
  language?: string
  status?: number
}

/** What a consumer sees when there is nothing more to pay here, or not now. */
export function resultPage(result: Result): Reply {
  const { good = false, title, text, main, other, merchantName, language, status } = result
  return page({
    title: `${title} · ${merchantName}`,
    ...(language !== undefined && { language }),
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
    title: en.notFound,
    text: en.unknownText,
    merchantName: "Hosted payment page",
    status: 404,
  })
