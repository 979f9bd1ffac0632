import type { Difference, DifferenceKind, Remedy } from "./difference"
import { pairEffects, type KlarnaEffect, type LedgerEffect, type MedusaRow } from "./pair-effects"
import type { Decision } from "./decision"

/** What Order Management says now, in minor units. */
export type KlarnaSays =
  | { found: false }
  | {
      found: true
      status: string
      fraud_status: string | null
      currency: string
      order_amount: number
      captured_amount: number
      refunded_amount: number
      remaining_authorized_amount: number
      captures: KlarnaEffect[]
      refunds: KlarnaEffect[]
    }

export type LedgerSays = {
  currency: string
  /** Order Management may not show an order yet that is as young as this one. */
  young: boolean
  /** What the one road would do about it; nothing where a payment of Medusa's counts it. */
  decision: Decision | null
  /** The road has given back what it could. */
  givenBack: boolean
  captures: LedgerEffect[]
  refunds: LedgerEffect[]
}

export type MedusaSays = {
  order: "none" | "open" | "canceled"
  /** `live` counts; `canceled` was voided, by an order edit for example. */
  payment: "none" | "live" | "canceled"
  currency: string | null
  /** What Medusa counts on: its live payment, and what was captured of those before it. */
  authorized_amount: number
  captures: MedusaRow[]
  refunds: MedusaRow[]
}

type Found = Extract<KlarnaSays, { found: true }>

const STATUSES = ["AUTHORIZED", "PART_CAPTURED", "CAPTURED", "CANCELLED", "EXPIRED", "CLOSED"]
/** `STOPPED`: seen by other integrations, where Klarna documents `REJECTED`. */
const REFUSED = ["REJECTED", "STOPPED"]
const FRAUD_STATUSES = ["ACCEPTED", "PENDING", ...REFUSED]

/**
 * Where Klarna's order and Medusa's books do not say the same. Captures come before refunds, which need them, and
 * amounts last: what follows from a difference shows when that one is mended.
 *
 * @returns nothing when this is no moment to compare: the road is on its way, or Klarna does not show the order yet
 */
export function findDifferences(
  klarna: KlarnaSays,
  ledger: LedgerSays,
  medusa: MedusaSays
): Difference[] | undefined {
  if (!klarna.found) return ledger.young ? undefined : [lookAt("not_at_klarna", null, countedOf(medusa))]
  if (!STATUSES.includes(klarna.status) || !FRAUD_STATUSES.includes(klarna.fraud_status ?? "ACCEPTED")) {
    return [lookAt("unknown_status", heldBy(klarna), countedOf(medusa))]
  }
  if (isOtherCurrency(klarna, ledger, medusa)) {
    return [lookAt("currency_differs", klarna.order_amount, countedOf(medusa))]
  }
  return medusa.order === "open" && medusa.payment === "live"
    ? comparePaid(klarna, ledger, medusa)
    : compareUncounted(klarna, ledger, medusa)
}

/** No payment of Medusa's counts what Klarna holds: the one road says where it belongs. */
function compareUncounted(
  klarna: Found,
  { decision, givenBack }: LedgerSays,
  medusa: MedusaSays
): Difference[] | undefined {
  const held = heldBy(klarna)
  if (held === 0) return []
  // Klarna itself cancels what it has refused, within four hours.
  if (klarna.captured_amount === 0 && REFUSED.includes(klarna.fraud_status ?? "")) return undefined
  const kind = medusa.order === "canceled" ? "canceled_order_holds_money" : "money_without_order"
  const difference = (remedy: Remedy | null): Difference[] => [
    { kind, remedy, klarna_amount: held, medusa_amount: 0, amount: remedy ? held : null },
  ]
  switch (decision?.act) {
    case "wait":
    case "place_order":
    case "await_decision":
    case "stand_on_link":
    case "follow_change":
      return undefined
    case "complete_cart":
    case "authorize_session":
    case "convert_draft":
      return difference("complete_order")
    case "give_back":
      if (givenBack) return difference(null)
      return difference(klarna.captured_amount > 0 ? "refund_at_klarna" : "cancel_at_klarna")
    case "settled":
    case "end":
    case "drop_authorization":
    case "end_order":
    case "cancel_order":
    case "give_up_token":
    case "close":
    case "alarm":
    case undefined:
      return difference(null)
  }
}

function comparePaid(klarna: Found, ledger: LedgerSays, medusa: MedusaSays): Difference[] {
  if (isLost(klarna) && medusa.captures.length === 0) {
    // Only what was cancelled can be cancelled in Medusa as well; of the rest somebody has to make up his mind.
    const remedy = klarna.status === "CANCELLED" ? "end_payment" : null
    const counted = medusa.authorized_amount
    const amount = remedy && counted
    return [{ kind: "order_without_money", remedy, klarna_amount: 0, medusa_amount: counted, amount }]
  }
  const captures = compareEffects(CAPTURES, klarna.captured_amount, klarna.remaining_authorized_amount, {
    klarna: klarna.captures,
    medusa: medusa.captures,
    ledger: ledger.captures,
  })
  if (captures) return [captures]
  const refundable = klarna.captured_amount - klarna.refunded_amount
  const refunds = compareEffects(REFUNDS, klarna.refunded_amount, refundable, {
    klarna: klarna.refunds,
    medusa: medusa.refunds,
    ledger: ledger.refunds,
  })
  if (refunds) return [refunds]
  // What is released or captured to the end cannot differ any more in what may be captured.
  const isOpen = klarna.remaining_authorized_amount > 0
  return isOpen && klarna.order_amount !== medusa.authorized_amount
    ? [lookAt("amounts_differ", klarna.order_amount, medusa.authorized_amount)]
    : []
}

type EffectKinds = Record<"inMedusa" | "atKlarna" | "differ", DifferenceKind> & {
  record: Remedy
  send: Remedy
}

const CAPTURES: EffectKinds = {
  inMedusa: "capture_missing_in_medusa",
  atKlarna: "capture_missing_at_klarna",
  differ: "captures_differ",
  record: "record_capture",
  send: "send_capture",
}

const REFUNDS: EffectKinds = {
  inMedusa: "refund_missing_in_medusa",
  atKlarna: "refund_missing_at_klarna",
  differ: "refunds_differ",
  record: "record_refund",
  send: "send_refund",
}

/** @param limit what Klarna would still take */
function compareEffects(
  kinds: EffectKinds,
  klarna_amount: number,
  limit: number,
  effects: { klarna: KlarnaEffect[]; medusa: MedusaRow[]; ledger: LedgerEffect[] }
): Difference | undefined {
  const medusa_amount = sumOf(effects.medusa)
  if (klarna_amount === medusa_amount) return undefined
  const { klarnaOnly, medusaOnly } = pairEffects(effects.klarna, effects.medusa, effects.ledger)
  const amount = Math.abs(klarna_amount - medusa_amount)
  const base = { klarna_amount, medusa_amount }
  if (!medusaOnly.length && sumOf(klarnaOnly) === amount) {
    const isNamed = klarnaOnly.every(({ id }) => id !== null)
    return { ...base, kind: kinds.inMedusa, remedy: isNamed ? kinds.record : null, amount }
  }
  if (!klarnaOnly.length && sumOf(medusaOnly) === amount) {
    return { ...base, kind: kinds.atKlarna, remedy: amount <= limit ? kinds.send : null, amount }
  }
  return lookAt(kinds.differ, klarna_amount, medusa_amount)
}

/** Nothing was captured and nothing can be. */
const isLost = ({ captured_amount, remaining_authorized_amount }: Found): boolean =>
  captured_amount === 0 && remaining_authorized_amount === 0

/** Authorized or taken, and not given back. */
export const heldBy = (klarna: Found): number =>
  klarna.remaining_authorized_amount + klarna.captured_amount - klarna.refunded_amount

const countedOf = ({ payment, authorized_amount }: MedusaSays) => (payment === "live" ? authorized_amount : 0)

const isOtherCurrency = (klarna: Found, ledger: LedgerSays, medusa: MedusaSays): boolean =>
  [klarna.currency, ledger.currency, medusa.currency ?? ledger.currency].some(
    (currency) => currency.toUpperCase() !== ledger.currency.toUpperCase()
  )

const sumOf = (parts: readonly { amount: number }[]) => parts.reduce((sum, { amount }) => sum + amount, 0)

const lookAt = (
  kind: DifferenceKind,
  klarna_amount: number | null,
  medusa_amount: number | null
): Difference => ({ kind, remedy: null, klarna_amount, medusa_amount, amount: null })
