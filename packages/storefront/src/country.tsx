import type { HttpTypes } from "@medusajs/types"
import { createContext, useContext, useState, type ReactNode } from "react"
import { sdk } from "./medusa"
import { formatMoney } from "./money"
import { Failed } from "./parts/failed"
import { Loading } from "./parts/loading"
import { stored } from "./stored"
import { useLoaded } from "./use-loaded"

export interface Country {
  /** ISO 3166-1 alpha-2, lower case as Medusa writes it. */
  readonly code: string
  readonly name: string
  readonly regionId: string
  readonly currencyCode: string
}

interface CountryChoice {
  readonly countries: readonly Country[]
  readonly country: Country
  readonly setCountry: (code: string) => void
}

const storedCountry = stored("lykta.country")
const CountryContext = createContext<CountryChoice | undefined>(undefined)

/** Loads the regions once and keeps the country the shopper buys from; the region follows from it. */
export function CountryProvider({ children }: { children: ReactNode }) {
  const { loaded, retry } = useLoaded(listCountries, [])
  const [code, setCode] = useState(() => storedCountry.read() ?? countryOfBrowser())

  if (loaded.status === "loading") return <Loading page />
  if (loaded.status === "failed") return <Failed error={loaded.error} retry={retry} page />

  const countries = loaded.value
  const country = countries.find((each) => each.code === code) ?? countries[0]
  if (!country) return <Failed error={new Error("The shop has no regions")} retry={retry} page />

  function setCountry(next: string) {
    storedCountry.write(next)
    setCode(next)
  }

  return (
    <CountryContext.Provider value={{ countries, country, setCountry }}>{children}</CountryContext.Provider>
  )
}

/**
 * Sells in one country, whatever the browser or an earlier shopper chose: a screen in a store stands where it stands.
 *
 * @param code without it the first country of the shop
 */
export function FixedCountry({ code, children }: { code: string | undefined; children: ReactNode }) {
  const { countries } = useCountry()
  const country = code ? countries.find((each) => each.code === code) : countries[0]
  if (!country) {
    const error = new Error(`No region of the shop sells to "${code}"`)
    return <Failed error={error} retry={() => globalThis.location.reload()} page />
  }
  const fixed = { countries: [country], country, setCountry: () => undefined }
  return <CountryContext.Provider value={fixed}>{children}</CountryContext.Provider>
}

export function useCountry(): CountryChoice {
  const choice = useContext(CountryContext)
  if (!choice) throw new Error("useCountry needs CountryProvider")
  return choice
}

/** Formats amounts for the chosen country; the currency is the cart's or order's own where it is given. */
export function useMoney(currencyCode?: string) {
  const { country } = useCountry()
  return (amount: number) => formatMoney(amount, currencyCode ?? country.currencyCode, country.code)
}

async function listCountries(): Promise<Country[]> {
  const { regions } = await sdk.store.region.list({ limit: 100, fields: "id,name,currency_code,*countries" })
  return regions.flatMap(countriesOf).sort((a, b) => a.name.localeCompare(b.name))
}

function countriesOf(region: HttpTypes.StoreRegion): Country[] {
  const names = new Intl.DisplayNames("en", { type: "region" })
  return (region.countries ?? []).flatMap(({ iso_2 }) =>
    iso_2
      ? [
          {
            code: iso_2,
            name: names.of(iso_2.toUpperCase()) ?? iso_2.toUpperCase(),
            regionId: region.id,
            currencyCode: region.currency_code,
          },
        ]
      : []
  )
}

/** "sv-SE" → "se". A language without a country, such as "en", names none. */
function countryOfBrowser(): string {
  return new Intl.Locale(navigator.language).region?.toLowerCase() ?? "se"
}
