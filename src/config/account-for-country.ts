import type { AccountConfig, KlarnaConfig } from "./klarna-config"

/** The account that sells to a country through a provider: the one that names it, else the one that names none. */
export function accountForCountry(
  config: KlarnaConfig,
  country: string,
  provider: string
): AccountConfig | undefined {
  const serving = config.accounts.filter(
    ({ serves }) => !serves || (serves as readonly string[]).includes(provider)
  )
  return (
    serving.find((account) => account.countries?.includes(country.toUpperCase())) ??
    serving.find((account) => !account.countries)
  )
}
