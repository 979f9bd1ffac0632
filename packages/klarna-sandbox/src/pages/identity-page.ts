import type { Reply } from "../http/reply"
import type { FoundPage } from "./find-page"
import { html } from "./html"
import { identityStrip } from "./sandbox-strip"
import { sessionPage } from "./session-page"

const SECONDS = 2

/** The seller compares an identity document; the page looks again by itself until that is decided. */
export function identityPage(found: FoundPage, path: string): Reply {
  const { session, merchantName, say } = found
  return sessionPage(found, {
    title: say.showId,
    continueTo: { url: `${path}?after=identity`, seconds: SECONDS },
    body: html`<main>
        <div class="result">
          <h1>${say.showId}</h1>
          <p>${say.showIdText(merchantName)}</p>
          <p>${say.yourCode}</p>
          <p class="code">${session.manual_identification?.challenge}</p>
        </div>
      </main>
      <form method="post">${identityStrip(found)}</form>`,
  })
}
