/** The texts, complete; the other languages have the same keys. */
export const en = {
  title: "Klarna",
  playground: "Test",
  copy: "Copy {{what}}",
  correlationId: "Correlation ID",
  standing: {
    waiting: "Waiting for payment",
    ended: "Not paid",
    reviewed: "Under review",
    rejected: "Rejected",
    authorized: "Authorized",
    partlyCaptured: "Partly captured",
    captured: "Captured",
    partlyRefunded: "Partly refunded",
    refunded: "Refunded",
    cancelled: "Cancelled",
    expired: "Expired",
  },
  amounts: {
    toPay: "To pay",
    authorized: "Authorized",
    captured: "Captured",
    refunded: "Refunded",
    remaining: "Left to capture",
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
}

export type Texts = typeof en
