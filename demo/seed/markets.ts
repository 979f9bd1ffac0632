/** A country the demo shop sells to. Amounts in major units, rates in percent. */
export interface Market {
  readonly countryCode: string
  readonly name: string
  readonly currencyCode: string
  readonly pricesIncludeTax: boolean
  readonly tax: { readonly name: string; readonly rate: number; readonly bookRate?: number }
  readonly delivery: { readonly paid: number; readonly paidName: string; readonly freeName: string }
  /** What the market's welcome code takes off an order. */
  readonly welcomeDiscount: number
}

export const markets: readonly Market[] = [
  {
    countryCode: "se",
    name: "Sweden",
    currencyCode: "sek",
    pricesIncludeTax: true,
    tax: { name: "Moms", rate: 25, bookRate: 6 },
    delivery: { paid: 49, paidName: "Home delivery", freeName: "Parcel locker" },
    welcomeDiscount: 50,
  },
  {
    countryCode: "de",
    name: "Germany",
    currencyCode: "eur",
    pricesIncludeTax: true,
    tax: { name: "MwSt.", rate: 19, bookRate: 7 },
    delivery: { paid: 4.9, paidName: "Home delivery", freeName: "Parcel locker" },
    welcomeDiscount: 5,
  },
  {
    countryCode: "gb",
    name: "United Kingdom",
    currencyCode: "gbp",
    pricesIncludeTax: true,
    tax: { name: "VAT", rate: 20 },
    delivery: { paid: 3.95, paidName: "Home delivery", freeName: "Click and collect" },
    welcomeDiscount: 5,
  },
  {
    countryCode: "no",
    name: "Norway",
    currencyCode: "nok",
    pricesIncludeTax: true,
    tax: { name: "MVA", rate: 25 },
    delivery: { paid: 59, paidName: "Home delivery", freeName: "Parcel locker" },
    welcomeDiscount: 50,
  },
  {
    countryCode: "us",
    name: "United States",
    currencyCode: "usd",
    pricesIncludeTax: false,
    tax: { name: "Sales tax", rate: 8.25 },
    delivery: { paid: 7.95, paidName: "Home delivery", freeName: "Economy" },
    welcomeDiscount: 5,
  },
]
