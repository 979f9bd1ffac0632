import { seeOther, type Reply } from "../../http/reply"
import type { Request } from "../../http/request"
import type { CallSummary } from "../../http/call-log"
import { html, type Html } from "../../pages/html"
import type { Sandbox } from "../../sandbox"
import type { World } from "../../world"
import { consolePage } from "../frame"
import { callTable } from "../parts/call-table"
import { card } from "../parts/card"
import {
  toCall,
  toCallback,
  toCustomerToken,
  toHppSession,
  toKpSession,
  toOrder,
  toPartOfOrder,
} from "../parts/links"
import { orderTable } from "../parts/order-table"
import { numberCursor, pager, ROWS, toPage } from "../parts/paging"
import { table } from "../parts/table"
import { findOrdersById, type OrderRow } from "../queries/find-orders"
import { findById, findByTerm, type Hit, type HitKind } from "../queries/search"

type Found = { orders: OrderRow[]; others: Hit[]; next?: string | undefined; now: number }

/** GET /search?q=: any id, reference or e-mail address, or its beginning; the only hit opens at once. */
export async function searchPage(sandbox: Sandbox, request: Request): Promise<Reply> {
  const text = wanted(request.query.get("q") ?? "")
  const before = numberCursor(request)
  const found = await sandbox.command((world) => search(world, text, before))
  const hits = found.orders.length + found.others.length
  const calls = hits === 0 ? await findCalls(sandbox, text) : []
  const only =
    before === undefined && !found.next && hits + calls.length === 1 ? addressOf(found, calls) : undefined
  if (only) return seeOther(only)
  return consolePage(sandbox, request, {
    title: "Search",
    body:
      hits + calls.length === 0
        ? nothing(text)
        : [...results(found), calls.length > 0 && callCard(calls, found.now), pager(request, found.next)],
  })
}

/** An address that was pasted is searched by its last part, a capture's reference by its order's. */
function wanted(given: string): string {
  const text = given.trim().replace(/^["'`]+|["'`]+$/g, "")
  const isAddress = /^(https?:\/)?\//i.test(text)
  const last = isAddress ? text.split(/[?#]/, 1)[0]?.split("/").filter(Boolean).at(-1) : text
  return (last ?? "").replace(/^([A-HJ-NP-Z2-9]{8})-\d+$/i, "$1")
}

async function search(world: World, text: string, before: number | undefined): Promise<Found> {
  const { now } = world
  if (text === "") return { orders: [], others: [], now }
  const byId = before === undefined ? await findById(world, text, 20) : []
  const { rows, next } = toPage(await findByTerm(world, text, ROWS + 1, before), ({ seq }) => seq)
  const hits = [...byId, ...rows]
  const orderIds = [...new Set(hits.filter(({ kind }) => kind === "order").map(({ id }) => id))]
  const orders = await findOrdersById(world, orderIds)
  const others = new Map(
    hits.filter(({ kind }) => kind !== "order").map((hit) => [`${hit.kind} ${hit.id}`, hit])
  )
  return {
    orders: orderIds.flatMap((id) => orders.find(({ order_id }) => order_id === id) ?? []),
    others: [...others.values()],
    next,
    now,
  }
}

/** What no record is called may be a call: its number, or an id that it names. */
async function findCalls({ calls }: Sandbox, text: string): Promise<CallSummary[]> {
  if (text === "") return []
  const byNumber = /^\d{1,15}$/.test(text) ? await calls.find(Number(text)) : undefined
  return byNumber ? [byNumber] : calls.search({ about: text, limit: ROWS })
}

function addressOf({ orders: [order], others: [hit] }: Found, [call]: CallSummary[]): string | undefined {
  if (order) return toOrder(order.order_id)
  return hit ? hitAddress(hit) : call && toCall(call.id)
}

const NAMES: Readonly<Record<HitKind, string>> = {
  order: "Order",
  hpp_session: "HPP session",
  kp_session: "KP session",
  customer_token: "Customer token",
  capture: "Capture",
  refund: "Refund",
  callback: "Callback",
}

function hitAddress({ kind, id, order_id }: Hit): string {
  switch (kind) {
    case "order":
      return toOrder(id)
    case "hpp_session":
      return toHppSession(id)
    case "kp_session":
      return toKpSession(id)
    case "customer_token":
      return toCustomerToken(id)
    case "capture":
    case "refund":
      return toPartOfOrder(order_id ?? "", id)
    case "callback":
      return toCallback(id)
  }
}

const results = ({ orders, others, now }: Found) => [
  orders.length > 0 && card({ title: "Orders", body: orderTable(orders, now, "") }),
  others.length > 0 && card({ title: orders.length > 0 ? "Besides" : "Found", body: hitTable(others) }),
]

const hitTable = (rows: readonly Hit[]): Html =>
  table<Hit>({
    label: "Found",
    rows,
    id: ({ kind, id }) => `${kind}-${id}`,
    empty: "",
    columns: [
      { head: "What", cell: (hit) => html`<a class="row" href="${hitAddress(hit)}">${NAMES[hit.kind]}</a>` },
      { head: "Found by", kind: "long", cell: ({ term }) => term },
      { head: "Id", kind: "wide", cell: ({ id }) => html`<code>${id}</code>` },
    ],
  })

const callCard = (calls: readonly CallSummary[], now: number): Html =>
  card({ title: "Calls that name it", body: callTable(calls, now, "") })

const nothing = (text: string): Html =>
  html`<div class="empty">
    <p>${text === "" ? "Nothing to search for yet." : html`Nothing is called <code>${text}</code>.`}</p>
    <p>
      Searched by id: orders, sessions, captures, refunds, customer and authorization tokens, calls,
      correlation ids, idempotency keys, callbacks and their events. Searched by name: Klarna's and merchants'
      references, e-mail addresses. The first three letters are enough.
    </p>
  </div>`
