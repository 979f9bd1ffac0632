import type { ExaminationTexts } from "./en"

export const examination: ExaminationTexts = {
  title: "Mot Klarnas regler",
  page: "Kontroller en forespørsel",
  intro:
    "Lim inn det som sendes til Klarna: beløp, linjer og tekster kontrolleres mot Klarnas regler. Klarna blir ikke spurt, og ingenting lagres.",
  examine: "Kontroller",
  examineWhat: "Kontroller: {{what}}",
  kindLabel: "Hva det gjelder",
  kind: {
    order: "Ordre",
    capture: "Belastning",
    refund: "Refusjon",
  },
  country: "Land",
  countryHint: "To bokstaver, hvis innholdet ikke sier det.",
  payload: "Innhold",
  payloadHint: "JSON, slik det sendes.",
  problem: {
    empty: "Lim inn noe å kontrollere.",
    no_json: "Dette er ikke JSON.",
    country: "Et land har to bokstaver.",
  },
  line: "Linje {{number}}",
  whole: "Hele innholdet",
  where: "Hvor",
  ruleLabel: "Regel",
  expected: "Forventet",
  sent: "Sendt",
  nothingSent: "Ingenting",
  named: "Nevnt av Klarna",
  found_one: "{{count}} feil",
  found_other: "{{count}} feil",
  nothing: "Ingen feil funnet",
  nothingHint:
    "Beløp, linjer og tekster følger Klarnas regler. Klarna kan likevel avslå av en annen grunn: den står i meldingen fra Klarna.",
  units: "Beløp slik Klarna har dem, i valutaens minste enhet; satser i hundredels prosent.",
  notKept: "Ingenting er lagret lenger",
  notKeptHint:
    "Det som ble sendt, er ikke lagret: det er for gammelt, ble slettet med kunden eller ble ikke sendt av denne butikken.",
  rule: {
    object: "Et objekt",
    integer: "Et heltall",
    minorUnits: "Et heltall i valutaens minste enhet",
    text: "En tekst",
    lines: "En liste med linjer",
    sum: "Summen av linjene",
    currency: "Valutaen i et land der Klarna selger",
    feeNegative: "Et returgebyr er negativt",
    feeCountry: "Det finnes ingen returgebyrer i dette landet",
    refundsOnly: "Bare i refusjoner",
  },
}
