import { leaveAction } from "../hosted-payment-page/leave-action"
import { paymentChoices, type PaymentCategory } from "../hosted-payment-page/payment-choices"
import type { Reply } from "../http/reply"
import type { Address, OrderLine, Purchase } from "../state/records"
import type { FoundPage } from "./find-page"
import { html, type Html } from "./html"
import { page } from "./layout"
import type { Messages } from "./messages/messages-for"
import { formatMoney } from "./money"
import { paymentStrip } from "./sandbox-strip"

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
  return page({
    title: `${heading} · ${merchantName}`,
    language: say.language,
    accent: typeof order.body.options.color_button === "string" ? order.body.options.color_button : undefined,
    body: html`${backdrop(view)} ${topBar(view)}
      <form method="post">
        <main>
          <div class="intro">
            <h1>${heading}</h1>
            <p>${merchantName} · ${total(order)}</p>
          </div>
          ${denied && html`<p class="alert" role="alert">${denied}</p>`}
          <div class="columns">
            ${summary(view)}
            <div class="stack">${details(view)} ${payment(view)}</div>
          </div>
        </main>
        ${paymentStrip(view)}
      </form>`,
  })
}

export const total = ({ body }: Purchase) =>
  formatMoney(body.order_amount, body.purchase_currency, body.locale)

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
function topBar({ session, order, merchantName, say }: PaymentPage): Html {
  const { button } = leaveAction(session, order)
  const logo = session.options.logo_url
  return html`<header class="top">
    <div>
      ${logo ? html`<img src="${logo}" alt="${merchantName}" />` : html`<strong>${merchantName}</strong>`}
      <form method="post" class="end">
        <button
          class="plain-link"
          name="action"
          value="${button === "back" ? "back" : "ask_cancel"}"
          formnovalidate
        >
          ${button === "back" ? `← ${say.backTo(merchantName)}` : say.cancel}
        </button>
      </form>
    </div>
  </header>`
}

function summary({ session, order, say }: PaymentPage): Html {
  const { order_lines, order_amount, order_tax_amount, purchase_currency, locale } = order.body
  const money = (amount: number) => formatMoney(amount, purchase_currency, locale)
  const showsDetail = String(session.options.show_subtotal_detail).toUpperCase() !== "HIDE"
  return html`<section class="card summary" aria-labelledby="order">
    <h2 id="order">${say.yourOrder}</h2>
    <ul class="lines">
      ${order_lines
        // In the US the tax is a line; where the sums show it, it is not shown twice.
        .filter(({ type }) => !(showsDetail && type === "sales_tax"))
        .map((line) => lineItem(line, money, say))}
    </ul>
    <dl class="totals">
      ${
        showsDetail &&
        html`<div>
            <dt>${say.subtotal}</dt>
            <dd class="money">${money(order_amount - order_tax_amount)}</dd>
          </div>
          <div>
            <dt>${say.tax}</dt>
            <dd class="money">${money(order_tax_amount)}</dd>
          </div>`
      }
      <div class="sum">
        <dt>${say.total}</dt>
        <dd class="money">${total(order)}</dd>
      </div>
    </dl>
  </section>`
}

function lineItem(line: OrderLine, money: (amount: number) => string, say: Messages): Html {
  const isGoods = ["physical", "digital", undefined].includes(line.type)
  const image =
    typeof line.image_url === "string" && /^https?:/.test(line.image_url) ? line.image_url : undefined
  const count = `${line.quantity} × ${money(line.unit_price)}`
  const saved = line.total_discount_amount ? ` · ${say.off(money(line.total_discount_amount))}` : ""
  return html`<li class="${isGoods ? "" : "plain"}">
    ${isGoods && thumbnail(line.name, image)}
    <span>${line.name}${isGoods && html`<small>${count}${saved}</small>`}</span>
    <b class="money">${money(line.total_amount)}</b>
  </li>`
}

/** The first letter stays when there is no picture, or when it cannot be loaded. */
const thumbnail = (name: string, image: string | undefined): Html =>
  html`<span class="thumb" aria-hidden="true"
    >${[...name][0]?.toUpperCase()}${image && html`<img src="${image}" alt="" onerror="this.remove()" />`}</span
  >`

type Field = {
  name: string
  label: "givenName" | "familyName" | "email" | "phone" | "streetAddress" | "postalCode" | "city"
  size: string
  type?: string
  autocomplete: string
  optional?: boolean
}

const FIELDS: readonly Field[] = [
  { name: "given_name", label: "givenName", size: "half", autocomplete: "given-name" },
  { name: "family_name", label: "familyName", size: "half", autocomplete: "family-name" },
  { name: "email", label: "email", size: "", type: "email", autocomplete: "email" },
  { name: "phone", label: "phone", size: "", type: "tel", autocomplete: "tel", optional: true },
  { name: "street_address", label: "streetAddress", size: "", autocomplete: "address-line1" },
  { name: "postal_code", label: "postalCode", size: "third", autocomplete: "postal-code" },
  { name: "city", label: "city", size: "rest", autocomplete: "address-level2" },
]

/** Names of the form fields that a person may change. */
export const editableFields = FIELDS.map(({ name }) => name)

function details({ order: { body }, say }: PaymentPage): Html {
  const { billing_address: billing, shipping_address: shipping } = body
  return html`<section class="card" aria-labelledby="details">
    <h2 id="details">${say.yourDetails}</h2>
    <div class="fields">${FIELDS.map((field) => fieldInput(field, billing, say))}</div>
    <p class="fine">${countryName(billing.country ?? body.purchase_country, say.language)}</p>
    ${
      differs(shipping, billing) &&
      html`<div>
        <span class="label">${say.deliveredTo}</span>
        <address class="address">${addressText(shipping)}</address>
      </div>`
    }
  </section>`
}

function fieldInput(
  { name, label, size, type = "text", autocomplete, optional }: Field,
  address: Address,
  say: Messages
): Html {
  return html`<div class="field ${size}">
    <label for="${name}">${say[label]}${optional && ` (${say.optional})`}</label>
    <input
      id="${name}"
      name="${name}"
      type="${type}"
      value="${address[name] ?? ""}"
      autocomplete="${autocomplete}"
      maxlength="100"
      ${optional ? "" : "required"}
    />
  </div>`
}

function countryName(code: string, language: string): string {
  try {
    return new Intl.DisplayNames([language], { type: "region" }).of(code.toUpperCase()) ?? code
  } catch {
    return code
  }
}

const SHOWN = ["given_name", "family_name", "street_address", "postal_code", "city"]

const differs = (shipping: Address, billing: Address) =>
  SHOWN.some((field) => shipping[field] !== undefined && shipping[field] !== billing[field])

const addressText = (address: Address) =>
  [[address.given_name, address.family_name], [address.street_address], [address.postal_code, address.city]]
    .map((part) => part.filter(Boolean).join(" "))
    .filter(Boolean)
    .join(", ")

function payment(view: PaymentPage): Html {
  const { session, order, merchantName, say } = view
  const { terms } = order.body.merchant_urls
  return html`<section class="card" aria-labelledby="payment">
    <h2 id="payment">${say.howToPay}</h2>
    <div class="choices">${choices(view)}</div>
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
