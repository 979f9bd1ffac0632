import { html, type Html } from "../../pages/html"
import type { HppSessionRow } from "../queries/find-hpp-sessions"
import type { KpSessionRow } from "../queries/find-kp-sessions"
import { toHppSession, toKpSession, toOrder } from "./links"
import { money } from "./money"
import { state } from "./state"
import { table } from "./table"
import { time } from "./time"

const ENDED = ["COMPLETED", "CANCELLED", "DISABLED", "expired"]

export const hppSessionTable = (rows: readonly HppSessionRow[], now: number, empty: Html | string): Html =>
  table<HppSessionRow>({
    label: "HPP sessions",
    rows,
    id: ({ session_id }) => session_id,
    empty,
    columns: [
      {
        head: "Session",
        cell: ({ session_id }) =>
          html`<a class="row" href="${toHppSession(session_id)}"><code>${session_id.slice(0, 8)}</code></a>`,
      },
      { head: "State", kind: "states", cell: ({ status }) => state(status) },
      {
        head: "Amount",
        kind: "money",
        cell: ({ amount, currency }) => amount !== null && currency !== null && money(amount, currency),
      },
      {
        head: "Page",
        kind: "wide",
        cell: ({ status, page_code }) =>
          !ENDED.includes(status) && html`<a class="over" href="${pageOf(page_code)}">Open page</a>`,
      },
      {
        head: "Sells",
        kind: "wide",
        cell: ({ payment_api }) => (payment_api === "checkout" ? "KCO order" : "KP session"),
      },
      { head: "Links sent", kind: "widest money", cell: ({ messages }) => messages > 0 && messages },
      { head: "Changed", kind: "widest", cell: ({ updated_at }) => time(updated_at, now) },
      { head: "Created", kind: "mid", cell: ({ created_at }) => time(created_at, now) },
    ],
  })

/** Where the consumer pays. */
export const pageOf = (page_code: string) => `/eu/hpp/payments/${encodeURIComponent(page_code)}`

export const kpSessionTable = (rows: readonly KpSessionRow[], now: number, empty: Html | string): Html =>
  table<KpSessionRow>({
    label: "KP sessions",
    rows,
    id: ({ session_id }) => session_id,
    empty,
    columns: [
      {
        head: "Session",
        cell: ({ session_id, merchant_reference1 }) =>
          html`<a class="row" href="${toKpSession(session_id)}"
            >${merchant_reference1 || html`<code>${session_id.slice(0, 8)}</code>`}</a
          >`,
      },
      { head: "State", kind: "states", cell: ({ status }) => state(status) },
      { head: "Amount", kind: "money", cell: ({ amount, currency }) => money(amount, currency) },
      { head: "Intent", kind: "wide", cell: ({ intent }) => intent },
      {
        head: "Order",
        kind: "wide",
        cell: ({ order_id }) =>
          order_id !== null &&
          html`<a class="over" href="${toOrder(order_id)}"><code>${order_id.slice(0, 8)}</code></a>`,
      },
      { head: "Consumer", kind: "widest", cell: ({ email }) => email },
      { head: "Created", kind: "mid", cell: ({ created_at }) => time(created_at, now) },
    ],
  })
