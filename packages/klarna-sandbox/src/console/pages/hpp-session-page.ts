import { isFinal, toHppSession as asAnswered } from "../../hosted-payment-page/hpp-session"
import { leaveAction } from "../../hosted-payment-page/leave-action"
import { findPaymentSession, type PaymentSession } from "../../hosted-payment-page/payment-session"
import type { Reply } from "../../http/reply"
import { param, type Request } from "../../http/request"
import { html, type Html } from "../../pages/html"
import { mayBePending } from "../../pages/sandbox-strip"
import type { Sandbox } from "../../sandbox"
import { hppSessions, messages, type HppSessionRecord, type MessageRecord } from "../../state/records"
import { consolePage } from "../frame"
import { callTable } from "../parts/call-table"
import { callbackTable } from "../parts/callback-table"
import { card, copyable, facts } from "../parts/card"
import { jsonView } from "../parts/json-view"
import { toHppSession, toKpSession, toOrder } from "../parts/links"
import { money } from "../parts/money"
import { orderLines } from "../parts/order-lines"
import { pageOf } from "../parts/session-tables"
import { state } from "../parts/state"
import { table } from "../parts/table"
import { time } from "../parts/time"
import { findCallbacksAbout } from "../queries/find-callbacks"
import { notFoundPage } from "./not-found-page"

/** GET /sessions/hpp/:id: a hosted page, and what its consumer may do. */
export async function hppSessionPage(sandbox: Sandbox, request: Request): Promise<Reply> {
  const session_id = param(request, "id")
  const found = await sandbox.command(async (world) => {
    const session = await world.db.findOneBy(hppSessions, { session_id })
    return (
      session && {
        session,
        payment: await findPaymentSession(world, session.payment_api, session.payment_session_id),
        sent: await world.db.find(messages, { where: { session_id }, order: { id: "DESC" }, take: 50 }),
        callbacks: await findCallbacksAbout(world, [session_id]),
        now: world.now,
      }
    )
  })
  if (!found) return notFoundPage(sandbox, request, "HPP session")
  const { session, payment, sent, callbacks, now } = found
  const calls = await sandbox.calls.search({ about: session_id, limit: 25 })
  const body = payment?.record.body
  return consolePage(sandbox, request, {
    kind: "Session · HPP",
    title: body ? money(body.order_amount, body.purchase_currency) : session_id,
    beside: state(statusOf(session, now)),
    body: html`<div class="split">
      <div class="stack">
        ${card({ title: "The consumer", body: consumer(session, payment, now) })}
        ${body && card({ title: "Order lines", body: orderLines(body.order_lines, body.purchase_currency) })}
        ${card({ title: "Links sent", note: html`<a href="/outbox">Outbox</a>`, body: distributions(sent, now) })}
        ${card({ title: "Callbacks about it", body: callbackTable(callbacks, now, "None.") })}
        ${card({ title: "Calls about it", body: callTable(calls, now, "None in the log.") })}
      </div>
      <div class="stack">
        ${card({ title: "About", body: about(session, now) })}
        ${card({
          title: "As HPP answers it",
          body: html`<details id="as-hpp">
            <summary>Session</summary>
            ${jsonView(asAnswered(session), "The session as HPP answers it")}
          </details>`,
        })}
      </div>
    </div>`,
  })
}

const statusOf = (session: HppSessionRecord, now: number) =>
  session.expires_at <= now && !isFinal(session) ? "expired" : session.status

function consumer(session: HppSessionRecord, payment: PaymentSession | null, now: number): Html {
  if (!payment || isFinal(session) || session.expires_at <= now) {
    return html`<p class="empty">The session is over: nobody can pay here any more.</p>`
  }
  const action = `${toHppSession(session.session_id)}/consumer`
  return html`<p><a class="button main" href="${pageOf(session.page_code)}">Open hosted page</a></p>
    <form method="post" action="${action}" class="buttons" aria-label="Act as the consumer">
      <span class="note">Or, without a browser:</span>
      ${actionsOf(session, payment).map(
        ([name, label]) => html`<button name="action" value="${name}">${label}</button>`
      )}
    </form>`
}

function actionsOf(session: HppSessionRecord, { record }: PaymentSession): (readonly [string, string])[] {
  if (session.status === "MANUAL_ID_CHECK") {
    return [
      ["identify", "Identity confirmed"],
      ["refuse_identity", "Identity refused"],
    ]
  }
  const { button } = leaveAction(session, record)
  return [
    ["approve", "Approve"],
    ...(mayBePending(record) ? [["pending", "Approve, fraud check pending"] as const] : []),
    ["decline", "Decline"],
    ["error", "Technical error"],
    button === "back" ? ["back", "Back to the shop"] : ["cancel", "Cancel"],
    ["timeout", "Time out"],
  ]
}

function about(session: HppSessionRecord, now: number): Html {
  const { payment_api, payment_session_id: id } = session
  const sold = payment_api === "checkout" ? toOrder(id) : toKpSession(id)
  return facts([
    ["Session id", copyable(session.session_id)],
    [payment_api === "checkout" ? "KCO order" : "KP session", html`<a href="${sold}"><code>${id}</code></a>`],
    [
      "Order",
      session.order_id !== null &&
        html`<a href="${toOrder(session.order_id)}"><code>${session.order_id}</code></a>`,
    ],
    ["Klarna reference", session.klarna_reference],
    ["Authorization token", session.authorization_token !== null && copyable(session.authorization_token)],
    ["Merchant", session.merchant_id],
    ["Profile", session.profile_id],
    ["Created", time(session.created_at, now)],
    ["Changed", time(session.updated_at, now)],
    ["Expires", time(session.expires_at, now)],
    ...Object.entries(session.merchant_urls).map(
      ([name, url]) => [`merchant_urls.${name}`, html`<code>${url}</code>`] as const
    ),
    [
      "Options",
      Object.keys(session.options).length > 0 && html`<code>${JSON.stringify(session.options)}</code>`,
    ],
  ])
}

const distributions = (sent: readonly MessageRecord[], now: number): Html =>
  table<MessageRecord>({
    label: "Links sent",
    rows: sent,
    id: ({ id }) => `message-${id}`,
    empty: html`<p>
      None. <code>POST /hpp/v1/sessions/:session_id/distribution</code> sends the link by e-mail or SMS.
    </p>`,
    columns: [
      { head: "To", cell: ({ to }) => to },
      { head: "By", cell: ({ channel }) => channel },
      { head: "At", kind: "mid", cell: ({ at }) => time(at, now) },
    ],
  })
