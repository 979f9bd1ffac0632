import type { Reply } from "../../http/reply"
import type { Request } from "../../http/request"
import { html, type Html } from "../../pages/html"
import type { Sandbox } from "../../sandbox"
import { consolePage } from "../frame"
import { callTable } from "../parts/call-table"
import { callbackTable } from "../parts/callback-table"
import { card, copyable, facts } from "../parts/card"
import { firstSteps } from "../parts/first-steps"
import { orderTable } from "../parts/order-table"
import { hppSessionTable } from "../parts/session-tables"
import { countRecords, type Counts } from "../queries/count-records"
import { countWaiting, findCallbacks } from "../queries/find-callbacks"
import { findHppSessions } from "../queries/find-hpp-sessions"
import { findOrders } from "../queries/find-orders"

const SHOWN = 8

/** GET /: the newest of everything, and how to connect. */
export async function overviewPage(sandbox: Sandbox, request: Request): Promise<Reply> {
  const { orders, sessions, callbacks, counts, waiting, now } = await sandbox.command(async (world) => ({
    orders: await findOrders(world, SHOWN, null),
    sessions: await findHppSessions(world, SHOWN),
    callbacks: await findCallbacks(world, SHOWN),
    counts: await countRecords(world),
    waiting: await countWaiting(world),
    now: world.now,
  }))
  const calls = await sandbox.calls.search({ limit: SHOWN })
  const isNew = orders.length === 0 && sessions.length === 0 && calls.length === 0
  const body = isNew
    ? card({ title: "Nothing has happened yet", body: firstSteps(sandbox) })
    : html`${figures(counts, waiting)}
        <div class="two">
          ${card({ title: "Orders", note: more("/orders"), body: orderTable(orders, now, "No orders yet.") })}
          ${card({
            title: "Hosted pages",
            note: more("/sessions"),
            body: hppSessionTable(sessions, now, "No hosted pages yet: POST /hpp/v1/sessions makes one."),
          })}
          ${card({ title: "Calls", note: more("/calls"), body: callTable(calls, now, "No calls yet.") })}
          ${card({
            title: "Callbacks",
            note: more("/callbacks"),
            body: callbackTable(
              callbacks,
              now,
              "No callbacks yet: they follow what happens on a hosted page."
            ),
          })}
        </div>`
  return consolePage(sandbox, request, { title: "Overview", body: [body, !isNew && connection(sandbox)] })
}

const more = (address: string) => html`<a href="${address}">All</a>`

const figures = (counts: Counts, waiting: number): Html =>
  html`<ul class="figures">
    ${(
      [
        ["KCO orders", counts.checkout_order, "/orders"],
        ["HPP sessions", counts.hpp_session, "/sessions"],
        ["KP sessions", counts.kp_session, "/sessions?api=kp"],
        ["Captures", counts.capture, "/captures"],
        ["Refunds", counts.refund, "/refunds"],
        ["Callbacks waiting", waiting > 999 ? "999+" : waiting, "/callbacks?state=waiting"],
      ] as const
    ).map(
      ([name, count, address]) =>
        html`<li>
          <a href="${address}"><b>${count}</b> ${name}</a>
        </li>`
    )}
  </ul>`

const connection = ({ url, merchants }: Sandbox): Html =>
  card({
    title: "Connect a shop",
    body: facts([
      ["Address", copyable(url)],
      ...merchants.map(
        ({ username, key, name }) => [name ?? username, html`${copyable(username)} ${copyable(key)}`] as const
      ),
      ["Control routes", html`<code>${url}/_sandbox/…</code>`],
    ]),
  })
