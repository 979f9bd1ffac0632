import { isExpired } from "../../checkout/checkout-order"
import type { CallSummary } from "../../http/call-log"
import type { Reply } from "../../http/reply"
import { param, type Request } from "../../http/request"
import { html, type Html } from "../../pages/html"
import type { Sandbox } from "../../sandbox"
import { consolePage } from "../frame"
import { amountsBar } from "../parts/amounts-bar"
import { callTable } from "../parts/call-table"
import { callbackTable } from "../parts/callback-table"
import { captureItem, refundItem } from "../parts/part-items"
import { card } from "../parts/card"
import { jsonView } from "../parts/json-view"
import { toOrder } from "../parts/links"
import { orderFacts } from "../parts/order-facts"
import { orderLines } from "../parts/order-lines"
import { apiName } from "../parts/order-table"
import { hppSessionTable } from "../parts/session-tables"
import { state } from "../parts/state"
import { readOrder, type OrderView } from "../queries/read-order"
import { notFoundPage } from "./not-found-page"

const CALLS = 25

/** GET /orders/:id: a KCO order, or one placed through KP or a customer token, with all that belongs to it. */
export async function orderPage(sandbox: Sandbox, request: Request): Promise<Reply> {
  const id = param(request, "id")
  const { order, now } = await sandbox.command(async (world) => ({
    order: await readOrder(world, id),
    now: world.now,
  }))
  if (!order) return notFoundPage(sandbox, request, "order")
  const calls = await sandbox.calls.search({ about: id, limit: CALLS })
  const { row } = order
  const next = actions(order, now)
  // What waits for somebody comes first, what is only possible last.
  const waits = row.status === "checkout_incomplete" || row.fraud_status === "PENDING"
  return consolePage(sandbox, request, {
    kind: `Order · ${apiName(row.api)}`,
    title: row.merchant_reference1 ?? row.klarna_reference ?? id,
    beside: html`${state(row.status)} ${row.fraud_status !== null && state(row.fraud_status)}`,
    body: html`<div class="split">
      <div class="stack">${waits && next} ${main(order, calls, now)}</div>
      <div class="stack">
        ${!waits && next} ${card({ title: "About", body: orderFacts(order, now) })} ${answers(order)}
      </div>
    </div>`,
  })
}

function main(
  { row, managed, details, captures, refunds, ...order }: OrderView,
  calls: CallSummary[],
  now: number
) {
  const { purchase_currency: currency, order_lines } = details
  return [
    managed && card({ title: "Amounts", body: amountsBar(managed, now) }),
    card({ title: "Order lines", body: orderLines(order_lines, currency) }),
    managed &&
      card({
        title: "Captures",
        body:
          captures.length > 0
            ? captures.map((capture) => captureItem(managed, capture, now))
            : html`<p class="empty">Nothing captured yet.</p>`,
      }),
    refunds.length > 0 &&
      card({ title: "Refunds", body: refunds.map((refund) => refundItem(refund, currency, now)) }),
    row.api !== "customer-token" &&
      card({
        title: "Hosted pages",
        body: hppSessionTable(order.hppSessions, now, noPage(row.order_id, row.api)),
      }),
    card({
      title: "Calls about it",
      note: calls.length === CALLS && html`<a href="/calls?about=${row.order_id}">All</a>`,
      body: callTable(calls, now, "None in the log."),
    }),
    card({ title: "Callbacks about it", body: callbackTable(order.callbacks, now, "None.") }),
  ]
}

const noPage = (orderId: string, api: string): Html =>
  api === "checkout"
    ? html`<p>
        No hosted page. <code>POST /hpp/v1/sessions</code> with a <code>payment_session_url</code> that ends
        in <code>/checkout/v3/orders/${orderId}</code> makes one.
      </p>`
    : html`<p>No hosted page: it was paid in the widget.</p>`

const button = (orderId: string, action: string, label: string, fields: Record<string, string> = {}): Html =>
  html`<form method="post" action="${toOrder(orderId)}/${action}">
    ${Object.entries(fields).map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}" />`)}
    <button>${label}</button>
  </form>`

/** What Klarna's systems or the consumer would do; nothing when they are done with it. */
function actions({ row, checkout, managed }: OrderView, now: number) {
  const { order_id } = row
  const isOpen =
    checkout?.status === "checkout_incomplete" && checkout.aborted_at === null && !isExpired(checkout, now)
  const decide = (decision: string, label: string) => button(order_id, "fraud", label, { decision })
  const buttons = [
    isOpen && button(order_id, "complete", "Complete the purchase"),
    managed?.fraud_status === "PENDING" && [
      decide("accept", "Fraud check: accept"),
      decide("reject", "Fraud check: reject"),
    ],
    managed?.fraud_status === "ACCEPTED" && decide("stop", "Fraud check: stop shipping"),
  ].filter(Boolean)
  return (
    buttons.length > 0 && card({ title: "Make happen", body: html`<div class="buttons">${buttons}</div>` })
  )
}

const answers = ({ answers: { checkout, orderManagement } }: OrderView): Html =>
  card({
    title: "As the APIs answer it",
    body: [
      checkout !== undefined &&
        html`<details id="as-checkout">
          <summary>Checkout</summary>
          ${jsonView(checkout, "The order as Checkout answers it")}
        </details>`,
      orderManagement !== undefined &&
        html`<details id="as-order-management">
          <summary>Order Management</summary>
          ${jsonView(orderManagement, "The order as Order Management answers it")}
        </details>`,
    ],
  })
