import type { Texts } from "./en"

export const sv: Texts = {
  title: "Klarna",
  playground: "Test",
  copy: "Kopiera {{what}}",
  correlationId: "Korrelations-id",
  standing: {
    waiting: "Väntar på betalning",
    ended: "Inte betald",
    reviewed: "Granskas",
    rejected: "Avvisad",
    authorized: "Reserverad",
    partlyCaptured: "Delvis debiterad",
    captured: "Debiterad",
    partlyRefunded: "Delvis återbetald",
    refunded: "Återbetald",
    cancelled: "Annullerad",
    expired: "Utgången",
  },
  amounts: {
    toPay: "Att betala",
    authorized: "Reserverat",
    captured: "Debiterat",
    refunded: "Återbetalt",
    remaining: "Kvar att debitera",
  },
  expiry: {
    label: "Debitera före",
    lastDay: "Sista dagen",
    daysLeft_one: "{{count}} dag kvar",
    daysLeft_other: "{{count}} dagar kvar",
  },
  ids: {
    reference: "Klarnas referens",
    order: "Klarnas order-id",
    page: "Betalsidans id",
  },
  operation: {
    kind: {
      acknowledge: "Bekräftelse",
      "update-references": "Ordernummer",
      capture: "Debitering",
      refund: "Återbetalning",
      cancel: "Annullering",
      release: "Frisläppning",
      extend: "Förlängning",
      update: "Uppdatering",
      place: "Orderläggning",
    },
    status: {
      intended: "Skickas igen",
      sent: "Skickas",
      unknown: "Okänt utfall",
      refused: "Nekad",
      confirmed: "Bekräftad",
    },
    unknownHint: "Klarnas svar gick förlorat. Gör om samma sak: den utförs bara en gång.",
  },
  lastError: {
    title: "Senaste fel: {{operation}}",
    open: "Misslyckades",
    resolved: "Lyckades senare",
  },
  ledger: {
    label: "Klarna kunde inte läsas",
    text: "{{code}}. Beloppen kommer från våra egna uppgifter.",
  },
  read: {
    button: "Läs från Klarna",
    klarna: "Läst {{time}}",
    ledger: "Från våra uppgifter, {{time}}",
  },
  failed: {
    text: "Klarnabetalningen kunde inte visas: {{message}}",
    retry: "Försök igen",
  },
}
