/** Where Klarna Payments is offered, each with the one currency it takes. */
const CURRENCIES: Readonly<Record<string, string>> = {
  AU: "AUD",
  AT: "EUR",
  BE: "EUR",
  CA: "CAD",
  CZ: "CZK",
  DK: "DKK",
  FI: "EUR",
  FR: "EUR",
  DE: "EUR",
  GR: "EUR",
  HU: "HUF",
  IE: "EUR",
  IT: "EUR",
  MX: "MXN",
  NL: "EUR",
  NZ: "NZD",
  NO: "NOK",
  PL: "PLN",
  PT: "EUR",
  RO: "RON",
  SK: "EUR",
  ES: "EUR",
  SE: "SEK",
  CH: "CHF",
  GB: "GBP",
  US: "USD",
}

/** @returns undefined where Klarna Payments is not offered */
export const currencyOf = (country: string): string | undefined => CURRENCIES[country.toUpperCase()]
