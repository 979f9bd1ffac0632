import { toCheckoutOrder, fillOrderId } from "../checkout/checkout-order"
import { messagesFor } from "../pages/messages/messages-for"
import type { Sandbox } from "../sandbox"
import type { CheckoutOrderRecord } from "../state/records"
import type { World } from "../world"
import { ask, type Asked } from "./ask"
import type { PostAnswer } from "./post"
import { refusalOf } from "./refusal-of"
import { storeCallback } from "./store-callback"

/** The shop's chance to refuse a purchase at the last moment. */
export type Question = Asked & { mustAnswer: boolean }

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
  return {
    callback_id,
    kind: "validation",
    url,
    body,
    locale: order.body.locale,
    mustAnswer: order.body.options.require_validate_callback_success === true,
  }
}

/** Asks the shop. Silence approves after 3 seconds, or refuses after 10 when an answer is required. */
export async function askShop(sandbox: Sandbox, question: Question): Promise<Verdict> {
  const patience = question.mustAnswer ? sandbox.patience.requiredValidation : sandbox.patience.validation
  const answer = await ask(sandbox, question, patience)
  return judge(answer, question)
}

function judge(answer: PostAnswer, question: Question): Verdict {
  if (answer.status === 200) return { approved: true }
  const refusal = refusalOf(answer, question)
  if (refusal) return refusal
  if (!question.mustAnswer) return { approved: true }
  return { approved: false, text: messagesFor(question.locale).shop.unconfirmed, location: null }
}
