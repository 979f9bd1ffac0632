import type { BigNumberInput } from "@medusajs/framework/types"
import { MathBN, MedusaError } from "@medusajs/framework/utils"
import { currencyExponent } from "../../domain/currencies"
import { KlarnaMappingError } from "../../domain/errors"
import { lineBalances, takenParts, type TakenPart } from "../../domain/line-balance"
import { toMajor, type MinorUnits } from "../../domain/money"
import { planPart, sameItems, type PartRequest, type PlannedPart } from "../../domain/plan-part"
import type { AuthorizationAmounts } from "../../domain/authorization-amounts"
import { effectId, partsOfEffect } from "../../domain/same-effect"
import { withReturnFee } from "../../domain/return-fee"
import { toDecimal } from "../../medusa/decimal"
import { minorAmount } from "../../medusa/minor-amount"
import type { OperationRow } from "../../modules/klarna/rows"
import type { Desk } from "./read-desk"

/** What staff ask for, as Medusa's API speaks: major units, Medusa's ids. Neither: everything that remains. */
export type DeskRequest = {
  amount?: BigNumberInput
  items?: { id: string; quantity: BigNumberInput }[]
  include_shipping?: boolean
  /** Kept back from a refund. */
  return_fee?: BigNumberInput
}

/**
 * The capture or refund that a request asks for, with lines that add up.
 *
 * @param without the rows of an effect that is to be thought away: what the request meant before it
 * @throws KlarnaMappingError, MedusaError with a sentence for staff
 */
export function planRequest(
  desk: Desk,
  kind: TakenPart["kind"],
  request: DeskRequest,
  without: readonly OperationRow[] = []
): PlannedPart {
  const currency = desk.purchase.currency_code
  const amounts = amountsOf(desk, kind, without)
  const parts = takenParts(desk.books.operations.filter((operation) => !without.includes(operation)))
  const planned = planPart(
    { kind, lines: lineBalances(desk.lines, parts, amounts), limit: limitOf(kind, amounts), currency },
    toPartRequest(request, currency)
  )
  if (request.return_fee === undefined || kind === "capture") return planned
  return withReturnFee(planned, requireMinor("return_fee", request.return_fee, currency), {
    country: desk.purchase.country_code,
    currency,
    captures: desk.managed.captures.length,
    remaining_authorized_amount: desk.managed.remaining_authorized_amount,
  })
}

/** Whether a request is one more try of what an effect was: its answer was lost, and nobody means it twice. */
export function repeats(desk: Desk, request: DeskRequest, operation: OperationRow): boolean {
  const parts = partsOfEffect(operation, desk.books.operations)
  const items = parts.find((part) => part.items)?.items
  try {
    const planned = planRequest(desk, operation.kind as TakenPart["kind"], request, parts)
    return planned.amount === amountOf(parts) && (!planned.items || !items || sameItems(planned.items, items))
  } catch (error) {
    // What cannot be asked for now is no second try; asked for in earnest, it is refused with its reason.
    if (error instanceof KlarnaMappingError || MedusaError.isMedusaError(error)) return false
    throw error
  }
}

const limitOf = (kind: TakenPart["kind"], amounts: AuthorizationAmounts): MinorUnits =>
  (kind === "capture"
    ? amounts.remaining_authorized_amount
    : amounts.captured_amount - amounts.refunded_amount) as MinorUnits

function amountsOf(
  { managed }: Desk,
  kind: TakenPart["kind"],
  without: readonly OperationRow[]
): AuthorizationAmounts {
  const { order_amount, captured_amount, refunded_amount, remaining_authorized_amount } = managed
  const references = [...managed.captures, ...managed.refunds].map(({ reference }) => reference)
  const less = amountOf(without.filter((part) => references.includes(effectId(part))))
  return kind === "capture"
    ? {
        order_amount,
        captured_amount: captured_amount - less,
        refunded_amount,
        remaining_authorized_amount: remaining_authorized_amount + less,
      }
    : { order_amount, captured_amount, refunded_amount: refunded_amount - less, remaining_authorized_amount }
}

const amountOf = (parts: readonly OperationRow[]): number =>
  parts.reduce((sum, { amount }) => sum + (amount ?? 0), 0)

const toPartRequest = ({ amount, items, include_shipping }: DeskRequest, currency: string): PartRequest => ({
  ...(amount === undefined ? {} : { amount: requireMinor("amount", amount, currency) }),
  ...(items ? { items: items.map(({ id, quantity }) => ({ id, quantity: toDecimal(quantity) })) } : {}),
  includeShipping: include_shipping,
})

function requireMinor(field: string, amount: BigNumberInput, currency: string): MinorUnits {
  const exponent = currencyExponent(currency)
  const minor = minorAmount(amount, currency)
  if (MathBN.eq(amount, toMajor(minor, exponent))) return minor
  throw new MedusaError(
    MedusaError.Types.INVALID_DATA,
    `${field}: ${currency.toUpperCase()} has ${exponent} decimals, ${toDecimal(amount)} has more`
  )
}
