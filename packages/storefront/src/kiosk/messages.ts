/** Every text on the kiosk's screen. */
export const messages = {
  title: "Self-checkout",
  choose: "Touch what you take along",
  basket: "Your basket",
  empty: "Nothing in it yet.",
  taken: (pieces: number) => `${pieces} in your basket`,
  total: "Total",
  less: (title: string) => `One ${title} less`,
  more: (title: string) => `One ${title} more`,
  pay: "Pay with Klarna",
  preparing: "One moment…",
  startOver: "Start over",
  scan: {
    title: "Scan to pay",
    steps: ["Open your phone's camera", "Point it at the code", "Pay on your phone"],
    qr: "QR code that opens Klarna's payment page on your phone",
    states: {
      waiting: "Waiting for your phone",
      in_progress: "Go on with your phone",
      failed: "Klarna could not approve this way to pay. Try another one on your phone.",
      error: "Klarna had a technical problem. Please try again on your phone.",
    } as Readonly<Record<string, string>>,
    arriving: "Your payment is arriving…",
    change: "Change the basket",
  },
  paid: {
    title: "Paid. Thank you!",
    text: "Take your things along.",
    order: "Receipt",
    reference: "Klarna reference",
    referenceSoon: "on its way…",
    next: "Next customer",
  },
  cancelled: {
    title: "Payment cancelled",
    text: "Nothing was paid.",
    again: "Pay again",
  },
  expired: {
    title: "This took too long",
    text: "The payment page has ended and nothing was paid.",
  },
  missingKey: {
    title: "This build has no kiosk",
    text: "Start the storefront with VITE_KIOSK_PUBLISHABLE_KEY: a publishable key of the kiosk's sales channel.",
  },
} as const
