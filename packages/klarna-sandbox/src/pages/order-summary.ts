import type { OrderLine, Purchase } from "../state/records"
import type { FoundPage } from "./find-page"
import { html, type Html } from "./html"
import type { Messages } from "./messages/messages-for"
import { formatMoney } from "./money"

export const total = ({ body }: Purchase) =>
  formatMoney(body.order_amount, body.purchase_currency, body.locale)

/** What is bought, and what it comes to. */
export function orderSummary({ session, order, say }: FoundPage): Html {
  const { order_lines, order_amount, order_tax_amount, purchase_currency, locale } = order.body
  const money = (amount: number) => formatMoney(amount, purchase_currency, locale)
  const showsDetail = String(session.options.show_subtotal_detail).toUpperCase() !== "HIDE"
  // In the US prices are without tax, which is a line of its own; elsewhere it is in every price.
  const isTaxOnTop = order_lines.some(({ type }) => type === "sales_tax")
  const sum = sumRow(say.total, total(order), "sum")
  const sums = isTaxOnTop
    ? [
        sumRow(say.subtotal, money(order_amount - order_tax_amount)),
        sumRow(say.tax, money(order_tax_amount)),
        sum,
      ]
    : [sum, sumRow(say.ofWhichTax, money(order_tax_amount))]
  return html`<section class="card summary" aria-labelledby="order">
    <h2 id="order">${say.yourOrder}</h2>
    <ul class="lines">
      ${order_lines
        // Where the sums show the tax, it is not shown twice.
        .filter(({ type }) => !(showsDetail && type === "sales_tax"))
        .map((line) => lineItem(line, money, say))}
    </ul>
    <dl class="totals">${showsDetail ? sums : sum}</dl>
  </section>`
}

const sumRow = (label: string, amount: string, kind = ""): Html =>
  html`<div class="${kind}">
    <dt>${label}</dt>
    <dd class="money">${amount}</dd>
  </div>`

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
