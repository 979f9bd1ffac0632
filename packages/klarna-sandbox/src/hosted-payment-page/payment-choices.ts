import type { HppSessionRecord, Purchase } from "../state/records"

export const CATEGORIES = [
  "DIRECT_DEBIT",
  "DIRECT_BANK_TRANSFER",
  "PAY_NOW",
  "PAY_LATER",
  "PAY_OVER_TIME",
  "KLARNA",
] as const

export type PaymentCategory = (typeof CATEGORIES)[number]

/** KCO names no categories: what the consumer may choose follows from the country. */
const BY_COUNTRY: Readonly<Record<string, readonly PaymentCategory[]>> = {
  SE: ["PAY_LATER", "PAY_OVER_TIME", "PAY_NOW", "DIRECT_BANK_TRANSFER"],
  NO: ["PAY_LATER", "PAY_OVER_TIME", "PAY_NOW"],
  DK: ["PAY_LATER", "PAY_OVER_TIME", "PAY_NOW"],
  FI: ["PAY_LATER", "PAY_OVER_TIME", "PAY_NOW", "DIRECT_BANK_TRANSFER"],
  DE: ["PAY_LATER", "DIRECT_DEBIT", "PAY_OVER_TIME", "PAY_NOW"],
  AT: ["PAY_LATER", "DIRECT_DEBIT", "PAY_OVER_TIME", "PAY_NOW"],
  NL: ["PAY_LATER", "PAY_NOW"],
  BE: ["PAY_LATER", "PAY_NOW"],
  CH: ["PAY_LATER", "PAY_NOW"],
  GB: ["PAY_LATER", "PAY_OVER_TIME", "PAY_NOW"],
  US: ["PAY_OVER_TIME", "PAY_NOW"],
}
const ELSEWHERE: readonly PaymentCategory[] = ["PAY_OVER_TIME", "PAY_NOW"]

/** A KP session brings its categories along. */
type Offer = Purchase & { categories?: readonly string[] }

/** What can be charged again and again: nothing that is financed, and no single transfer. */
const RECURRING: readonly PaymentCategory[] = ["PAY_LATER", "DIRECT_DEBIT", "PAY_NOW"]

/** What the page offers, the first chosen beforehand. The options of a page narrow a KP session's categories. */
export function paymentChoices(
  { options }: HppSessionRecord,
  { body, categories }: Offer
): PaymentCategory[] {
  if (!categories) {
    // Nothing to pay, so no way to pay it; what is charged again needs one all the same.
    if (body.order_amount === 0 && body.recurring !== true) return []
    const offered = BY_COUNTRY[body.purchase_country.toUpperCase()] ?? ELSEWHERE
    return offered.filter((category) => body.recurring !== true || RECURRING.includes(category))
  }
  const wanted = [options.payment_method_category ?? options.payment_method_categories ?? []]
    .flat()
    .map((category) => String(category).toUpperCase())
  const offered = categories.map((category) => category.toUpperCase()).filter(isCategory)
  const narrowed = offered.filter((category) => wanted.includes(category))
  return narrowed.length > 0 ? narrowed : offered
}

/** In upper case. */
export const isCategory = (value: string): value is PaymentCategory =>
  CATEGORIES.some((category) => category === value)

/** How Order Management names what was chosen. */
export function initialPaymentMethod(category: string | undefined) {
  switch (category?.toUpperCase()) {
    case "PAY_OVER_TIME":
      return { type: "FIXED_AMOUNT", description: "Pay over time", number_of_installments: 3 }
    case "PAY_NOW":
      return { type: "CARD", description: "Pay now", number_of_installments: 0 }
    case "DIRECT_DEBIT":
      return { type: "DIRECT_DEBIT", description: "Direct debit", number_of_installments: 0 }
    case "DIRECT_BANK_TRANSFER":
      return { type: "BANK_TRANSFER", description: "Bank transfer", number_of_installments: 0 }
    default:
      return { type: "INVOICE", description: "Pay later", number_of_installments: 0 }
  }
}
