import type { Reply } from "../http/reply"
import type { FoundPage } from "./find-page"
import { html } from "./html"
import { page } from "./layout"

/** Cancelling is final, so the page asks once more. */
export const cancelQuestion = ({ merchantName }: FoundPage, path: string): Reply =>
  page({
    title: `Cancel the purchase? · ${merchantName}`,
    body: html`<header class="top">
        <div><strong>${merchantName}</strong></div>
      </header>
      <main>
        <form method="post" class="result">
          <h1>Cancel the purchase?</h1>
          <p>The payment link stops working and your order at ${merchantName} is not paid.</p>
          <div class="buttons">
            <a class="button main" href="${path}">Keep paying</a>
            <button class="quiet" name="action" value="cancel">Cancel the purchase</button>
          </div>
        </form>
      </main>`,
  })
