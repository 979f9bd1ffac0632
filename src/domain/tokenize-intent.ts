import { KlarnaMappingError } from "./errors"
import type { KlarnaOrderDraft } from "./klarna-order-draft"

/** What the buyer agrees to in a Klarna Payments session. @see klarna-payments §7 */
export type Intent = (typeof INTENTS)[number]

const INTENTS = ["buy", "tokenize", "buy_and_tokenize"] as const

export const tokenizes = (intent: Intent): boolean => intent !== "buy"

export const hasSubscriptions = ({ order_lines }: KlarnaOrderDraft): boolean =>
  order_lines.some(({ subscription }) => subscription)

/**
 * What a session has to ask the buyer for: a token as well where something is to be charged again, and a token alone
 * where nothing is paid now (a free trial).
 */
export function intentOf(draft: KlarnaOrderDraft): Intent {
  if (!hasSubscriptions(draft)) return "buy"
  return draft.order_amount === 0 ? "tokenize" : "buy_and_tokenize"
}

/**
 * What is asked for follows from the cart. A caller who names another intent expects what will not happen: a token
 * that nobody gives, or none where there will be one.
 *
 * @param asked `data.intent` of a payment session; nothing when the caller leaves it to the cart
 * @throws {KlarnaMappingError} `intent_unknown`, `intent_mismatch`
 */
export function requireIntent(asked: unknown, draft: KlarnaOrderDraft): void {
  if (asked === undefined || asked === null) return
  const field = "data.intent"
  if (!INTENTS.some((known) => known === asked)) {
    throw new KlarnaMappingError("intent_unknown", `${field} must be one of ${INTENTS.join(", ")}`, { field })
  }
  const intent = intentOf(draft)
  if (asked === intent) return
  throw new KlarnaMappingError(
    "intent_mismatch",
    `${field} must be ${intent} or left out, not ${String(asked)}: ${REASONS[intent]}`,
    { field, expected: intent, actual: String(asked) }
  )
}

const REASONS: Record<Intent, string> = {
  buy: "no item has metadata.klarna_subscription",
  tokenize: "an item has metadata.klarna_subscription, and nothing is to be paid now",
  buy_and_tokenize: "an item has metadata.klarna_subscription, and there is something to pay now",
}

type Seller = {
  /** Klarna Payments, the only one of Klarna's systems that gives tokens here. */
  sellsSubscriptions: boolean
  /** Option `customerTokens`. */
  isOn: boolean
  /** Of whom Medusa knows that they are logged in. */
  customerId: string | null
}

/**
 * Refuses what could be sold and never be charged again.
 *
 * @throws {KlarnaMappingError} `subscription_not_sold`, `customer_tokens_off`, `customer_not_logged_in`
 */
export function requireSellable(draft: KlarnaOrderDraft, seller: Seller): void {
  const line = draft.order_lines.find(({ subscription }) => subscription)
  if (!line) return
  const which = `${line.reference ?? line.name} is a subscription`
  const details = { field: "items.metadata.klarna_subscription", reference: line.reference }
  if (!seller.sellsSubscriptions) {
    throw new KlarnaMappingError(
      "subscription_not_sold",
      `${which}: only Klarna Payments sells those, Klarna Checkout does not`,
      details
    )
  }
  if (!seller.isOn) {
    throw new KlarnaMappingError(
      "customer_tokens_off",
      `${which}: this shop has option customerTokens off`,
      details
    )
  }
  if (!seller.customerId) {
    throw new KlarnaMappingError(
      "customer_not_logged_in",
      `${which}: only a customer who is logged in can buy it, because Klarna charges them again`,
      details
    )
  }
}
