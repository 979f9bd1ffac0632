import { KlarnaMappingError } from "./errors"

/** A country that Klarna sells in with its local methods, and the one currency it does so in. */
export type Market = {
  /** ISO 3166-1 alpha-2, upper case. */
  readonly country: string
  /** ISO 4217, upper case. */
  readonly currency: string
  /** Klarna's locales for this country; the first is the default. */
  readonly locales: readonly string[]
  readonly defaultLocale: string
  /** US: prices are net and the tax is an order line of its own. */
  readonly taxOnSeparateLine: boolean
  /** An address here is incomplete without a region. */
  readonly regionRequired: boolean
}

const COUNTRIES: readonly (readonly [country: string, currency: string, ...locales: string[]])[] = [
  ["AT", "EUR", "de-AT", "en-AT"],
  ["BE", "EUR", "nl-BE", "fr-BE", "de-BE", "en-BE"],
  ["CH", "CHF", "de-CH", "fr-CH", "it-CH", "en-CH"],
  ["DE", "EUR", "de-DE", "en-DE"],
  ["DK", "DKK", "da-DK", "en-DK"],
  ["ES", "EUR", "es-ES", "en-ES"],
  ["FI", "EUR", "fi-FI", "sv-FI", "en-FI"],
  ["FR", "EUR", "fr-FR", "en-FR"],
  ["GB", "GBP", "en-GB"],
  ["NL", "EUR", "nl-NL", "en-NL"],
  ["NO", "NOK", "nb-NO", "en-NO"],
  ["SE", "SEK", "sv-SE", "en-SE"],
  ["US", "USD", "en-US", "es-US"],
]

const MARKETS: ReadonlyMap<string, Market> = new Map(
  COUNTRIES.map(([country, currency, ...locales]) => [
    country,
    {
      country,
      currency,
      locales,
      defaultLocale: locales[0] ?? `en-${country}`,
      taxOnSeparateLine: country === "US",
      regionRequired: country === "US",
    },
  ])
)

/** Languages of Klarna's pages. A region it does not know falls back to the language, an unknown language to English. */
const LANGUAGES = new Set(["da", "de", "en", "es", "fi", "fr", "it", "nb", "nl", "pl", "pt", "sv"])

/** Norwegian goes by several codes; Klarna's pages know one. */
const LANGUAGE_ALIASES: Readonly<Record<string, string>> = { no: "nb", nn: "nb" }

/**
 * The market of a purchase. Country and currency must belong together: another currency would leave the shopper
 * with cards only, or be refused by Klarna as `Bad value: purchase_currency`.
 *
 * @param countryCode ISO 3166-1 alpha-2, any case
 * @param currencyCode ISO 4217, any case
 * @throws {KlarnaMappingError} `country_not_sold` or `currency_not_sold`, naming both
 * @see https://docs.klarna.com/klarna-checkout/use-cases/selling-to-multiple-countries
 */
export function requireMarket(countryCode: string, currencyCode: string): Market {
  const country = countryCode.toUpperCase()
  const currency = currencyCode.toUpperCase()
  const market = MARKETS.get(country)
  if (!market) {
    throw new KlarnaMappingError("country_not_sold", `Klarna does not sell in ${country} (in ${currency})`, {
      field: "country_code",
      actual: country,
      expected: [...MARKETS.keys()].join(", "),
    })
  }
  if (market.currency !== currency) {
    throw new KlarnaMappingError(
      "currency_not_sold",
      `Klarna sells in ${country} in ${market.currency}, not in ${currency}`,
      { field: "currency_code", actual: currency, expected: market.currency }
    )
  }
  return market
}

/**
 * The locale of Klarna's page: the shopper's language in the country of purchase. The locale changes neither
 * country nor currency.
 *
 * @param locale BCP 47, also with an underscore ("sv_SE"); undefined gives the market's default
 * @see https://docs.klarna.com/kco/additional-resources/available-languages
 */
export function toKlarnaLocale(locale: string | undefined, market: Market): string {
  const spoken = locale?.trim().split(/[-_]/)[0]?.toLowerCase()
  if (!spoken) {
    return market.defaultLocale
  }
  const language = LANGUAGE_ALIASES[spoken] ?? spoken
  return `${LANGUAGES.has(language) ? language : "en"}-${market.country}`
}
