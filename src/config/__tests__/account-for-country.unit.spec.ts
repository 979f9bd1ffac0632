import { accountForCountry } from "../account-for-country"
import { parseOptions } from "../klarna-config"
import { providerIdOf } from "../provider-id"
import { account, shopOptions } from "./shop-options"

const idFor = (accounts: Record<string, unknown>[], country: string) =>
  accountForCountry(parseOptions(shopOptions({ accounts: accounts.map(account) })), country)?.id

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

  it("is none when every account names its countries and none of them this one", () => {
    expect(idFor(accounts.slice(1), "DE")).toBeUndefined()
  })
})

it("knows a provider by the id that Medusa gives it", () => {
  expect(providerIdOf("klarna-checkout")).toBe("pp_klarna-checkout_klarna")
})
