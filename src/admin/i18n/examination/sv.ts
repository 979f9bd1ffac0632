import type { ExaminationTexts } from "./en"

export const examination: ExaminationTexts = {
  title: "Mot Klarnas regler",
  page: "Granska ett anrop",
  intro:
    "Klistra in det som skickas till Klarna: belopp, rader och texter kontrolleras mot Klarnas regler. Klarna tillfrågas inte och inget sparas.",
  examine: "Granska",
  examineWhat: "Granska: {{what}}",
  kindLabel: "Vad det gäller",
  kind: {
    order: "Order",
    capture: "Debitering",
    refund: "Återbetalning",
  },
  country: "Land",
  countryHint: "Två bokstäver, om innehållet inte säger det.",
  payload: "Innehåll",
  payloadHint: "JSON, så som det skickas.",
  problem: {
    empty: "Klistra in något att granska.",
    no_json: "Det här är inte JSON.",
    country: "Ett land har två bokstäver.",
  },
  line: "Rad {{number}}",
  whole: "Hela innehållet",
  where: "Var",
  ruleLabel: "Regel",
  expected: "Väntat",
  sent: "Skickat",
  nothingSent: "Inget",
  named: "Nämns av Klarna",
  found_one: "{{count}} fel",
  found_other: "{{count}} fel",
  nothing: "Inget fel hittades",
  nothingHint:
    "Belopp, rader och texter följer Klarnas regler. Klarna kan ändå neka av annat skäl: det står i Klarnas meddelande.",
  units: "Belopp så som Klarna har dem, i valutans minsta enhet; procentsatser i hundradels procent.",
  notKept: "Inget finns sparat längre",
  notKeptHint:
    "Det som skickades är inte sparat: det är för gammalt, raderades med kunden eller skickades inte av den här butiken.",
  rule: {
    object: "Ett objekt",
    integer: "Ett heltal",
    minorUnits: "Ett heltal i valutans minsta enhet",
    text: "En text",
    lines: "En lista med rader",
    sum: "Summan av raderna",
    currency: "Valutan i ett land där Klarna säljer",
    feeNegative: "En returavgift är negativ",
    feeCountry: "Det finns inga returavgifter i det här landet",
    refundsOnly: "Bara i återbetalningar",
  },
}
