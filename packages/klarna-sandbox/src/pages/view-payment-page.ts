import { open } from "../hosted-payment-page/consumer"
import { isFinal } from "../hosted-payment-page/hpp-session"
import { html, type Reply } from "../http/reply"
import { param, type Request } from "../http/request"
import type { Sandbox } from "../sandbox"
import { findPage } from "./find-page"

export async function viewPaymentPage(sandbox: Sandbox, request: Request): Promise<Reply> {
  return sandbox.command(async (world) => {
    const { session } = await findPage(world, param(request, "page_code"))
    if (isFinal(session)) return html(session.status, 404)
    await open(world, session.session_id)
    return html(`<form method="post"><button name="action" value="approve">Pay</button></form>`)
  })
}
