import { desk } from "./desk/nb"
import { examination } from "./examination/nb"
import type { Texts } from "./en"
import { orderEntry } from "./order-entry/nb"
import { paymentLinks } from "./payment-links/nb"
import { subscriptions } from "./subscriptions/nb"
import { reconciliation } from "./reconciliation/nb"
import { unresolved } from "./unresolved/nb"

export const nb: Texts = {
  title: "Klarna",
  subscriptions,
  unresolved,
  playground: "Test",
  copy: "Kopier {{what}}",
  correlationId: "Korrelasjons-ID",
  standing: {
    waiting: "Venter på betaling",
    placing: "Legges inn hos Klarna",
    ended: "Ikke betalt",
    reviewed: "Til vurdering",
    rejected: "Avvist",
    authorized: "Reservert",
    partlyCaptured: "Delvis belastet",
    captured: "Belastet",
    partlyRefunded: "Delvis refundert",
    refunded: "Refundert",
    cancelled: "Kansellert",
    tokenized: "Godkjent for trekk",
    expired: "Utløpt",
  },
  doNotShip: {
    label: "Ikke send noe",
    not_placed: "Kunden har godkjent, men Klarna har ikke bekreftet ordren ennå: ikke send noe",
    fraud_pending: "Klarna vurderer fortsatt betalingen: ikke send noe",
    fraud_rejected: "Klarna godtok ikke betalingen: ikke send noe",
    fraud_stopped: "Klarna har stoppet betalingen: ikke send det som er igjen",
    authorization_expired: "Reservasjonen hos Klarna har utløpt, og ingenting er belastet: ikke send noe",
    authorization_cancelled:
      "Reservasjonen hos Klarna er kansellert, og ingenting er belastet: ikke send noe",
  },
  amounts: {
    toPay: "Å betale",
    unpaid: "Ikke betalt",
    authorized: "Reservert",
    captured: "Belastet",
    refunded: "Refundert",
    remaining: "Gjenstår å belaste",
  },
  method: {
    label: "Betalingsmåte",
    provider: "Betalingsleverandør",
    account: "Klarna-konto",
    bankTransfer: "Bankoverføring",
    invoice: "Faktura",
    businessInvoice: "Bedriftsfaktura",
    card: "Kort",
    cardLater: "Kort, senere",
    cardParts: "Kort, delbetaling",
    financing: "Finansiering",
    directDebit: "Direkte belastning",
    instalments: "Delbetaling",
    parts_one: "{{count}} del",
    parts_other: "{{count}} deler",
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
      "shipping-info": "Sporingsnumre",
      tokenize: "Betalingsavtale",
      charge: "Trekk",
      "cancel-token": "Avtalen avsluttet",
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
  entry: orderEntry,
  links: paymentLinks,
  desk,
  examination,
  reconciliation,
}
