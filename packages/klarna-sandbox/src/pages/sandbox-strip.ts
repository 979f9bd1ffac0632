import { leaveAction } from "../hosted-payment-page/leave-action"
import type { Purchase } from "../state/records"
import type { FoundPage } from "./find-page"
import { html, type Html } from "./html"

type Button = readonly [action: string, label: string]

/** Where an order may be held back for a fraud decision. */
const PENDING_COUNTRIES = ["US", "GB"]

export const mayBePending = ({ body }: Purchase) =>
  PENDING_COUNTRIES.includes(body.purchase_country.toUpperCase())

/** What becomes of a payment. For whoever develops the shop, so in English everywhere. */
export function paymentStrip(page: FoundPage): Html {
  const { session, order } = page
  const { button } = leaveAction(session, order)
  return strip(page, [
    ["approve", "Approve"],
    ["approve_and_close", "Approve and close"],
    ...(mayBePending(order) ? [["pending", "Approve, fraud check pending"] as const] : []),
    ["decline", "Decline"],
    ["error", "Technical error"],
    button === "back" ? ["back", "Back to the shop"] : ["ask_cancel", "Cancel"],
    ["close", "Close the window"],
  ])
}

/** What the seller decides about an identity document. */
export const identityStrip = (page: FoundPage): Html =>
  strip(page, [
    ["identify", "Identity confirmed"],
    ["refuse_identity", "Identity refused"],
  ])

const strip = ({ session }: FoundPage, buttons: readonly Button[]): Html =>
  html`<section class="strip" lang="en" aria-labelledby="sandbox">
    <div>
      <h2 id="sandbox"><span class="tag">SANDBOX</span> What should happen?</h2>
      <p>Not part of what a shopper sees. Session ${session.session_id}</p>
      <div class="buttons">
        ${buttons.map(
          ([action, label]) => html`<button name="action" value="${action}" formnovalidate>${label}</button>`
        )}
      </div>
    </div>
  </section>`
