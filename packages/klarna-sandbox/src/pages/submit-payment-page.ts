import { perform, isAction } from "../control/act-as-consumer"
import { html, seeOther, type Reply } from "../http/reply"
import { param, type Request } from "../http/request"
import type { Sandbox } from "../sandbox"
import { findPage } from "./find-page"

export async function submitPaymentPage(sandbox: Sandbox, request: Request): Promise<Reply> {
  const { session } = await sandbox.command((world) => findPage(world, param(request, "page_code")))
  const action = new URLSearchParams(request.body).get("action")
  if (!isAction(action)) return html("?", 400)
  const o = await perform(sandbox, session.session_id, action)
  return o.redirect_to ? seeOther(o.redirect_to) : html(`<p>${o.status} ${o.denied ?? ""}</p>`)
}
