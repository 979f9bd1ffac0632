import type { Approval } from "../hosted-payment-page/approve"
import { isFinal } from "../hosted-payment-page/hpp-session"
import { isCategory } from "../hosted-payment-page/payment-choices"
import { isAction, perform } from "../hosted-payment-page/perform-action"
import { Refusal } from "../http/refusal"
import { seeOther, type Reply } from "../http/reply"
import { param, type Request } from "../http/request"
import type { Sandbox } from "../sandbox"
import type { Address } from "../state/records"
import { shownAddress } from "./buyer-details"
import { cancelQuestion } from "./cancel-question"
import { findAnyPage, findPage, type FoundPage } from "./find-page"
import { outcomePage, windowClosed } from "./outcome-page"
import { pageNotFound } from "./page-not-found"
import { paymentPage } from "./payment-page"

/** POST redirect_url: a button was pressed. */
export async function submitPaymentPage(sandbox: Sandbox, request: Request): Promise<Reply> {
  const { path } = request
  const key = { page_code: param(request, "page_code") }
  const found = await sandbox.command((world) => findPage(world, key))
  if (!found) return pageNotFound(request, await sandbox.command((world) => findAnyPage(world, key)))
  const form = new URLSearchParams(request.body)
  const button = form.get("action") ?? ""
  if (button === "close") return windowClosed(found, path)
  if (button === "ask_cancel" && !isFinal(found.session)) return cancelQuestion(found, path)
  const closesWindow = button === "approve_and_close"
  const action = closesWindow ? "approve" : button
  if (!isAction(action)) return seeOther(path)
  try {
    const typed = typedAddress(form, found)
    const chosen = chosenCategory(form)
    const outcome = await perform(sandbox, found.session.session_id, action, {
      ...(typed && { address: typed }),
      ...(chosen && { payment_method_category: chosen }),
      close_window: closesWindow,
    } satisfies Approval)
    const now = (await sandbox.command((world) => findPage(world, key))) ?? found
    if (outcome.denied !== undefined) {
      return outcome.redirect_to
        ? seeOther(outcome.redirect_to)
        : paymentPage({ ...now, denied: outcome.denied, chosen })
    }
    return closesWindow ? windowClosed(now, path) : outcomePage(now, path, outcome)
  } catch (error) {
    // The session ended while the page was open: the next action finds what a reload would find.
    if (error instanceof Refusal) return seeOther(path)
    throw error
  }
}

function chosenCategory(form: URLSearchParams): string | undefined {
  const category = form.get("payment_method_category")
  return category !== null && isCategory(category) ? category : undefined
}

/** @returns what differs from the order; undefined when the person changed nothing */
function typedAddress(form: URLSearchParams, { order }: FoundPage): Address | undefined {
  const changed = Object.entries(shownAddress(order)).flatMap(([name, shown]) => {
    const value = form.get(name)?.trim()
    return value === undefined || value === shown ? [] : [[name, value] as const]
  })
  // The page sells in one country, and an address in it says so.
  const country = order.body.billing_address.country ?? order.body.purchase_country
  return changed.length > 0 ? { ...Object.fromEntries(changed), country } : undefined
}
