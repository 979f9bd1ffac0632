import { isByTelephone } from "../hosted-payment-page/acquiring-channel"
import { isFinal, pageUrl } from "../hosted-payment-page/hpp-session"
import type { Reply } from "../http/reply"
import type { Merchant } from "../merchant"
import { PHONE_COUNTRIES } from "../outbox/check-distribution"
import type { HppSessionRecord, HppStatus } from "../state/records"
import type { FoundPage } from "./find-page"
import { html, type Html } from "./html"
import { reloadWhenChanged } from "./live"
import type { Messages } from "./messages/messages-for"
import { total } from "./order-summary"
import { sessionPage } from "./session-page"

export type DistributionPage = FoundPage & {
  merchant: Merchant
  /** Where the sandbox answers. */
  url: string
  path: string
  /** As the shop opened the page. */
  query: URLSearchParams
  /** Who the link was just sent to. */
  sent?: string | undefined
  /** Why it was not. */
  refused?: string | undefined
}

/** The page on which a seller hands out the link, or the consumer at a kiosk takes it to their own phone. */
export function distributionPage(view: DistributionPage): Reply {
  const { session, order, say, sent, refused } = view
  const isSelf = isSelfCheckout(view)
  const title = isSelf ? say.selfTitle : say.sellerTitle
  return sessionPage(view, {
    title,
    beside: html`<span class="end money">${total(order)}</span>`,
    body: html`<main>
        <div class="module">
          <h1>${title}</h1>
          <p class="card status ${mood(session.status)}" data-status="${session.status}">
            ${say.states[session.status]}
          </p>
          ${sent && html`<p class="done" role="status">${say.sent(sent)}</p>`}
          ${refused && html`<p class="alert" role="alert">${refused}</p>`} ${!isSelf && identityCheck(view)}
          ${isPayable(session) && html`${qrCard(view, isSelf)} ${ways(view, isSelf)}`}
        </div>
      </main>
      ${reloadWhenChanged(`${view.path}/events`, JSON.stringify({ status: session.status }))}`,
  })
}

/** While an identity is being checked there is nothing to hand out. */
const isPayable = (session: HppSessionRecord) => !isFinal(session) && session.status !== "MANUAL_ID_CHECK"

/** The profile decides, and a view within it. A session's own profile stands in when the address names none. */
function isSelfCheckout({ session, query }: DistributionPage): boolean {
  const view = given(query.get("view_id"))
  if (view !== undefined) return view === "consumer"
  return (given(query.get("profile_id")) ?? session.profile_id) === "self-checkout"
}

/** A placeholder that nobody filled is no value. */
const given = (value: string | null) => (value && !value.includes("{{") ? value : undefined)

function mood(status: HppStatus): string {
  switch (status) {
    case "COMPLETED":
      return "good"
    case "IN_PROGRESS":
    case "MANUAL_ID_CHECK":
      return "busy"
    case "WAITING":
    case "BACK":
      return ""
    default:
      return "bad"
  }
}

/** Nobody can scan what is at the other end of a telephone. */
function qrCard({ session, order, url, say }: DistributionPage, isSelf: boolean): Html | false {
  if (isByTelephone(order)) return false
  return html`<section class="card qr">
    <h2>${say.scan}</h2>
    <img src="/eu/hpp/payments/${session.session_id}/qr" width="360" height="360" alt="QR" />
    <p class="fine">${say.scanText}</p>
    ${!isSelf && html`<a class="fine" href="${pageUrl({ url }, session)}">${say.openPage}</a>`}
  </section>`
}

const ways = ({ merchant, order, say }: DistributionPage, isSelf: boolean): Html =>
  html`<div class="ways two">
    <form method="post" class="card">
      <div class="field">
        <label for="email">${say.fields.email}</label>
        <input id="email" name="email" type="email" autocomplete="off" maxlength="100" required />
      </div>
      <button class="quiet" name="method" value="email">${isSelf ? say.emailToSelf : say.sendEmail}</button>
    </form>
    ${merchant.sms !== false && smsForm(order.body.purchase_country, say, isSelf)}
  </div>`

const smsForm = (country: string, say: Messages, isSelf: boolean): Html =>
  html`<form method="post" class="card">
    <div class="fields">
      <div class="field third">
        <label for="phone_country">${say.country}</label>
        <select id="phone_country" name="phone_country">
          ${PHONE_COUNTRIES.map(
            (code) => html`<option ${code === country.toUpperCase() ? html`selected` : ""}>${code}</option>`
          )}
        </select>
      </div>
      <div class="field rest">
        <label for="phone">${say.fields.phone}</label>
        <input id="phone" name="phone" type="tel" autocomplete="off" maxlength="20" required />
      </div>
    </div>
    <button class="quiet" name="method" value="sms">${isSelf ? say.smsToSelf : say.sendSms}</button>
  </form>`

function identityCheck({ session, say }: DistributionPage): Html | false {
  const check = session.manual_identification
  if (!check) return false
  const name = `${check.given_name} ${check.family_name}`.trim()
  return html`<form method="post" class="card">
    <h2>${check.challenge}</h2>
    <p class="fine">${say.compareId(name)}</p>
    <div class="ways two">
      <button class="pay" name="action" value="identify">${say.idFits}</button>
      <button class="quiet" name="action" value="refuse_identity">${say.idDoesNotFit}</button>
    </div>
  </form>`
}
