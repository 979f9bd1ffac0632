const LOCALES: Readonly<Record<string, string>> = {
  se: "sv-SE",
  de: "de-DE",
  gb: "en-GB",
  no: "nb-NO",
  us: "en-US",
}

/**
 * Formats an amount the way the country writes money.
 *
 * @param amount major units, as everywhere in Medusa's API; may carry more decimals than the currency has
 */
export function formatMoney(amount: number, currencyCode: string, countryCode: string): string {
  return new Intl.NumberFormat(LOCALES[countryCode] ?? "en", {
    style: "currency",
    currency: currencyCode,
  }).format(amount)
}
