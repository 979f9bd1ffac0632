import { IsNull, Not } from "typeorm"
import { iso } from "../clock"
import { findAttempts } from "../control/callbacks"
import { pageUrl } from "../hosted-payment-page/hpp-session"
import type { Call } from "../http/call-log"
import type { Reply } from "../http/reply"
import type { Request } from "../http/request"
import { statusOf } from "../order-management/managed-order"
import type { Sandbox } from "../sandbox"
import {
  callbacks,
  checkoutOrders,
  hppSessions,
  managedOrders,
  type CheckoutOrderRecord,
} from "../state/records"
import type { World } from "../world"
import { html, type Html } from "./html"
import { page } from "./layout"
import { formatMoney } from "./money"

const ROWS = 25

/** GET /: where a person finds their way: pages to pay on, orders, calls, callbacks. */
export async function overviewPage(sandbox: Sandbox, _request: Request): Promise<Reply> {
  const sections = await sandbox.command(async (world) => [
    await sessionsCard(world),
    await ordersCard(world),
    await callbacksCard(world),
  ])
  const calls = await sandbox.calls.list({ limit: ROWS })
  return page({
    title: "Klarna sandbox",
    wide: true,
    body: html`<header class="top">
        <div>
          <strong>Klarna sandbox</strong>
          <span class="end">${readable(iso(sandbox.clock.now()))} on its clock</span>
        </div>
      </header>
      <main>
        <div class="intro">
          <h1>What has happened so far</h1>
          <p>Newest first, the last ${ROWS} of each. Reload for news.</p>
        </div>
        ${connection(sandbox)} ${sections} ${callsCard(calls)}
      </main>`,
  })
}

const connection = ({ url, merchants, clock }: Sandbox): Html =>
  html`<section class="card">
    <h2>Connect a shop</h2>
    <dl class="facts">
      <dt>Address</dt>
      <dd><code>${url}</code></dd>
      <dt>Credentials</dt>
      <dd><code>${merchants.map(({ username, key }) => `${username} / ${key}`).join(", ")}</code></dd>
      ${
        clock.offset > 0 &&
        html`<dt>Clock</dt>
          <dd>${Math.round(clock.offset / 60_000)} minutes ahead</dd>`
      }
    </dl>
  </section>`

function card(title: string, note: string, heads: readonly string[], rows: readonly Html[]): Html {
  return html`<section class="card">
    <div class="head">
      <h2>${title}</h2>
      <span>${note}</span>
    </div>
    ${
      rows.length === 0
        ? html`<p class="empty">None yet.</p>`
        : html`<div class="table" tabindex="0" role="region" aria-label="${title}">
            <table>
              <thead>
                <tr>
                  ${heads.map((head) => html`<th scope="col">${head}</th>`)}
                </tr>
              </thead>
              <tbody>
                ${rows}
              </tbody>
            </table>
          </div>`
    }
  </section>`
}

async function sessionsCard(world: World): Promise<Html> {
  const sessions = await world.db.find(hppSessions, { order: { created_at: "DESC" }, take: ROWS })
  const rows = await Promise.all(
    sessions.map(async (session) => {
      const order = await world.db.findOneBy(checkoutOrders, { order_id: session.payment_session_id })
      return html`<tr>
        <td><a href="${pageUrl(world, session)}">Open the page</a></td>
        <td>${state(session.status)}</td>
        <td class="money">${order && amount(order)}</td>
        <td>${readable(iso(session.created_at))}</td>
        <td><code>${session.session_id}</code></td>
      </tr>`
    })
  )
  return card("Hosted pages", "one per HPP session", ["Page", "Status", "Amount", "Created", "Session"], rows)
}

const amount = ({ body }: CheckoutOrderRecord) =>
  formatMoney(body.order_amount, body.purchase_currency, body.locale)

async function ordersCard(world: World): Promise<Html> {
  const orders = await world.db.find(checkoutOrders, { order: { created_at: "DESC" }, take: ROWS })
  const rows = await Promise.all(
    orders.map(async (order) => {
      const managed = await world.db.findOneBy(managedOrders, { order_id: order.order_id })
      const money = (value: number) => formatMoney(value, order.body.purchase_currency, order.body.locale)
      const unpaid = order.aborted_at === null ? order.status : "aborted"
      return html`<tr>
        <td>
          ${managed ? html`<a href="/_sandbox/orders/${order.order_id}">${managed.klarna_reference}</a>` : "Not paid"}
        </td>
        <td>${state(managed ? statusOf(managed, world.now, world.settings) : unpaid)}</td>
        <td class="money">${amount(order)}</td>
        <td class="money">${managed && money(managed.captured_amount)}</td>
        <td class="money">${managed && money(managed.refunded_amount)}</td>
        <td>${managed && (managed.acknowledged_at === null ? "no" : "yes")}</td>
        <td>${order.body.merchant_reference1}</td>
        <td><code>${order.order_id}</code></td>
      </tr>`
    })
  )
  const heads = [
    "Order",
    "Status",
    "Amount",
    "Captured",
    "Refunded",
    "Acknowledged",
    "Reference 1",
    "Order id",
  ]
  return card("Orders", "Checkout, and Order Management once paid", heads, rows)
}

async function callbacksCard(world: World): Promise<Html> {
  const attempts = (await findAttempts(world)).slice(-ROWS).reverse()
  const waiting = await world.db.find(callbacks, { where: { due_at: Not(IsNull()) } })
  const rows = attempts.map(
    (attempt) =>
      html`<tr>
        <td>${readable(attempt.at)}</td>
        <td>${attempt.callback}${attempt.replay && " (again)"}</td>
        <td>${attempt.attempt}</td>
        <td>${answer(attempt.status, attempt.error)}</td>
        <td>${attempt.ms} ms</td>
        <td class="long"><code>${attempt.url}</code></td>
      </tr>`
  )
  const note = `sent to the shop; ${waiting.length} still to come`
  return card("Callbacks", note, ["At", "Callback", "Attempt", "Answer", "Took", "Address"], rows)
}

function callsCard(calls: readonly Call[]): Html {
  const rows = [...calls].reverse().map(
    (call) =>
      html`<tr>
        <td>${readable(call.at)}</td>
        <td>${call.method}</td>
        <td>${answer(call.status, call.fault)}</td>
        <td>${call.ms} ms</td>
        <td class="long"><code>${call.path}</code></td>
      </tr>`
  )
  return card("Calls", "made by the shop", ["At", "Method", "Answer", "Took", "Path"], rows)
}

const answer = (status: number | null, otherwise: string | null) =>
  html`<span class="state ${status !== null && status < 400 ? "good" : "bad"}"
    >${status ?? otherwise ?? "none"}</span
  >`

const GOOD = ["COMPLETED", "AUTHORIZED", "CAPTURED", "PART_CAPTURED", "CLOSED"]
const BAD = ["FAILED", "ERROR", "CANCELLED", "DISABLED", "EXPIRED", "aborted"]

const state = (status: string) => {
  const kind = GOOD.includes(status)
    ? "good"
    : BAD.includes(status)
      ? "bad"
      : status === "IN_PROGRESS"
        ? "busy"
        : ""
  return html`<span class="state ${kind}">${status}</span>`
}

/** `2026-03-04 15:54:04` in UTC. */
const readable = (timestamp: string) => timestamp.slice(0, 19).replace("T", " ")
