import type { Texts } from "./en"

export const da: Texts = {
  title: "Klarna",
  playground: "Test",
  copy: "Kopiér {{what}}",
  correlationId: "Korrelations-id",
  standing: {
    waiting: "Afventer betaling",
    ended: "Ikke betalt",
    reviewed: "Under vurdering",
    rejected: "Afvist",
    authorized: "Reserveret",
    partlyCaptured: "Delvist hævet",
    captured: "Hævet",
    partlyRefunded: "Delvist refunderet",
    refunded: "Refunderet",
    cancelled: "Annulleret",
    expired: "Udløbet",
  },
  amounts: {
    toPay: "At betale",
    authorized: "Reserveret",
    captured: "Hævet",
    refunded: "Refunderet",
    remaining: "Mangler at blive hævet",
  },
  expiry: {
    label: "Hæv inden",
    lastDay: "Sidste dag",
    daysLeft_one: "{{count}} dag tilbage",
    daysLeft_other: "{{count}} dage tilbage",
  },
  ids: {
    reference: "Klarnas reference",
    order: "Klarnas ordre-id",
    page: "Betalingssidens id",
  },
  operation: {
    kind: {
      acknowledge: "Bekræftelse",
      "update-references": "Ordrenummer",
      capture: "Hævning",
      refund: "Refundering",
      cancel: "Annullering",
      release: "Frigivelse",
      extend: "Forlængelse",
      update: "Opdatering",
      place: "Bestilling",
    },
    status: {
      intended: "Sendes igen",
      sent: "Sendes",
      unknown: "Ukendt udfald",
      refused: "Afslået",
      confirmed: "Bekræftet",
    },
    unknownHint: "Klarnas svar gik tabt. Gør det samme igen: det sker kun én gang.",
  },
  lastError: {
    title: "Seneste fejl: {{operation}}",
    open: "Mislykkedes",
    resolved: "Lykkedes senere",
  },
  ledger: {
    label: "Klarna kunne ikke læses",
    text: "{{code}}. Beløbene kommer fra vores egne data.",
  },
  read: {
    button: "Læs fra Klarna",
    klarna: "Læst {{time}}",
    ledger: "Fra vores data, {{time}}",
  },
  failed: {
    text: "Klarna-betalingen kunne ikke vises: {{message}}",
    retry: "Prøv igen",
  },
}
