import type { Translate } from "../desk/explain-refusal"
import type { Finding } from "./examination"

/** Rules that are words, by their key under `examination.rule` of the texts; the others are Klarna's formulas. */
const RULES: Readonly<Record<string, string>> = {
  "an object": "object",
  "an integer": "integer",
  "an integer in minor units": "minorUnits",
  "a text": "text",
  "a list of lines": "lines",
  "the sum of the lines": "sum",
  "the currency of a country that Klarna sells in": "currency",
  "a return fee is negative": "feeNegative",
  "a return fee, in this country": "feeCountry",
  "in refunds only": "refundsOnly",
}

/** A rule as staff read it. One that only repeats its field is said by what is expected. */
export function ruleText(t: Translate, { rule, path }: Pick<Finding, "rule" | "path">): string | undefined {
  const key = RULES[rule]
  if (key) return t(`examination.rule.${key}`)
  return path.endsWith(rule) ? undefined : rule
}
