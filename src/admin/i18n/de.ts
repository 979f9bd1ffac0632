import type { Texts } from "./en"

export const de: Texts = {
  title: "Klarna",
  playground: "Test",
  copy: "{{what}} kopieren",
  correlationId: "Korrelations-ID",
  standing: {
    waiting: "Wartet auf Zahlung",
    ended: "Nicht bezahlt",
    reviewed: "In Prüfung",
    rejected: "Abgelehnt",
    authorized: "Autorisiert",
    partlyCaptured: "Teilweise eingezogen",
    captured: "Eingezogen",
    partlyRefunded: "Teilweise erstattet",
    refunded: "Erstattet",
    cancelled: "Storniert",
    expired: "Abgelaufen",
  },
  amounts: {
    toPay: "Zu zahlen",
    authorized: "Autorisiert",
    captured: "Eingezogen",
    refunded: "Erstattet",
    remaining: "Noch einzuziehen",
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
}
