import type { ExaminationTexts } from "./en"

export const examination: ExaminationTexts = {
  title: "Klarnan sääntöjen mukaan",
  page: "Tutki pyyntö",
  intro:
    "Liitä se, mikä lähetetään Klarnalle: summat, rivit ja tekstit tarkistetaan Klarnan sääntöjen mukaan. Klarnalta ei kysytä, eikä mitään tallenneta.",
  examine: "Tutki",
  examineWhat: "Tutki: {{what}}",
  kindLabel: "Mihin se on",
  kind: {
    order: "Tilaus",
    capture: "Veloitus",
    refund: "Hyvitys",
  },
  country: "Maa",
  countryHint: "Kaksi kirjainta, jos sisältö ei kerro sitä.",
  payload: "Sisältö",
  payloadHint: "JSON sellaisena kuin se lähetetään.",
  problem: {
    empty: "Liitä jotain tutkittavaa.",
    no_json: "Tämä ei ole JSONia.",
    country: "Maassa on kaksi kirjainta.",
  },
  line: "Rivi {{number}}",
  whole: "Koko sisältö",
  where: "Missä",
  ruleLabel: "Sääntö",
  expected: "Odotettu",
  sent: "Lähetetty",
  nothingSent: "Ei mitään",
  named: "Klarnan mainitsema",
  found_one: "{{count}} virhe",
  found_other: "{{count}} virhettä",
  nothing: "Virheitä ei löytynyt",
  nothingHint:
    "Summat, rivit ja tekstit noudattavat Klarnan sääntöjä. Klarna voi silti evätä muusta syystä: se on Klarnan viestissä.",
  units: "Summat ovat kuten Klarnalla, valuutan pienimpänä yksikkönä; prosentit prosentin sadasosina.",
  notKept: "Mitään ei ole enää tallessa",
  notKeptHint:
    "Lähetettyä ei ole säilytetty: se on liian vanha, poistettiin asiakkaan mukana tai ei ollut tämän kaupan lähettämä.",
  rule: {
    object: "Objekti",
    integer: "Kokonaisluku",
    minorUnits: "Kokonaisluku valuutan pienimpänä yksikkönä",
    text: "Teksti",
    lines: "Luettelo rivejä",
    sum: "Rivien summa",
    currency: "Klarnan myyntimaan valuutta",
    feeNegative: "Palautusmaksu on negatiivinen",
    feeCountry: "Tässä maassa ei ole palautusmaksuja",
    refundsOnly: "Vain hyvityksissä",
  },
}
