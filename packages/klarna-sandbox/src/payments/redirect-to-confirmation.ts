import { seeOther, type Reply } from "../http/reply"
import { param, type Request } from "../http/request"
import { pageNotFound } from "../pages/page-not-found"
import type { Sandbox } from "../sandbox"
import { kpSessions, managedOrders } from "../state/records"
import { fillIds } from "./kp-session"

/** GET /kp/redirect/{id}: `redirect_url` of an order or of a customer token, on to the shop's confirmation. */
export async function redirectToConfirmation(sandbox: Sandbox, request: Request): Promise<Reply> {
  const id = param(request, "id")
  const url = await sandbox.command(async ({ db }) => {
    const order = await db.findOneBy(managedOrders, { order_id: id })
    if (order) return order.confirmation_url
    const session = await db.findOneBy(kpSessions, { session_id: id })
    return session && fillIds(session.body.merchant_urls.confirmation ?? "", id, session.order_id ?? "")
  })
  return url ? seeOther(url) : pageNotFound(request)
}
