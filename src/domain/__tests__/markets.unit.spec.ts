import { requireMarket, toKlarnaLocale } from "../markets"
import { thrownBy } from "./purchase-builder"

describe("the markets Klarna sells in", () => {
  it.each([
    ["se", "sek"],
    ["NO", "NOK"],
    ["fi", "EUR"],
    ["DK", "dkk"],
    ["GB", "GBP"],
    ["DE", "EUR"],
    ["NL", "EUR"],
    ["AT", "EUR"],
    ["CH", "CHF"],
    ["US", "USD"],
    ["ES", "EUR"],
    ["FR", "EUR"],
    ["BE", "EUR"],
  ])("include %s in %s", (country, currency) => {
    expect(requireMarket(country, currency)).toMatchObject({
      country: country.toUpperCase(),
      currency: currency.toUpperCase(),
      taxOnSeparateLine: country === "US",
    })
  })

  it("name country and currency when the country is not among them", () => {
    expect(thrownBy(() => requireMarket("br", "brl"))).toMatchObject({
      code: "country_not_sold",
      message: "Klarna does not sell in BR (in BRL)",
      details: { field: "country_code", actual: "BR" },
    })
  })

  it("name country and both currencies when the currency does not fit", () => {
    expect(thrownBy(() => requireMarket("no", "sek"))).toMatchObject({
      code: "currency_not_sold",
      message: "Klarna sells in NO in NOK, not in SEK",
      details: { field: "currency_code", expected: "NOK", actual: "SEK" },
    })
  })
})

describe("the locale of Klarna's page", () => {
  it.each([
    [undefined, "SE", "SEK", "sv-SE"],
    ["", "SE", "SEK", "sv-SE"],
    ["sv-SE", "SE", "SEK", "sv-SE"],
    ["sv_SE", "SE", "SEK", "sv-SE"],
    ["SV", "FI", "EUR", "sv-FI"],
    ["en-US", "SE", "SEK", "en-SE"],
    ["fr-GB", "GB", "GBP", "fr-GB"], // Klarna falls back to French
    ["no-NO", "NO", "NOK", "nb-NO"],
    ["nn", "NO", "NOK", "nb-NO"],
    ["zh-Hans-CN", "DE", "EUR", "en-DE"], // Klarna has no Chinese
    [undefined, "CH", "CHF", "de-CH"],
    ["it-IT", "CH", "CHF", "it-CH"],
    [undefined, "US", "USD", "en-US"],
  ])(
    "for %j in %s is the shopper's language in the country of purchase",
    (locale, country, currency, expected) => {
      expect(toKlarnaLocale(locale, requireMarket(country, currency))).toBe(expected)
    }
  )
})
