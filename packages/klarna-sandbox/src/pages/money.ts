/** ISO 4217 currencies whose minor unit is not a hundredth. Intl rounds some for display, so it is not asked. */
const WITHOUT_MINOR_UNIT = "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF".split(" ")
const THOUSANDTHS = "BHD IQD JOD KWD LYD OMR TND".split(" ")

/** @param amount in minor units */
export function formatMoney(amount: number, currency: string, locale: string): string {
  const decimals = decimalsOf(currency.toUpperCase())
  return moneyFormat(currency, locale, decimals).format(amount / 10 ** decimals)
}

function decimalsOf(currency: string): number {
  if (WITHOUT_MINOR_UNIT.includes(currency)) return 0
  return THOUSANDTHS.includes(currency) ? 3 : 2
}

/** A locale or currency that this Node does not know must not break a page. */
function moneyFormat(currency: string, locale: string, decimals: number): Intl.NumberFormat {
  const digits = { minimumFractionDigits: decimals, maximumFractionDigits: decimals }
  try {
    return new Intl.NumberFormat(locale, { style: "currency", currency, ...digits })
  } catch {
    return new Intl.NumberFormat("en", digits)
  }
}
