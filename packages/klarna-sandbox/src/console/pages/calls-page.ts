import type { CallSearch } from "../../http/call-log"
import type { Reply } from "../../http/reply"
import type { Request } from "../../http/request"
import { html, type Html } from "../../pages/html"
import type { Sandbox } from "../../sandbox"
import { consolePage } from "../frame"
import { callTable } from "../parts/call-table"
import { card } from "../parts/card"
import { firstSteps } from "../parts/first-steps"
import { numberCursor, pager, ROWS, toPage } from "../parts/paging"

const STATUSES = [
  ["", "Any status"],
  ["2", "2xx"],
  ["3", "3xx"],
  ["4", "4xx"],
  ["5", "5xx"],
  ["0", "No answer"],
] as const
const METHODS = ["GET", "POST", "PATCH", "DELETE"]

/** GET /calls: narrowed by `path` (a part of it), `method`, `status` (its first digit) and `about` (an id). */
export async function callsPage(sandbox: Sandbox, request: Request): Promise<Reply> {
  const filter = filterOf(request)
  const isNarrowed = Object.keys(filter).length > 0
  const before = numberCursor(request)
  const found = await sandbox.calls.search({
    ...filter,
    limit: ROWS + 1,
    ...(before !== undefined && { before }),
  })
  const { rows, next } = toPage(found, ({ id }) => id)
  const empty = isNarrowed
    ? html`<p>No call fits. <a href="/calls">Show all calls</a></p>`
    : firstSteps(sandbox)
  return consolePage(sandbox, request, {
    title: "Calls",
    body: [
      filters(request),
      card({ title: "Newest first", body: callTable(rows, sandbox.clock.now(), empty) }),
      pager(request, next),
    ],
  })
}

function filterOf({ query }: Request): Omit<CallSearch, "limit"> {
  const status = query.get("status") ?? ""
  const [path, method, about] = ["path", "method", "about"].map((name) => query.get(name)?.trim())
  return {
    ...(path && { path }),
    ...(method && { method }),
    ...(about && { about }),
    ...(/^[02-5]$/.test(status) && { statusClass: Number(status) }),
  }
}

function filters({ query }: Request): Html {
  const option = (name: string, value: string, label: string) =>
    html`<option value="${value}" ${(query.get(name) ?? "") === value && "selected"}>${label}</option>`
  return html`<form class="filters" action="/calls" aria-label="Narrow the list">
    <label
      >Path <input name="path" value="${query.get("path")}" placeholder="/captures" spellcheck="false"
    /></label>
    <label
      >Method
      <select name="method">
        ${option("method", "", "Any method")} ${METHODS.map((method) => option("method", method, method))}
      </select></label
    >
    <label
      >Status
      <select name="status">
        ${STATUSES.map(([value, label]) => option("status", value, label))}
      </select></label
    >
    <label
      >About <input name="about" value="${query.get("about")}" placeholder="an id" spellcheck="false"
    /></label>
    <button>Filter</button>
  </form>`
}
