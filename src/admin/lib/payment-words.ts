import type { KlarnaOrder } from "./klarna-order"

/** Names of Klarna's products are the same in every language. */
const PROVIDERS: Readonly<Record<string, string>> = {
  "klarna-checkout": "Klarna Checkout",
  "klarna-payments": "Klarna Payments",
}

export const providerName = ({ provider }: Pick<KlarnaOrder, "provider">): string =>
  PROVIDERS[provider] ?? provider

/**
 * Klarna's names of payment methods, by the word for each under `method` of the texts. Klarna Payments and Order
 * Management name some of them differently.
 */
const METHODS = {
  account: "account",
  base_account: "account",
  bank_transfer: "bankTransfer",
  direct_bank_transfer: "bankTransfer",
  invoice: "invoice",
  invoice_business: "businessInvoice",
  b2b_invoice: "businessInvoice",
  card: "card",
  pay_by_card: "card",
  pay_later_by_card: "cardLater",
  fixed_amount_by_card: "cardParts",
  slice_it_by_card: "cardParts",
  deferred_interest: "financing",
  fixed_sum_credit: "financing",
  direct_debit: "directDebit",
  fixed_amount: "instalments",
  pay_in_x: "instalments",
  pay_later_in_parts: "instalments",
} as const

export type MethodWord = (typeof METHODS)[keyof typeof METHODS]

/** @returns the word's key, or Klarna's own name where we have no word: a brand, or something new */
export function methodWord(type: string): { key: MethodWord } | { name: string } {
  return Object.hasOwn(METHODS, type)
    ? { key: METHODS[type as keyof typeof METHODS] }
    : { name: sentenceCase(type.replaceAll("_", " ")) }
}

const sentenceCase = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)
