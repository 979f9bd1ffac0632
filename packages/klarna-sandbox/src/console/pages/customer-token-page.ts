import type { Reply } from "../../http/reply"
import { param, type Request } from "../../http/request"
import { html, type Html } from "../../pages/html"
import type { Sandbox } from "../../sandbox"
import { customerTokens, type CustomerTokenRecord } from "../../state/records"
import { consolePage } from "../frame"
import { callTable } from "../parts/call-table"
import { card, copyable, facts } from "../parts/card"
import { toCustomerToken } from "../parts/links"
import { state } from "../parts/state"
import { time } from "../parts/time"
import { notFoundPage } from "./not-found-page"

/** GET /customer-tokens/:id */
export async function customerTokenPage(sandbox: Sandbox, request: Request): Promise<Reply> {
  const token_id = param(request, "id")
  const { token, now } = await sandbox.command(async (world) => ({
    token: await world.db.findOneBy(customerTokens, { token_id }),
    now: world.now,
  }))
  if (!token) return notFoundPage(sandbox, request, "customer token")
  const calls = await sandbox.calls.search({ about: token_id, limit: 25 })
  return consolePage(sandbox, request, {
    kind: "Customer token",
    title: token.description || token_id,
    beside: html`${state(token.status)} ${token.refuses_with !== null && state(token.refuses_with)}`,
    body: [
      card({ title: "About", body: about(token, now) }),
      card({ title: "Make happen", body: actions(token) }),
      card({ title: "Calls about it", body: callTable(calls, now, "None in the log.") }),
    ],
  })
}

const about = (token: CustomerTokenRecord, now: number): Html =>
  facts([
    ["Token", copyable(token.token_id)],
    ["Way to pay", token.method],
    ["Description", token.description],
    ["Country", `${token.purchase_country} · ${token.purchase_currency} · ${token.locale}`],
    ["Consumer", [token.billing_address.email, token.billing_address.phone].filter(Boolean).join(" · ")],
    ["Merchant", token.merchant_id],
    ["Charges are refused with", token.refuses_with],
    ["Created", time(token.created_at, now)],
  ])

function actions({ token_id, status, refuses_with }: CustomerTokenRecord): Html {
  const statuses = [
    ["ACTIVE", "Activate"],
    ["SUSPENDED", "Suspend"],
    ["CANCELLED", "Cancel"],
  ] as const
  return html`<form method="post" action="${toCustomerToken(token_id)}" class="buttons">
    ${statuses
      .filter(([name]) => name !== status)
      .map(([name, label]) => html`<button name="status" value="${name}">${label}</button>`)}
    ${
      refuses_with === null
        ? [
            html`<button name="refuses_with" value="PAYMENT_METHOD_FAILED">
              Refuse the next charges: failed
            </button>`,
            html`<button name="refuses_with" value="UNAVAILABLE_PAYMENT_METHOD">
              Refuse the next charges: unavailable
            </button>`,
          ]
        : html`<button name="refuses_with" value="none">Accept charges again</button>`
    }
  </form>`
}
