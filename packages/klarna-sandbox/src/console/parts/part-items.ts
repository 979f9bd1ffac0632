import { html, type Html } from "../../pages/html"
import type { CaptureRecord, ManagedOrderRecord, RefundRecord } from "../../state/records"
import { copyable, facts } from "./card"
import { money } from "./money"
import { orderLines } from "./order-lines"
import { time } from "./time"

/** A capture on the page of its order; its id is its anchor. */
export function captureItem(order: ManagedOrderRecord, capture: CaptureRecord, now: number): Html {
  const { purchase_currency: currency } = order.details
  const { capture_id, number, captured_at, captured_amount, refunded_amount, body, billing } = capture
  return html`<details id="${capture_id}" class="part">
    <summary>
      <b class="money">${money(captured_amount, currency)}</b>
      <span>${order.klarna_reference}-${number}</span>
      ${refunded_amount > 0 && html`<span>${money(refunded_amount, currency)} refunded</span>`}
      <span class="end">${time(captured_at, now)}</span>
    </summary>
    ${facts([
      ["Capture id", copyable(capture_id)],
      ["Reference", body.reference],
      ["Description", body.description],
      ["Due date put off", billing && billing.extended_days > 0 && `${billing.extended_days} days`],
      ["Sent again", billing?.sent_again_at.map((at) => html`${time(at, now)} `)],
      ["Shipping", body.shipping_info.length > 0 && body.shipping_info.map(shipment)],
    ])}
    ${body.order_lines.length > 0 && orderLines(body.order_lines, currency)}
  </details>`
}

const shipment = ({ shipping_company, tracking_number }: Record<string, unknown>): Html =>
  html`<span
    >${[shipping_company, tracking_number].filter(Boolean).join(" ") || "without a tracking number"}
  </span>`

/** A refund on the page of its order; its id is its anchor. */
export function refundItem(refund: RefundRecord, currency: string, now: number): Html {
  const { refund_id, number, refunded_at, refunded_amount, body } = refund
  return html`<details id="${refund_id}" class="part">
    <summary>
      <b class="money">${money(refunded_amount, currency)}</b>
      <span>#${number}</span>
      <span class="end">${time(refunded_at, now)}</span>
    </summary>
    ${facts([
      ["Refund id", copyable(refund_id)],
      ["Reference", body.reference],
      ["Description", body.description],
    ])}
    ${body.order_lines.length > 0 && orderLines(body.order_lines, currency)}
  </details>`
}
