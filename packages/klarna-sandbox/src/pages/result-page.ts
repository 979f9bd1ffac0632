import type { Reply } from "../http/reply"
import type { FoundPage } from "./find-page"
import { html, type Html } from "./html"
import { sessionPage } from "./session-page"

type Link = { label: string; url: string }

export type Result = {
  good?: boolean
  title: string
  text: string
  /** Where the consumer goes next; after `seconds` by itself. */
  main?: (Link & { seconds?: number }) | undefined
  other?: Link | undefined
  /** That of the purchase when absent. */
  language?: string
  status?: number
}

/** What a consumer sees when there is nothing more to pay here, or not now. */
export function resultPage(found: FoundPage, result: Result): Reply {
  const { title, main, language, status } = result
  return sessionPage(found, {
    title,
    ...(language !== undefined && { language }),
    ...(main?.seconds !== undefined && { continueTo: { url: main.url, seconds: main.seconds } }),
    ...(status !== undefined && { status }),
    body: resultBody(result),
  })
}

export const resultBody = ({ good = false, title, text, main, other }: Result): Html =>
  html`<main>
    <div class="result">
      <div class="mark ${good ? "" : "bad"}" aria-hidden="true">${good ? "✓" : "!"}</div>
      <h1>${title}</h1>
      <p>${text}</p>
      <div class="buttons">
        ${main && html`<a class="button main" href="${main.url}">${main.label}</a>`}
        ${other && html`<a class="button quiet" href="${other.url}">${other.label}</a>`}
      </div>
    </div>
  </main>`
