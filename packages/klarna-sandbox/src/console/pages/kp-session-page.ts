import type { Reply } from "../../http/reply"
import { param, type Request } from "../../http/request"
import { html, type Html } from "../../pages/html"
import { withoutSecrets } from "../../payments/kp-session"
import type { Sandbox } from "../../sandbox"
import {
  authorizations,
  kpSessions,
  type AuthorizationRecord,
  type KpSessionRecord,
} from "../../state/records"
import { consolePage } from "../frame"
import { callTable } from "../parts/call-table"
import { callbackTable } from "../parts/callback-table"
import { card, copyable, facts } from "../parts/card"
import { jsonView } from "../parts/json-view"
import { toCustomerToken, toKpSession, toOrder } from "../parts/links"
import { money } from "../parts/money"
import { orderLines } from "../parts/order-lines"
import { hppSessionTable } from "../parts/session-tables"
import { state } from "../parts/state"
import { table } from "../parts/table"
import { time } from "../parts/time"
import { findCallbacksAbout } from "../queries/find-callbacks"
import { findHppSessionsOf } from "../queries/find-hpp-sessions"
import { notFoundPage } from "./not-found-page"

/** GET /sessions/kp/:id: a KP session, and what the consumer may do in the widget. */
export async function kpSessionPage(sandbox: Sandbox, request: Request): Promise<Reply> {
  const session_id = param(request, "id")
  const found = await sandbox.command(async (world) => {
    const session = await world.db.findOneBy(kpSessions, { session_id })
    return (
      session && {
        session,
        granted: await world.db.find(authorizations, {
          where: { session_id },
          order: { created_at: "DESC" },
          take: 50,
        }),
        pages: await findHppSessionsOf(world, session_id),
        callbacks: await findCallbacksAbout(world, [session_id]),
        now: world.now,
      }
    )
  })
  if (!found) return notFoundPage(sandbox, request, "KP session")
  const { session, granted, pages, callbacks, now } = found
  const calls = await sandbox.calls.search({ about: session_id, limit: 25 })
  const { body } = session
  return consolePage(sandbox, request, {
    kind: "Session · KP",
    title: body.merchant_reference1 || money(body.order_amount, body.purchase_currency),
    beside: state(session.status),
    body: html`<div class="split">
      <div class="stack">
        ${card({ title: "The consumer in the widget", body: widget(session, now) })}
        ${card({ title: "Order lines", body: orderLines(body.order_lines, body.purchase_currency) })}
        ${card({ title: "Authorizations", body: authorizationTable(granted, now) })}
        ${card({ title: "Hosted pages", body: hppSessionTable(pages, now, "None: the widget shows this session.") })}
        ${card({ title: "Callbacks about it", body: callbackTable(callbacks, now, "None.") })}
        ${card({ title: "Calls about it", body: callTable(calls, now, "None in the log.") })}
      </div>
      <div class="stack">${card({ title: "About", body: about(session, now) })} ${asSent(session)}</div>
    </div>`,
  })
}

const RESULTS = [
  ["approve", "Approve"],
  ["pending", "Approve, fraud check pending"],
  ["decline", "Decline"],
  ["close", "Close the dialog"],
  ["reject_order", "Approve, order refused"],
] as const

function widget(
  { session_id, status, categories, to_finalize, expires_at }: KpSessionRecord,
  now: number
): Html {
  if (status !== "incomplete" || expires_at <= now) {
    return html`<p class="empty">The session is over: there is nothing left to agree to.</p>`
  }
  return html`<form method="post" action="${toKpSession(session_id)}/authorize" class="buttons">
      <label class="inline"
        >Way to pay
        <select name="payment_method_category">
          ${categories.map((category) => html`<option>${category}</option>`)}
        </select></label
      >
      ${RESULTS.map(([name, label]) => html`<button name="result" value="${name}">${label}</button>`)}
    </form>
    ${
      to_finalize !== null &&
      html`<form method="post" action="${toKpSession(session_id)}/finalize" class="buttons">
        <button>Finalize ${to_finalize}</button>
      </form>`
    }`
}

const authorizationTable = (rows: readonly AuthorizationRecord[], now: number): Html =>
  table<AuthorizationRecord>({
    label: "Authorizations",
    rows,
    id: ({ authorization_token }) => authorization_token,
    empty: "None yet.",
    columns: [
      { head: "Token", cell: ({ authorization_token: token }) => html`<code>${token}</code>` },
      { head: "Way to pay", kind: "wide", cell: ({ payment_method_category }) => payment_method_category },
      { head: "State", kind: "states", cell: (authorization) => state(stateOf(authorization, now)) },
      {
        head: "Customer token",
        kind: "widest",
        cell: ({ token_id: id }) =>
          id !== null && html`<a href="${toCustomerToken(id)}"><code>${id.slice(0, 8)}</code></a>`,
      },
      { head: "Granted", kind: "wide", cell: ({ created_at }) => time(created_at, now) },
    ],
  })

function stateOf({ placed, token_id, cancelled_at, expires_at }: AuthorizationRecord, now: number): string {
  if (placed) return "order placed"
  if (token_id !== null) return "token created"
  if (cancelled_at !== null) return "CANCELLED"
  return expires_at <= now ? "expired" : "authorized"
}

function about(session: KpSessionRecord, now: number): Html {
  const { body, order_id } = session
  return facts([
    ["Session id", copyable(session.session_id)],
    ["Order", order_id !== null && html`<a href="${toOrder(order_id)}"><code>${order_id}</code></a>`],
    ["Amount", money(body.order_amount, body.purchase_currency)],
    ["Intent", body.intent],
    ["Channel", body.acquiring_channel],
    ["Country", `${body.purchase_country} · ${body.purchase_currency} · ${body.locale}`],
    ["Ways to pay", session.categories.join(", ")],
    ["Merchant", session.merchant_id],
    ["Merchant reference 1", body.merchant_reference1],
    ["Merchant reference 2", body.merchant_reference2],
    ["Consumer", [body.billing_address.email, body.billing_address.phone].filter(Boolean).join(" · ")],
    ["Created", time(session.created_at, now)],
    ["Expires", time(session.expires_at, now)],
    ...Object.entries(body.merchant_urls).map(
      ([name, url]) => [`merchant_urls.${name}`, html`<code>${url}</code>`] as const
    ),
  ])
}

const asSent = ({ body }: KpSessionRecord): Html =>
  card({
    title: "What was sent",
    body: html`<details id="as-sent">
      <summary>Session, with its defaults</summary>
      ${jsonView({ ...body, customer: withoutSecrets(body.customer) }, "The session as the merchant sent it")}
    </details>`,
  })
