import type { Reply } from "../../http/reply"
import type { Request } from "../../http/request"
import { html } from "../../pages/html"
import type { Sandbox } from "../../sandbox"
import { consolePage } from "../frame"
import { callbackTable } from "../parts/callback-table"
import { card } from "../parts/card"
import { cursorOf, numberCursor, pager, ROWS, toPage } from "../parts/paging"
import { tabs } from "../parts/tabs"
import { findCallbacks, findWaiting } from "../queries/find-callbacks"

const TABS = [
  ["All", "/callbacks"],
  ["Waiting", "/callbacks?state=waiting"],
] as const

const none = html`<p>
  No callbacks yet. They go to the <code>merchant_urls</code> of a session or order:
  <code>status_update</code> when the consumer does something, <code>push</code> two minutes after a KCO order
  is paid; the clock can be moved.
</p>`

/** GET /callbacks: newest first, or with `?state=waiting` those to come, the next one first. */
export async function callbacksPage(sandbox: Sandbox, request: Request): Promise<Reply> {
  const isWaiting = request.query.get("state") === "waiting"
  const { page, now } = await sandbox.command(async (world) => ({
    page: isWaiting
      ? toPage(await findWaiting(world, ROWS + 1, cursorOf(request)), ({ due_at, seq }) => `${due_at}.${seq}`)
      : toPage(await findCallbacks(world, ROWS + 1, numberCursor(request)), ({ seq }) => seq),
    now: world.now,
  }))
  return consolePage(sandbox, request, {
    title: "Callbacks",
    body: [
      tabs(TABS, isWaiting ? 1 : 0),
      card({
        title: isWaiting ? "The next one first" : "Newest first",
        body: callbackTable(page.rows, now, isWaiting ? "Nothing is waiting to be sent." : none),
      }),
      pager(request, page.next),
    ],
  })
}
