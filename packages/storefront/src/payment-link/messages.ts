/** Every text of the page that a payment link leads to. */
export const messages = {
  title: (number: number) => `Order ${number}`,
  toPay: "To pay",
  pay: "Pay with Klarna",
  opening: "Opening Klarna…",
  how: "You choose how to pay on Klarna's page, and come back here.",
  before: {
    cancelled: "You cancelled at Klarna. Nothing was paid.",
    failed:
      "Klarna could not approve the payment. Nothing was paid; another way to pay on Klarna's page may work.",
    error: "Klarna had a technical problem. Nothing was paid; please try again in a moment.",
    expired: "Klarna's page was open for too long and has ended. Nothing was paid.",
  } as Readonly<Record<string, string>>,
  pending: {
    title: "Your payment is on its way",
    text: "Klarna has your payment and the shop will have it in a moment. You need not pay again.",
  },
  paid: {
    title: "Paid. Thank you.",
    text: "The shop has your payment. You can close this page.",
    reference: "Klarna reference",
    hint: "You find the purchase under this reference in the Klarna app.",
  },
  canceled: {
    title: "This order was cancelled",
    text: "There is nothing to pay. If that surprises you, ask the shop.",
  },
  nothing_to_pay: {
    title: "There is nothing left to pay",
    text: "The order was paid in another way, or it became cheaper.",
  },
  unknown: {
    title: "We do not know this payment",
    text: "The link may be incomplete. Open it from the message again, or ask the shop for a new one.",
  },
} as const
