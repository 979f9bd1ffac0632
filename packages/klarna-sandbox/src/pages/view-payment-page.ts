import { open } from "../hosted-payment-page/consumer"
import { isFinal } from "../hosted-payment-page/hpp-session"
import type { Reply } from "../http/reply"
import { param, type Request } from "../http/request"
import type { Sandbox } from "../sandbox"
import { closedPage } from "./closed-page"
import { findPage } from "./find-page"
import { paymentPage } from "./payment-page"
import { pageNotFound } from "./result-page"

/** GET redirect_url: looking at the page is opening it. */
export async function viewPaymentPage(sandbox: Sandbox, request: Request): Promise<Reply> {
  return sandbox.command(async (world) => {
    const code = param(request, "page_code")
    const found = await findPage(world, code)
    if (!found) return pageNotFound()
    if (isFinal(found.session)) return closedPage(found)
    await open(world, found.session.session_id)
    return paymentPage((await findPage(world, code)) ?? found)
  })
}
