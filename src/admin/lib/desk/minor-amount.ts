/** Digits after the decimal point, as amounts of this currency are shown. */
export const decimalsOf = (currencyCode: string): number =>
  new Intl.NumberFormat("en", { style: "currency", currency: currencyCode }).resolvedOptions()
    .maximumFractionDigits ?? 2

/** @param major as the routes tell amounts */
export const toMinor = (major: number, currencyCode: string): number =>
  Math.round(major * 10 ** decimalsOf(currencyCode))

export const toMajor = (minor: number, currencyCode: string): number =>
  Number((minor / 10 ** decimalsOf(currencyCode)).toFixed(decimalsOf(currencyCode)))

/** Why a text is no amount; a key under `desk.problem` of the texts. */
export type AmountProblem = "amount_missing" | "amount_malformed" | "amount_decimals" | "amount_zero"

/**
 * What staff typed, with a comma or a point before the decimals. Neither groups of thousands nor signs: what may
 * mean two amounts is none.
 *
 * @returns minor units, or why it is no amount
 */
export function parseAmount(
  text: string,
  currencyCode: string
): { minor: number } | { problem: AmountProblem } {
  const typed = text.replace(/\s/g, "").replace(",", ".")
  if (!typed) return { problem: "amount_missing" }
  const [, whole = "", fraction = ""] = /^(\d{1,12})(?:\.(\d*))?$/.exec(typed) ?? []
  if (!whole) return { problem: "amount_malformed" }
  const decimals = decimalsOf(currencyCode)
  if (fraction.length > decimals) return { problem: "amount_decimals" }
  const minor = Number(whole + fraction.padEnd(decimals, "0"))
  return minor > 0 ? { minor } : { problem: "amount_zero" }
}
