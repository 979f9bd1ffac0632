import { html, type Html } from "../../pages/html"
import type { OrderLine } from "../../state/records"
import { money } from "./money"

/** What is sold, with its picture or its first letter. */
export const orderLines = (lines: readonly OrderLine[], currency: string): Html =>
  html`<ul class="lines">
    ${lines.map(
      (line) =>
        html`<li>
          <span class="thumb" aria-hidden="true"
            >${[...line.name][0]?.toUpperCase()}${
              picture(line) && html`<img src="${picture(line)}" alt="" loading="lazy" />`
            }</span
          >
          <span
            >${line.name}<small
              >${line.quantity} ×
              ${money(line.unit_price, currency)}${
                line.tax_rate !== undefined && line.tax_rate > 0 && ` · tax ${line.tax_rate / 100} %`
              }${line.type && ` · ${line.type}`}${
                typeof line.reference === "string" && ` · ${line.reference}`
              }</small
            ></span
          >
          <b class="money">${money(line.total_amount, currency)}</b>
        </li>`
    )}
  </ul>`

const picture = ({ image_url }: OrderLine): string | undefined =>
  typeof image_url === "string" && /^https?:\/\//i.test(image_url) ? image_url : undefined
