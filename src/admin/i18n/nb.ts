import type { Texts } from "./en"

export const nb: Texts = {
  title: "Klarna",
  playground: "Test",
  copy: "Kopier {{what}}",
  correlationId: "Korrelasjons-ID",
  standing: {
    waiting: "Venter på betaling",
    ended: "Ikke betalt",
    reviewed: "Til vurdering",
    rejected: "Avvist",
    authorized: "Reservert",
    partlyCaptured: "Delvis belastet",
    captured: "Belastet",
    partlyRefunded: "Delvis refundert",
    refunded: "Refundert",
    cancelled: "Kansellert",
    expired: "Utløpt",
  },
  amounts: {
    toPay: "Å betale",
    authorized: "Reservert",
    captured: "Belastet",
    refunded: "Refundert",
    remaining: "Gjenstår å belaste",
  },
  expiry: {
    label: "Belast før",
    lastDay: "Siste dag",
    daysLeft_one: "{{count}} dag igjen",
    daysLeft_other: "{{count}} dager igjen",
  },
  ids: {
    reference: "Klarnas referanse",
    order: "Klarnas ordre-ID",
    page: "Betalingssidens ID",
  },
  operation: {
    kind: {
      acknowledge: "Bekreftelse",
      "update-references": "Ordrenummer",
      capture: "Belastning",
      refund: "Refusjon",
      cancel: "Kansellering",
      release: "Frigivelse",
      extend: "Forlengelse",
      update: "Oppdatering",
      place: "Bestilling",
    },
    status: {
      intended: "Sendes på nytt",
      sent: "Sendes",
      unknown: "Ukjent utfall",
      refused: "Avslått",
      confirmed: "Bekreftet",
    },
    unknownHint: "Svaret fra Klarna gikk tapt. Gjør det samme en gang til: det skjer bare én gang.",
  },
  lastError: {
    title: "Siste feil: {{operation}}",
    open: "Mislyktes",
    resolved: "Lyktes senere",
  },
  ledger: {
    label: "Klarna kunne ikke leses",
    text: "{{code}}. Beløpene kommer fra våre egne data.",
  },
  read: {
    button: "Les fra Klarna",
    klarna: "Lest {{time}}",
    ledger: "Fra våre data, {{time}}",
  },
  failed: {
    text: "Klarna-betalingen kunne ikke vises: {{message}}",
    retry: "Prøv igjen",
  },
}
