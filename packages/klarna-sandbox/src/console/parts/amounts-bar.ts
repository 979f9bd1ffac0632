import { html, type Html } from "../../pages/html"
import { isExpired, remainingAmount } from "../../order-management/managed-order"
import type { ManagedOrderRecord } from "../../state/records"
import { money } from "./money"

type Part = { name: string; amount: number; className: string }

/** What became of an order's amount. Amounts in minor units. */
export function amountsBar(order: ManagedOrderRecord, now: number): Html {
  const { order_amount, captured_amount, refunded_amount, released_at } = order
  const { purchase_currency: currency } = order.details
  const remaining = remainingAmount(order, now)
  const lost = order_amount - captured_amount - remaining
  const parts: Part[] = [
    { name: "Captured", amount: captured_amount - refunded_amount, className: "captured" },
    { name: "Refunded", amount: refunded_amount, className: "refunded" },
    { name: "Remaining", amount: remaining, className: "remaining" },
    { name: lostName(order, now), amount: lost, className: "lost" },
  ]
  const legend: (readonly [name: string, amount: number, className: string])[] = [
    ["Authorized", order_amount, ""],
    ["Captured", captured_amount, "captured"],
    ["Refunded", refunded_amount, "refunded"],
    ["Released", released_at === null ? 0 : lost, "lost"],
    ["Remaining", remaining, "remaining"],
  ]
  return html`<div class="amounts">
    ${bar(parts, (amount) => money(amount, currency))}
    <dl>
      ${legend.map(
        ([name, amount, className]) =>
          html`<div class="${className}">
            <dt>${name}</dt>
            <dd class="money">${money(amount, currency)}</dd>
          </div>`
      )}
    </dl>
  </div>`
}

function lostName(order: ManagedOrderRecord, now: number): string {
  if (order.cancelled_at !== null) return "Cancelled"
  return isExpired(order, now) ? "Expired" : "Released"
}

function bar(parts: readonly Part[], text: (amount: number) => string): Html {
  const total = parts.reduce((sum, { amount }) => sum + amount, 0)
  let end = 0
  const pieces = parts.map(({ amount, className }) => {
    const start = end
    const width = total > 0 ? (amount / total) * 100 : 0
    end += width
    return html`<rect class="${className}" x="${start}" width="${width}" height="1" />`
  })
  const spoken = parts.filter(({ amount }) => amount > 0).map(({ name, amount }) => `${name} ${text(amount)}`)
  return html`<svg
    viewBox="0 0 100 1"
    preserveAspectRatio="none"
    role="img"
    aria-label="${spoken.join(", ") || "Nothing"}"
  >
    ${pieces}
  </svg>`
}
