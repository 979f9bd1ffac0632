import { accountForCountry } from "../account-for-country"
import { parseOptions } from "../klarna-config"
import { providerIdOf } from "../provider-id"
import { account, shopOptions } from "./shop-options"

const idFor = (accounts: Record<string, unknown>[], country: string, provider = "klarna-checkout") =>
  accountForCountry(parseOptions(shopOptions({ accounts: accounts.map(account) })), country, provider)?.id

describe("the account that sells to a country", () => {
  const accounts = [
    { id: "rest" },
    { id: "nordics", countries: ["se", "NO"] },
    { id: "us", countries: ["US"] },
  ]

  it.each([
    ["SE", "nordics"],
    ["no", "nordics"],
    ["us", "us"],
    ["DE", "rest"],
  ])("of %s is %s", (country, id) => {
    expect(idFor(accounts, country)).toBe(id)
  })

  it.each([
    ["klarna-checkout", "kustom"],
    ["klarna-payments", "klarna"],
  ])("for %s is %s, where a shop has one for each", (provider, id) => {
    const split = [
      { id: "kustom", serves: ["klarna-checkout"] },
      { id: "klarna", serves: ["klarna-payments"] },
    ]
    expect(idFor(split, "SE", provider)).toBe(id)
  })

  it("is none when every account names its countries and none of them this one", () => {
    expect(idFor(accounts.slice(1), "DE")).toBeUndefined()
  })
})

it("knows a provider by the id that Medusa gives it", () => {
  expect(providerIdOf("klarna-checkout")).toBe("pp_klarna-checkout_klarna")
})
