/** Amounts are minor units; how many make a major unit is the currency's business. */
export function formatMoney(amount: number, currency: string, locale: string): string {
  const format = moneyFormat(currency, locale)
  const decimals = format.resolvedOptions().maximumFractionDigits ?? 2
  return format.format(amount / 10 ** decimals)
}

/** A locale or currency that this Node does not know must not break a page. */
function moneyFormat(currency: string, locale: string): Intl.NumberFormat {
  try {
    return new Intl.NumberFormat(locale, { style: "currency", currency })
  } catch {
    return new Intl.NumberFormat("en", { minimumFractionDigits: 2, maximumFractionDigits: 2 })
  }
}
