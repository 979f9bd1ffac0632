import { messages } from "./messages"

interface PaymentProvider {
  readonly name: string
  readonly hint: string
  /**
   * Where the shopper pays: on a page of Klarna's, nowhere, or where the payment session says, which is this page
   * when it carries a `client_token`.
   */
  readonly paidAt: "klarnas_page" | "klarnas_page_or_here" | "nowhere"
}

/** The providers this shop knows how to pay with, in the order in which it offers them; a region may offer more. */
export const PAYMENT_PROVIDERS: Readonly<Record<string, PaymentProvider>> = {
  "pp_klarna-checkout_klarna": { ...messages.providers.klarnaCheckout, paidAt: "klarnas_page" },
  "pp_klarna-payments_klarna": { ...messages.providers.klarnaPayments, paidAt: "klarnas_page_or_here" },
  pp_system_default: { ...messages.providers.manual, paidAt: "nowhere" },
}

/** The others cannot charge again. */
export const sellsSubscriptions = (providerId: string) => providerId === "pp_klarna-payments_klarna"

export const isKlarna = (providerId: string) =>
  PAYMENT_PROVIDERS[providerId] !== undefined && PAYMENT_PROVIDERS[providerId].paidAt !== "nowhere"
