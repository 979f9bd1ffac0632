import type { Approval, Outcome } from "../hosted-payment-page/consumer"
import { isFinal } from "../hosted-payment-page/hpp-session"
import { isAction, perform, type ConsumerAction } from "../hosted-payment-page/perform-action"
import { Refusal } from "../http/refusal"
import { seeOther, type Reply } from "../http/reply"
import { param, type Request } from "../http/request"
import type { Sandbox } from "../sandbox"
import type { Address } from "../state/records"
import { cancelQuestion } from "./cancel-question"
import { closedPage } from "./closed-page"
import { findPage, type FoundPage } from "./find-page"
import { editableFields, paymentPage } from "./payment-page"
import { pageNotFound, resultPage } from "./result-page"

/** POST redirect_url: a button was pressed. */
export async function submitPaymentPage(sandbox: Sandbox, request: Request): Promise<Reply> {
  const code = param(request, "page_code")
  const found = await sandbox.command((world) => findPage(world, code))
  if (!found) return pageNotFound()
  const form = new URLSearchParams(request.body)
  const button = form.get("action") ?? ""
  if (button === "close") return windowClosed(request, found)
  if (button === "ask_cancel" && !isFinal(found.session)) return cancelQuestion(found, request.path)
  const closesWindow = button === "approve_and_close"
  const action = closesWindow ? "approve" : button
  if (!isAction(action)) return seeOther(request.path)
  try {
    const typed = typedAddress(form, found)
    const outcome = await perform(sandbox, found.session.session_id, action, {
      ...(typed && { address: typed }),
      close_window: closesWindow,
    } satisfies Approval)
    const now = (await sandbox.command((world) => findPage(world, code))) ?? found
    return closesWindow && !outcome.denied ? windowClosed(request, now) : show(request, now, action, outcome)
  } catch (error) {
    // The session ended while the page was open: the next action finds what a reload would find.
    if (error instanceof Refusal) return seeOther(request.path)
    throw error
  }
}

/** @returns what differs from the order; undefined when the person changed nothing */
function typedAddress(form: URLSearchParams, { order }: FoundPage): Address | undefined {
  const billing = order.body.billing_address
  const changed = editableFields.flatMap((name) => {
    const value = form.get(name)?.trim()
    return value === undefined || value === (billing[name] ?? "") ? [] : [[name, value] as const]
  })
  return changed.length > 0 ? Object.fromEntries(changed) : undefined
}

function show(request: Request, found: FoundPage, action: ConsumerAction, outcome: Outcome): Reply {
  const { merchantName } = found
  const toShop = outcome.redirect_to
  if (outcome.denied && !toShop) return paymentPage({ ...found, denied: outcome.denied })
  const again = { label: "Try again", url: request.path }
  const back = toShop ? { label: `Back to ${merchantName}`, url: toShop, seconds: 4 } : undefined
  switch (action) {
    case "decline":
      return resultPage({
        title: "Payment declined",
        text: "This payment was not approved this time. Nothing has been charged.",
        main: back ?? again,
        other: back && again,
        merchantName,
      })
    case "error":
      return resultPage({
        title: "Something went wrong",
        text: "A technical error stopped the payment. Nothing has been charged.",
        main: back ?? again,
        other: back && again,
        merchantName,
      })
    default:
      return toShop ? seeOther(toShop) : ended(request, found, outcome)
  }
}

/** The merchant gave no address for this end: a page of ours says it. */
function ended(request: Request, found: FoundPage, { status }: Outcome): Reply {
  const { merchantName } = found
  if (status === "COMPLETED" || status === "DISABLED") {
    return resultPage({
      good: true,
      title: "Thank you for your purchase",
      text: `${merchantName} has received your order. You can close this window.`,
      merchantName,
    })
  }
  if (status === "CANCELLED") return closedPage(found)
  return resultPage({
    title: "Purchase not completed",
    text: "You left before paying. Nothing has been charged.",
    main: { label: "Continue paying", url: request.path },
    merchantName,
  })
}

/** The shop hears nothing from the browser: only callbacks and reads tell it. */
const windowClosed = (request: Request, { merchantName, session }: FoundPage): Reply =>
  resultPage({
    good: true,
    title: "The window is closed",
    text: `The browser does not go back to ${merchantName}; the session is ${session.status}. You can close this tab.`,
    other: isFinal(session) ? undefined : { label: "Open the page again", url: request.path },
    merchantName,
  })
