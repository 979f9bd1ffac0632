import { leaveAction } from "../hosted-payment-page/leave-action"
import { paymentChoices, type PaymentCategory } from "../hosted-payment-page/payment-choices"
import type { Reply } from "../http/reply"
import { buyerDetails } from "./buyer-details"
import type { FoundPage } from "./find-page"
import { html, type Html } from "./html"
import type { Messages } from "./messages/messages-for"
import { orderSummary, total } from "./order-summary"
import { paymentStrip } from "./sandbox-strip"
import { sessionPage } from "./session-page"

export type PaymentPage = FoundPage & {
  /** The shop's words when it refused the purchase. */
  denied?: string | undefined
  /** What the consumer chose before. */
  chosen?: string | undefined
}

/** The page on which a person pays. */
export function paymentPage(view: PaymentPage): Reply {
  const { session, order, merchantName, denied, say } = view
  const heading = String(session.options.page_title ?? say.completeYourPurchase)
  return sessionPage(view, {
    title: heading,
    beside: wayOut(view),
    body: html`${backdrop(view)}
      <form method="post">
        <main>
          <div class="intro">
            <h1>${heading}</h1>
            <p>${merchantName} · ${total(order)}</p>
          </div>
          ${denied && html`<p class="alert" role="alert">${denied}</p>`}
          <div class="columns">
            ${orderSummary(view)}
            <div class="stack">${buyerDetails(view)} ${payment(view)}</div>
          </div>
        </main>
        ${paymentStrip(view)}
      </form>`,
  })
}

/** The browser takes the picture that fits its width best. */
function backdrop({ session }: PaymentPage): Html | false {
  const given = (session.options.background_images ?? []) as { url: string; width: number }[]
  const images = given.filter(({ url }) => URL.canParse(url))
  const sources = images.map(({ url, width }) => `${new URL(url).href} ${width}w`)
  return (
    sources.length > 0 &&
    html`<img
      class="backdrop"
      srcset="${sources.join(", ")}"
      src="${images[0]?.url}"
      sizes="100vw"
      alt=""
      onerror="this.remove()"
    />`
  )
}

/** The way out has a form of its own: Enter in a field must pay, not leave. */
function wayOut({ session, order, merchantName, say }: PaymentPage): Html {
  const isBack = leaveAction(session, order).button === "back"
  return html`<form method="post" class="end">
    <button class="plain-link" name="action" value="${isBack ? "back" : "ask_cancel"}" formnovalidate>
      ${isBack ? `← ${say.backTo(merchantName)}` : say.cancel}
    </button>
  </form>`
}

function payment(view: PaymentPage): Html {
  const { session, order, merchantName, say } = view
  const { terms } = order.body.merchant_urls
  const offered = choices(view)
  return html`<section
    class="card"
    aria-label="${offered.length > 0 ? say.howToPay : say.completeYourPurchase}"
  >
    ${
      offered.length > 0 &&
      html`<h2>${say.howToPay}</h2>
        <div class="choices">${offered}</div>`
    }
    <button class="pay" name="action" value="approve">
      ${buttonLabel(session.options.purchase_type, say)} ${total(order)}
    </button>
    <p class="fine">
      ${say.youBuyFrom(merchantName)} ${terms && html`<a href="${terms}" rel="noreferrer">${say.terms}</a>. `}
      ${say.nothingCharged}
    </p>
  </section>`
}

function choices({ session, order, chosen, say }: PaymentPage): Html[] {
  const offered = paymentChoices(session, order)
  const first = offered.find((category) => category === chosen) ?? offered[0]
  return offered.map((category) => choice(category, category === first, say))
}

const choice = (category: PaymentCategory, isFirst: boolean, say: Messages): Html =>
  html`<label class="choice">
    <input type="radio" name="payment_method_category" value="${category}" ${isFirst ? "checked" : ""} />
    <span>${say.choices[category].name}<small>${say.choices[category].note}</small></span>
  </label>`

function buttonLabel(purchaseType: unknown, say: Messages): string {
  const type = String(purchaseType ?? "BUY").toUpperCase()
  return Object.entries(say.button).find(([name]) => name === type)?.[1] ?? say.button.BUY
}
