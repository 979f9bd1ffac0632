import type { AccountConfig, KlarnaConfig } from "./klarna-config"

/** The account that sells to a country: the one that names it, else the one that names none. */
export function accountForCountry(config: KlarnaConfig, country: string): AccountConfig | undefined {
  return (
    config.accounts.find((account) => account.countries?.includes(country.toUpperCase())) ??
    config.accounts.find((account) => !account.countries)
  )
}
