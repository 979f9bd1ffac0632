import type { ManagedOrderRecord } from "../state/records"

/** The word of Order Management for an `authorized_payment_method.type`. */
export const initialPaymentType = (authorized: string): string =>
  authorized === "direct_bank_transfer" ? "BANK_TRANSFER" : authorized.toUpperCase()

const FIXED_AMOUNT_MARKETS = ["AT", "DE", "DK", "FI", "FR", "NL", "NO", "SE"]

/** What was bought on credit can become more; what was paid from a card or an account cannot. */
export function canGrow({ details }: ManagedOrderRecord): boolean {
  const country = details.purchase_country.toUpperCase()
  switch (details.initial_payment_method.type) {
    case "INVOICE":
    case "INVOICE_BUSINESS":
    case "ACCOUNT":
      return true
    case "DIRECT_DEBIT":
      return country !== "CH"
    case "FIXED_AMOUNT":
      return FIXED_AMOUNT_MARKETS.includes(country)
    default:
      return false
  }
}

/** A card's reservation cannot be put off, nor can American parts. */
export function canBeExtended({ details }: ManagedOrderRecord): boolean {
  const { type } = details.initial_payment_method
  const isAmericanParts = type === "FIXED_AMOUNT" && details.purchase_country.toUpperCase() === "US"
  return type !== "CARD" && !isAmericanParts
}
