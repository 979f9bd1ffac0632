/** Payloads against Klarna's rules. */
export const examination = {
  title: "Against Klarna's rules",
  page: "Examine a payload",
  intro:
    "Paste what is sent to Klarna: its amounts, lines and texts are checked against Klarna's rules. Klarna is not asked, and nothing is kept.",
  examine: "Examine",
  examineWhat: "Examine: {{what}}",
  kindLabel: "What it is for",
  kind: {
    order: "Order",
    capture: "Capture",
    refund: "Refund",
  },
  country: "Country",
  countryHint: "Two letters, where the payload does not say.",
  payload: "Payload",
  payloadHint: "JSON, as it is sent.",
  problem: {
    empty: "Paste a payload.",
    no_json: "This is no JSON.",
    country: "A country has two letters.",
  },
  line: "Line {{number}}",
  whole: "The payload",
  where: "Where",
  ruleLabel: "Rule",
  expected: "Expected",
  sent: "Sent",
  nothingSent: "Nothing",
  named: "Named by Klarna",
  found_one: "{{count}} finding",
  found_other: "{{count}} findings",
  nothing: "Nothing wrong found",
  nothingHint:
    "Amounts, lines and texts keep to Klarna's rules. Klarna may still refuse it for another reason: what it said is in its message.",
  units: "Amounts as Klarna has them, in the currency's smallest unit; rates in hundredths of a percent.",
  notKept: "Nothing stored any more",
  notKeptHint:
    "What was sent is not kept: it is too old, was erased with its customer, or was not sent by this shop.",
  rule: {
    object: "An object",
    integer: "A whole number",
    minorUnits: "A whole number in the currency's smallest unit",
    text: "A text",
    lines: "A list of lines",
    sum: "The sum of the lines",
    currency: "The currency of a country that Klarna sells in",
    feeNegative: "A return fee is negative",
    feeCountry: "There are no return fees in this country",
    refundsOnly: "In refunds only",
  },
}

export type ExaminationTexts = typeof examination
