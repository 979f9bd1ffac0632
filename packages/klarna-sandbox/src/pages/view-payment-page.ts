import { open } from "../hosted-payment-page/consumer"
import { fillPlaceholders, isFinal } from "../hosted-payment-page/hpp-session"
import type { Reply } from "../http/reply"
import { param, type Request } from "../http/request"
import type { Sandbox } from "../sandbox"
import { closedPage } from "./closed-page"
import { findAnyPage, findPage, type FoundPage } from "./find-page"
import { identityPage } from "./identity-page"
import { outcomePage } from "./outcome-page"
import { pageNotFound } from "./page-not-found"
import { paymentPage } from "./payment-page"

/** GET redirect_url: looking at the page is opening it. */
export async function viewPaymentPage(sandbox: Sandbox, request: Request): Promise<Reply> {
  const { path, query } = request
  return sandbox.command(async (world) => {
    const key = { page_code: param(request, "page_code") }
    const found = await findPage(world, key)
    if (!found) return pageNotFound(request, await findAnyPage(world, key))
    if (query.get("after") === "identity") {
      const decided = afterIdentity(found, path)
      if (decided) return decided
    }
    if (isFinal(found.session)) return closedPage(found)
    await open(world, found.session.session_id)
    const opened = (await findPage(world, key)) ?? found
    return opened.session.status === "MANUAL_ID_CHECK" ? identityPage(opened, path) : paymentPage(opened)
  })
}

/** The page that waited for the seller goes where the purchase itself would have gone. */
function afterIdentity(found: FoundPage, path: string): Reply | undefined {
  const { status, merchant_urls } = found.session
  if (status !== "COMPLETED" && status !== "FAILED") return undefined
  const url = status === "COMPLETED" ? merchant_urls.success : merchant_urls.failure
  return outcomePage(found, path, {
    status,
    redirect_to: url ? fillPlaceholders(url, found.session) : null,
  })
}
