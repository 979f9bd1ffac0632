import { desk } from "./desk/sv"
import { examination } from "./examination/sv"
import type { Texts } from "./en"
import { orderEntry } from "./order-entry/sv"
import { paymentLinks } from "./payment-links/sv"
import { subscriptions } from "./subscriptions/sv"
import { reconciliation } from "./reconciliation/sv"
import { unresolved } from "./unresolved/sv"

export const sv: Texts = {
  title: "Klarna",
  subscriptions,
  unresolved,
  playground: "Test",
  copy: "Kopiera {{what}}",
  correlationId: "Korrelations-id",
  standing: {
    waiting: "Väntar på betalning",
    placing: "Läggs hos Klarna",
    ended: "Inte betald",
    reviewed: "Granskas",
    rejected: "Avvisad",
    authorized: "Reserverad",
    partlyCaptured: "Delvis debiterad",
    captured: "Debiterad",
    partlyRefunded: "Delvis återbetald",
    refunded: "Återbetald",
    cancelled: "Annullerad",
    tokenized: "Godkänd för dragning",
    expired: "Utgången",
  },
  doNotShip: {
    label: "Skicka inget",
    not_placed: "Kunden har godkänt men Klarna har inte bekräftat ordern än: skicka inget",
    fraud_pending: "Klarna granskar fortfarande betalningen: skicka inget",
    fraud_rejected: "Klarna godtog inte betalningen: skicka inget",
    fraud_stopped: "Klarna har stoppat betalningen: skicka inget av det som är kvar",
    authorization_expired: "Klarnas reservation har gått ut och inget har debiterats: skicka inget",
    authorization_cancelled: "Klarnas reservation har avbrutits och inget har debiterats: skicka inget",
  },
  amounts: {
    toPay: "Att betala",
    unpaid: "Inte betalt",
    authorized: "Reserverat",
    captured: "Debiterat",
    refunded: "Återbetalt",
    remaining: "Kvar att debitera",
  },
  method: {
    label: "Betalsätt",
    provider: "Betalleverantör",
    account: "Klarnakonto",
    bankTransfer: "Banköverföring",
    invoice: "Faktura",
    businessInvoice: "Företagsfaktura",
    card: "Kort",
    cardLater: "Kort, senare",
    cardParts: "Kort, delbetalning",
    financing: "Finansiering",
    directDebit: "Autogiro",
    instalments: "Delbetalning",
    parts_one: "{{count}} del",
    parts_other: "{{count}} delar",
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
      "shipping-info": "Kollinummer",
      tokenize: "Betalningsmedgivande",
      charge: "Dragning",
      "cancel-token": "Medgivandet avslutat",
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
  entry: orderEntry,
  links: paymentLinks,
  desk,
  examination,
  reconciliation,
}
