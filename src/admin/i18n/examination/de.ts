import type { ExaminationTexts } from "./en"

export const examination: ExaminationTexts = {
  title: "Nach den Regeln von Klarna",
  page: "Anfrage prüfen",
  intro:
    "Einfügen, was an Klarna gesendet wird: Beträge, Posten und Texte werden nach den Regeln von Klarna geprüft. Klarna wird nicht gefragt, und nichts wird gespeichert.",
  examine: "Prüfen",
  examineWhat: "Prüfen: {{what}}",
  kindLabel: "Wofür es ist",
  kind: {
    order: "Bestellung",
    capture: "Einzug",
    refund: "Erstattung",
  },
  country: "Land",
  countryHint: "Zwei Buchstaben, falls der Inhalt es nicht sagt.",
  payload: "Inhalt",
  payloadHint: "JSON, so wie es gesendet wird.",
  problem: {
    empty: "Etwas zum Prüfen einfügen.",
    no_json: "Das ist kein JSON.",
    country: "Ein Land hat zwei Buchstaben.",
  },
  line: "Posten {{number}}",
  whole: "Der ganze Inhalt",
  where: "Wo",
  ruleLabel: "Regel",
  expected: "Erwartet",
  sent: "Gesendet",
  nothingSent: "Nichts",
  named: "Von Klarna genannt",
  found_one: "{{count}} Fehler",
  found_other: "{{count}} Fehler",
  nothing: "Kein Fehler gefunden",
  nothingHint:
    "Beträge, Posten und Texte halten sich an die Regeln von Klarna. Klarna kann trotzdem aus einem anderen Grund ablehnen: Er steht in der Meldung von Klarna.",
  units: "Beträge wie bei Klarna, in der kleinsten Einheit der Währung; Sätze in Hundertstel Prozent.",
  notKept: "Nichts mehr gespeichert",
  notKeptHint:
    "Was gesendet wurde, ist nicht gespeichert: Es ist zu alt, wurde mit dem Kunden gelöscht oder nicht von diesem Shop gesendet.",
  rule: {
    object: "Ein Objekt",
    integer: "Eine ganze Zahl",
    minorUnits: "Eine ganze Zahl in der kleinsten Einheit der Währung",
    text: "Ein Text",
    lines: "Eine Liste von Posten",
    sum: "Die Summe der Posten",
    currency: "Die Währung eines Landes, in dem Klarna verkauft",
    feeNegative: "Eine Rücksendegebühr ist negativ",
    feeCountry: "In diesem Land gibt es keine Rücksendegebühren",
    refundsOnly: "Nur in Erstattungen",
  },
}
