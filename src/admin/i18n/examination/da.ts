import type { ExaminationTexts } from "./en"

export const examination: ExaminationTexts = {
  title: "Efter Klarnas regler",
  page: "Undersøg et kald",
  intro:
    "Indsæt det, der sendes til Klarna: beløb, linjer og tekster kontrolleres efter Klarnas regler. Klarna bliver ikke spurgt, og intet gemmes.",
  examine: "Undersøg",
  examineWhat: "Undersøg: {{what}}",
  kindLabel: "Hvad det gælder",
  kind: {
    order: "Ordre",
    capture: "Hævning",
    refund: "Refusion",
  },
  country: "Land",
  countryHint: "To bogstaver, hvis indholdet ikke siger det.",
  payload: "Indhold",
  payloadHint: "JSON, som det sendes.",
  problem: {
    empty: "Indsæt noget at undersøge.",
    no_json: "Dette er ikke JSON.",
    country: "Et land har to bogstaver.",
  },
  line: "Linje {{number}}",
  whole: "Hele indholdet",
  where: "Hvor",
  ruleLabel: "Regel",
  expected: "Forventet",
  sent: "Sendt",
  nothingSent: "Intet",
  named: "Nævnt af Klarna",
  found_one: "{{count}} fejl",
  found_other: "{{count}} fejl",
  nothing: "Ingen fejl fundet",
  nothingHint:
    "Beløb, linjer og tekster følger Klarnas regler. Klarna kan stadig afslå af en anden grund: den står i Klarnas besked.",
  units: "Beløb, som Klarna har dem, i valutaens mindste enhed; satser i hundrededele procent.",
  notKept: "Intet er gemt længere",
  notKeptHint:
    "Det, der blev sendt, er ikke gemt: det er for gammelt, blev slettet med kunden eller blev ikke sendt af denne butik.",
  rule: {
    object: "Et objekt",
    integer: "Et heltal",
    minorUnits: "Et heltal i valutaens mindste enhed",
    text: "En tekst",
    lines: "En liste med linjer",
    sum: "Summen af linjerne",
    currency: "Valutaen i et land, hvor Klarna sælger",
    feeNegative: "Et returgebyr er negativt",
    feeCountry: "Der er ingen returgebyrer i dette land",
    refundsOnly: "Kun i refusioner",
  },
}
