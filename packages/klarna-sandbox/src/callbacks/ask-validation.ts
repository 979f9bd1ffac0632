import { setTimeout as sleep } from "node:timers/promises"
import { toCheckoutOrder, fillOrderId } from "../checkout/checkout-order"
import type { Sandbox } from "../sandbox"
import { callbacks, type CheckoutOrderRecord } from "../state/records"
import type { World } from "../world"
import { post, type PostAnswer } from "./post"
import { recordAttempt } from "./record-attempt"
import { storeCallback } from "./store-callback"

/** The shop's chance to refuse a purchase at the last moment. */
export type Question = { callback_id: string; url: string; body: string; mustAnswer: boolean }

export type Verdict = { approved: true } | { approved: false; text: string; location: string | null }

/** @returns undefined when the merchant wants no question asked */
export async function prepareQuestion(
  world: World,
  order: CheckoutOrderRecord
): Promise<Question | undefined> {
  const template = order.body.merchant_urls.validation
  if (!template) return undefined
  const url = fillOrderId(template, order.order_id)
  const body = JSON.stringify(toCheckoutOrder(order))
  const callback_id = await storeCallback(world, {
    kind: "validation",
    subject_id: order.order_id,
    url,
    body,
  })
  return { callback_id, url, body, mustAnswer: order.body.options.require_validate_callback_success === true }
}

/** Asks the shop. Silence approves after 3 seconds, or refuses after 10 when an answer is required. */
export async function askShop(sandbox: Sandbox, question: Question): Promise<Verdict> {
  const patience = question.mustAnswer ? sandbox.patience.requiredValidation : sandbox.patience.validation
  const fault = sandbox.faults.strikeCallback("validation")
  const started = performance.now()
  const answer = await askOnce(question, patience, fault?.kind, fault?.ms ?? 0)
  if (fault?.kind === "duplicate") {
    await Promise.all(
      Array.from({ length: fault.count ?? 1 }, () => post(question.url, question.body, patience))
    )
  }
  const ms = Math.round(performance.now() - started)
  await sandbox.command(async (world) => {
    const callback = await world.db.findOneBy(callbacks, { callback_id: question.callback_id })
    if (!callback) return
    await recordAttempt(world, callback, {
      callback_id: question.callback_id,
      answer,
      ms,
      ...(fault && { fault: fault.kind }),
    })
  })
  return judge(answer, question)
}

async function askOnce(
  { url, body }: Question,
  patience: number,
  fault: string | undefined,
  delay: number
): Promise<PostAnswer> {
  if (fault === "drop") return { status: null, error: "dropped by the sandbox" }
  if (fault === "delay") await sleep(Math.min(delay, patience))
  const left = fault === "delay" ? patience - delay : patience
  return left > 0 ? post(url, body, left) : { status: null, error: `no answer within ${patience} ms` }
}

function judge(answer: PostAnswer, { mustAnswer, url }: Question): Verdict {
  if (answer.status === 200) return { approved: true }
  if (answer.status !== null && [301, 302, 303, 307].includes(answer.status)) {
    return {
      approved: false,
      text: "The shop cannot take this order as it is.",
      location: target(answer, url),
    }
  }
  if (answer.status === 400) return { approved: false, text: readErrorText(answer.body), location: null }
  if (!mustAnswer) return { approved: true }
  return { approved: false, text: "The shop did not confirm the order. Please try again.", location: null }
}

/** Where the shop sends the browser; null when it does not say, or says nothing that is an address. */
function target({ headers }: Extract<PostAnswer, { status: number }>, base: string): string | null {
  const location = headers.location?.toString()
  return location !== undefined && URL.canParse(location, base) ? new URL(location, base).href : null
}

function readErrorText(body: string): string {
  try {
    const { error_text } = JSON.parse(body) as { error_text?: unknown }
    if (typeof error_text === "string" && error_text !== "") return error_text
  } catch {
    // Falls through: a refusal without words is still a refusal.
  }
  return "The shop cannot take this order."
}
