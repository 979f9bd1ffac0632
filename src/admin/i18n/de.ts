import { desk } from "./desk/de"
import { examination } from "./examination/de"
import type { Texts } from "./en"
import { orderEntry } from "./order-entry/de"
import { paymentLinks } from "./payment-links/de"
import { subscriptions } from "./subscriptions/de"
import { reconciliation } from "./reconciliation/de"
import { unresolved } from "./unresolved/de"

export const de: Texts = {
  title: "Klarna",
  subscriptions,
  unresolved,
  playground: "Test",
  copy: "{{what}} kopieren",
  correlationId: "Korrelations-ID",
  standing: {
    waiting: "Wartet auf Zahlung",
    placing: "Wird bei Klarna aufgegeben",
    ended: "Nicht bezahlt",
    reviewed: "In Prüfung",
    rejected: "Abgelehnt",
    authorized: "Autorisiert",
    partlyCaptured: "Teilweise eingezogen",
    captured: "Eingezogen",
    partlyRefunded: "Teilweise erstattet",
    refunded: "Erstattet",
    cancelled: "Storniert",
    tokenized: "Für Abbuchungen freigegeben",
    expired: "Abgelaufen",
  },
  doNotShip: {
    label: "Nicht versenden",
    not_placed: "Der Käufer hat zugestimmt, Klarna hat die Bestellung noch nicht bestätigt: nicht versenden",
    fraud_pending: "Klarna prüft diese Zahlung noch: nicht versenden",
    fraud_rejected: "Klarna hat diese Zahlung nicht angenommen: nicht versenden",
    fraud_stopped: "Klarna hat diese Zahlung gestoppt: nicht versenden, was noch da ist",
    authorization_expired:
      "Die Autorisierung bei Klarna ist abgelaufen, und nichts wurde eingezogen: nicht versenden",
    authorization_cancelled:
      "Die Autorisierung bei Klarna wurde storniert, und nichts wurde eingezogen: nicht versenden",
  },
  amounts: {
    toPay: "Zu zahlen",
    unpaid: "Nicht bezahlt",
    authorized: "Autorisiert",
    captured: "Eingezogen",
    refunded: "Erstattet",
    remaining: "Noch einzuziehen",
  },
  method: {
    label: "Zahlungsart",
    provider: "Zahlungsanbieter",
    account: "Klarna-Konto",
    bankTransfer: "Überweisung",
    invoice: "Rechnung",
    businessInvoice: "Firmenrechnung",
    card: "Karte",
    cardLater: "Karte, später",
    cardParts: "Karte, in Raten",
    financing: "Finanzierung",
    directDebit: "Lastschrift",
    instalments: "Ratenzahlung",
    parts_one: "{{count}} Rate",
    parts_other: "{{count}} Raten",
  },
  expiry: {
    label: "Einziehen vor dem",
    lastDay: "Letzter Tag",
    daysLeft_one: "Noch {{count}} Tag",
    daysLeft_other: "Noch {{count}} Tage",
  },
  ids: {
    reference: "Klarna-Referenz",
    order: "Klarna-Bestell-ID",
    page: "ID der Zahlungsseite",
  },
  operation: {
    kind: {
      acknowledge: "Empfangsbestätigung",
      "update-references": "Bestellnummer",
      capture: "Einzug",
      refund: "Erstattung",
      cancel: "Stornierung",
      release: "Freigabe",
      extend: "Verlängerung",
      update: "Änderung",
      place: "Bestellung",
      "shipping-info": "Sendungsnummern",
      tokenize: "Zahlungsvereinbarung",
      charge: "Abbuchung",
      "cancel-token": "Ende der Zahlungsvereinbarung",
    },
    status: {
      intended: "Wird erneut gesendet",
      sent: "Wird gesendet",
      unknown: "Ausgang unbekannt",
      refused: "Abgelehnt",
      confirmed: "Bestätigt",
    },
    unknownHint: "Die Antwort von Klarna ging verloren. Dasselbe noch einmal tun: Es geschieht nur einmal.",
  },
  lastError: {
    title: "Letzter Fehler: {{operation}}",
    open: "Fehlgeschlagen",
    resolved: "Später gelungen",
  },
  ledger: {
    label: "Klarna konnte nicht gelesen werden",
    text: "{{code}}. Die Beträge stammen aus unseren eigenen Daten.",
  },
  read: {
    button: "Von Klarna lesen",
    klarna: "Gelesen um {{time}}",
    ledger: "Aus eigenen Daten, {{time}}",
  },
  failed: {
    text: "Die Klarna-Zahlung konnte nicht angezeigt werden: {{message}}",
    retry: "Erneut versuchen",
  },
  entry: orderEntry,
  links: paymentLinks,
  desk,
  examination,
  reconciliation,
}
