import type { Reply } from "../../http/reply"
import type { Request } from "../../http/request"
import { html } from "../../pages/html"
import type { Sandbox } from "../../sandbox"
import { consolePage } from "../frame"
import { card } from "../parts/card"
import { numberCursor, pager, ROWS, toPage } from "../parts/paging"
import { hppSessionTable, kpSessionTable } from "../parts/session-tables"
import { tabs } from "../parts/tabs"
import { findHppSessions } from "../queries/find-hpp-sessions"
import { findKpSessions } from "../queries/find-kp-sessions"

const TABS = [
  ["Hosted pages (HPP)", "/sessions"],
  ["Klarna Payments (KP)", "/sessions?api=kp"],
] as const

const noHpp = html`<p>
  No hosted pages yet. <code>POST /hpp/v1/sessions</code> with a <code>payment_session_url</code> makes one;
  the console's <a href="/">overview</a> can make one for you.
</p>`
const noKp = html`<p>No KP sessions yet. <code>POST /payments/v1/sessions</code> makes one.</p>`

/** GET /sessions: of HPP, or of KP with `?api=kp`. */
export async function sessionsPage(sandbox: Sandbox, request: Request): Promise<Reply> {
  const isKp = request.query.get("api") === "kp"
  const before = numberCursor(request)
  const { content, next } = await sandbox.command(async (world) => {
    if (isKp) {
      const { rows, next } = toPage(await findKpSessions(world, ROWS + 1, before), ({ seq }) => seq)
      return { content: kpSessionTable(rows, world.now, noKp), next }
    }
    const { rows, next } = toPage(await findHppSessions(world, ROWS + 1, before), ({ seq }) => seq)
    return { content: hppSessionTable(rows, world.now, noHpp), next }
  })
  return consolePage(sandbox, request, {
    title: "Sessions",
    body: [tabs(TABS, isKp ? 1 : 0), card({ title: "Newest first", body: content }), pager(request, next)],
  })
}
