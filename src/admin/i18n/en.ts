import { desk } from "./desk/en"
import { examination } from "./examination/en"
import { orderEntry } from "./order-entry/en"
import { paymentLinks } from "./payment-links/en"
import { subscriptions } from "./subscriptions/en"
import { reconciliation } from "./reconciliation/en"
import { unresolved } from "./unresolved/en"

/** The texts, complete; the other languages have the same keys. */
export const en = {
  title: "Klarna",
  subscriptions,
  unresolved,
  playground: "Test",
  copy: "Copy {{what}}",
  correlationId: "Correlation ID",
  standing: {
    waiting: "Waiting for payment",
    placing: "Being placed",
    ended: "Not paid",
    reviewed: "Under review",
    rejected: "Rejected",
    authorized: "Authorized",
    partlyCaptured: "Partly captured",
    captured: "Captured",
    partlyRefunded: "Partly refunded",
    refunded: "Refunded",
    cancelled: "Cancelled",
    tokenized: "Agreed to be charged",
    expired: "Expired",
  },
  doNotShip: {
    label: "Do not ship",
    not_placed: "The shopper has agreed, and Klarna has not confirmed the order yet: do not ship",
    fraud_pending: "Klarna is still checking this payment: do not ship",
    fraud_rejected: "Klarna did not accept this payment: do not ship",
    fraud_stopped: "Klarna has stopped this payment: do not ship what has not left yet",
    authorization_expired: "Klarna's authorization ran out, and nothing was captured: do not ship",
    authorization_cancelled: "Klarna's authorization was cancelled, and nothing was captured: do not ship",
  },
  amounts: {
    toPay: "To pay",
    unpaid: "Not paid",
    authorized: "Authorized",
    captured: "Captured",
    refunded: "Refunded",
    remaining: "Left to capture",
  },
  method: {
    label: "Payment method",
    provider: "Payment provider",
    account: "Klarna account",
    bankTransfer: "Bank transfer",
    invoice: "Invoice",
    businessInvoice: "Business invoice",
    card: "Card",
    cardLater: "Card, later",
    cardParts: "Card, in parts",
    financing: "Financing",
    directDebit: "Direct debit",
    instalments: "Instalments",
    parts_one: "{{count}} part",
    parts_other: "{{count}} parts",
  },
  expiry: {
    label: "Capture before",
    lastDay: "Last day",
    daysLeft_one: "{{count}} day left",
    daysLeft_other: "{{count}} days left",
  },
  ids: {
    reference: "Klarna reference",
    order: "Klarna order ID",
    page: "Payment page ID",
  },
  operation: {
    kind: {
      acknowledge: "Acknowledgement",
      "update-references": "Order number",
      capture: "Capture",
      refund: "Refund",
      cancel: "Cancellation",
      release: "Release",
      extend: "Extension",
      update: "Update",
      place: "Placing the order",
      "shipping-info": "Tracking numbers",
      tokenize: "Payment agreement",
      charge: "Charge",
      "cancel-token": "End of the payment agreement",
    },
    status: {
      intended: "Will be sent again",
      sent: "Being sent",
      unknown: "Outcome unknown",
      refused: "Refused",
      confirmed: "Confirmed",
    },
    unknownHint: "Klarna's answer was lost. Do the same again: it happens only once.",
  },
  lastError: {
    title: "Last error: {{operation}}",
    open: "Failed",
    resolved: "Succeeded later",
  },
  ledger: {
    label: "Klarna could not be read",
    text: "{{code}}. The amounts come from our own records.",
  },
  read: {
    button: "Read from Klarna",
    klarna: "Read at {{time}}",
    ledger: "From our records, {{time}}",
  },
  failed: {
    text: "The Klarna payment could not be shown: {{message}}",
    retry: "Try again",
  },
  entry: orderEntry,
  links: paymentLinks,
  desk,
  examination,
  reconciliation,
}

export type Texts = typeof en
