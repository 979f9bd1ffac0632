import { currencyExponent } from "./currencies"
import { toMajor, type MinorUnits } from "./money"
import type { PaymentSays } from "./settle-readings"

/** A purchase that an order was paid with. Amount in minor units. */
export type PayingRecord = {
  id: string
  klarna_order_id: string | null
  klarna_reference: string | null
  amount: number
  currency_code: string
  state: PaymentSays
  created_at: Date
}

/** One of the Klarna orders that pay an order, as the ledger knows it. Amount in major units, time ISO 8601. */
export type PayingOrder = {
  klarna_order_id: string | null
  purchase_id: string
  klarna_reference: string | null
  order_amount: number
  currency_code: string
  state: PaymentSays
  created_at: string
}

/**
 * @param purchases newest first
 * @returns oldest first, as they were paid
 */
export const toPayingOrders = (purchases: readonly PayingRecord[]): PayingOrder[] =>
  purchases
    .map(({ id, amount, currency_code, created_at, klarna_order_id, klarna_reference, state }) => ({
      klarna_order_id,
      purchase_id: id,
      klarna_reference,
      order_amount: Number(toMajor(amount as MinorUnits, currencyExponent(currency_code))),
      currency_code: currency_code.toLowerCase(),
      state,
      created_at: created_at.toISOString(),
    }))
    .reverse()
