import { currencyExponent } from "./currencies"
import { doNotShip, type DoNotShipReason } from "./do-not-ship"
import { ledgerAmounts } from "./ledger-amounts"
import { toMajor, type MinorUnits } from "./money"
import type { OperationRecord, PurchaseRecord } from "./order-view-source"
import { showError, type ShownError } from "./resolved-error"

/** An entry of `GET /admin/klarna/orders`, from the ledger alone. Amounts in major units, times ISO 8601. */
export type OrderListEntry = {
  order_id: string
  display_id: number | null
  purchase_id: string
  klarna_order_id: string | null
  klarna_reference: string | null
  provider: string
  account_id: string
  currency_code: string
  order_amount: number
  captured_amount: number
  refunded_amount: number
  remaining_authorized_amount: number
  expires_at: string | null
  /** Whole days until the authorization ends; negative once it has. */
  days_left: number | null
  at_risk: boolean
  /** Why goods of the order must not leave, as the ledger knows it; null when they may. */
  do_not_ship: { reason: DoNotShipReason } | null
  last_error: ShownError | null
}

export type OrderListSource = PurchaseRecord & {
  order_id: string
  authorization_expires_at: Date | null
  authorization_over_at: Date | null
}

type ListedOrder = {
  displayId: number | null
  orderCanceled: boolean
  /** Another payment of the order counts. */
  paidOtherwise: boolean
  /** From how many days before its end an authorization is at risk. */
  daysBefore: number
  now: number
}

const DAY_MS = 24 * 3_600_000

export function toOrderListEntry(
  purchase: OrderListSource,
  operations: readonly OperationRecord[],
  { displayId, orderCanceled, paidOtherwise, daysBefore, now }: ListedOrder
): OrderListEntry {
  const exponent = currencyExponent(purchase.currency_code)
  const major = (minor: number) => Number(toMajor(minor as MinorUnits, exponent))
  const amounts = ledgerAmounts(purchase, operations)
  const isHeld = purchase.authorization_over_at === null
  const left = purchase.authorization_expires_at && purchase.authorization_expires_at.getTime() - now
  // Not read since: by now Klarna holds nothing any more.
  const hasRunOut = isHeld && left !== null && left <= 0
  const reason = doNotShip({
    ...{ ...amounts, ...(hasRunOut ? { remaining_authorized_amount: 0 } : {}), state: purchase.state },
    ...{ status: hasRunOut ? "EXPIRED" : null, fraudStatus: null },
    ...{ orderCanceled, paidOtherwise },
  })
  return {
    order_id: purchase.order_id,
    display_id: displayId,
    purchase_id: purchase.id,
    klarna_order_id: purchase.klarna_order_id,
    klarna_reference: purchase.klarna_reference,
    provider: purchase.provider,
    account_id: purchase.account_id,
    currency_code: purchase.currency_code.toLowerCase(),
    order_amount: major(amounts.order_amount),
    captured_amount: major(amounts.captured_amount),
    refunded_amount: major(amounts.refunded_amount),
    remaining_authorized_amount: isHeld ? major(amounts.remaining_authorized_amount) : 0,
    expires_at: purchase.authorization_expires_at?.toISOString() ?? null,
    days_left: left === null ? null : Math.floor(left / DAY_MS),
    at_risk: isHeld && left !== null && left <= daysBefore * DAY_MS,
    do_not_ship: reason && { reason },
    last_error: showError(purchase.last_error, operations),
  }
}
