import { leaveAction } from "../hosted-payment-page/leave-action"
import type { Reply } from "../http/reply"
import type { Address, HppSessionRecord, OrderLine, Purchase } from "../state/records"
import { html, type Html } from "./html"
import { page } from "./layout"
import { formatMoney } from "./money"

export type PaymentPage = {
  session: HppSessionRecord
  order: Purchase
  merchantName: string
  /** The shop's words when it refused the purchase. */
  denied?: string | undefined
}

const PURCHASE_LABELS: Record<string, string> = {
  BUY: "Buy",
  RENT: "Rent",
  BOOK: "Book",
  SUBSCRIBE: "Subscribe",
  DOWNLOAD: "Download",
  ORDER: "Order",
  CONTINUE: "Continue",
  PAY: "Pay",
}

/** The page on which a person pays. */
export function paymentPage(view: PaymentPage): Reply {
  const { session, order, merchantName, denied } = view
  const heading = String(session.options.page_title ?? "Complete your purchase")
  return page({
    title: `${heading} · ${merchantName}`,
    accent: typeof order.body.options.color_button === "string" ? order.body.options.color_button : undefined,
    body: html`${topBar(view)}
      <form method="post">
        <main>
          <div class="intro">
            <h1>${heading}</h1>
            <p>${merchantName} · ${total(order)}</p>
          </div>
          ${denied && html`<p class="alert" role="alert">${denied}</p>`}
          <div class="columns">
            ${summary(view)}
            <div class="stack">${details(order)} ${payment(view)}</div>
          </div>
        </main>
        ${sandboxStrip(view)}
      </form>`,
  })
}

const total = ({ body }: Purchase) => formatMoney(body.order_amount, body.purchase_currency, body.locale)

/** The way out has a form of its own: Enter in a field must pay, not leave. */
function topBar({ session, order, merchantName }: PaymentPage): Html {
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
          ${button === "back" ? `← Back to ${merchantName}` : "Cancel"}
        </button>
      </form>
    </div>
  </header>`
}

function summary({ session, order }: PaymentPage): Html {
  const { order_lines, order_tax_amount, purchase_currency, locale } = order.body
  const money = (amount: number) => formatMoney(amount, purchase_currency, locale)
  const showsTax = session.options.show_subtotal_detail !== "HIDE"
  return html`<section class="card summary" aria-labelledby="order">
    <h2 id="order">Your order</h2>
    <ul class="lines">
      ${order_lines.map((line) => lineItem(line, money))}
    </ul>
    <dl class="totals">
      ${
        showsTax &&
        html`<div>
          <dt>Tax</dt>
          <dd class="money">${money(order_tax_amount)}</dd>
        </div>`
      }
      <div class="sum">
        <dt>Total</dt>
        <dd class="money">${total(order)}</dd>
      </div>
    </dl>
  </section>`
}

function lineItem(line: OrderLine, money: (amount: number) => string): Html {
  const isGoods = ["physical", "digital", undefined].includes(line.type)
  const image =
    typeof line.image_url === "string" && /^https?:/.test(line.image_url) ? line.image_url : undefined
  const count = `${line.quantity} × ${money(line.unit_price)}`
  const saved = line.total_discount_amount ? ` · ${money(line.total_discount_amount)} off` : ""
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
  label: string
  size: string
  type?: string
  autocomplete: string
  optional?: boolean
}

const FIELDS: readonly Field[] = [
  { name: "given_name", label: "First name", size: "half", autocomplete: "given-name" },
  { name: "family_name", label: "Last name", size: "half", autocomplete: "family-name" },
  { name: "email", label: "E-mail", size: "", type: "email", autocomplete: "email" },
  { name: "phone", label: "Phone", size: "", type: "tel", autocomplete: "tel", optional: true },
  { name: "street_address", label: "Street address", size: "", autocomplete: "address-line1" },
  { name: "postal_code", label: "Postal code", size: "third", autocomplete: "postal-code" },
  { name: "city", label: "City", size: "rest", autocomplete: "address-level2" },
]

/** Names of the form fields that a person may change. */
export const editableFields = FIELDS.map(({ name }) => name)

function details({ body }: Purchase): Html {
  const { billing_address: billing, shipping_address: shipping } = body
  return html`<section class="card" aria-labelledby="details">
    <h2 id="details">Your details</h2>
    <div class="fields">${FIELDS.map((field) => fieldInput(field, billing))}</div>
    <p class="fine">${countryName(billing.country ?? body.purchase_country)}</p>
    ${
      differs(shipping, billing) &&
      html`<div>
        <label>Delivered to</label>
        <address class="address">${addressText(shipping)}</address>
      </div>`
    }
  </section>`
}

function fieldInput(
  { name, label, size, type = "text", autocomplete, optional }: Field,
  address: Address
): Html {
  return html`<div class="field ${size}">
    <label for="${name}">${label}${optional && " (optional)"}</label>
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

function countryName(code: string): string {
  try {
    return new Intl.DisplayNames(["en"], { type: "region" }).of(code.toUpperCase()) ?? code
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

function payment({ session, order, merchantName }: PaymentPage): Html {
  const type = String(session.options.purchase_type ?? "PAY").toUpperCase()
  const { terms } = order.body.merchant_urls
  return html`<section class="card" aria-label="Payment">
    <button class="pay" name="action" value="approve">
      ${PURCHASE_LABELS[type] ?? "Pay"} ${total(order)}
    </button>
    <p class="fine">
      You buy from ${merchantName}${terms && html` under its <a href="${terms}" rel="noreferrer">terms</a>`}.
      Nothing is charged in the sandbox.
    </p>
  </section>`
}

function sandboxStrip({ session, order }: PaymentPage): Html {
  const { button } = leaveAction(session, order)
  return html`<section class="strip" aria-labelledby="sandbox">
    <div>
      <h2 id="sandbox"><span class="tag">SANDBOX</span> What should happen?</h2>
      <p>Not part of what a shopper sees. Session ${session.session_id}</p>
      <div class="buttons">
        ${stripButton("approve", "Approve")} ${stripButton("approve_and_close", "Approve and close")}
        ${stripButton("decline", "Decline")} ${stripButton("error", "Technical error")}
        ${button === "back" ? stripButton("back", "Back to the shop") : stripButton("ask_cancel", "Cancel")}
        ${stripButton("close", "Close the window")}
      </div>
    </div>
  </section>`
}

const stripButton = (action: string, label: string) =>
  html`<button name="action" value="${action}" formnovalidate>${label}</button>`
