export const REGIONS = ["eu", "na", "oc"] as const
export const ENVIRONMENTS = ["playground", "live"] as const

export type Region = (typeof REGIONS)[number]
export type Environment = (typeof ENVIRONMENTS)[number]

/** Someone who may call the sandbox. */
export type Merchant = {
  /** Also the merchant's id in the sandbox. */
  username: string
  key: string
  /** Shown on the hosted page. */
  name?: string
  /** Who runs the merchant's Checkout; Klarna when absent. Kustom withdrew some calls of Order Management. */
  provider?: "klarna" | "kustom"
  /** Where the credentials are good; everywhere when absent. */
  region?: Region
  environment?: Environment
  /** Whether the account is activated; it is when absent. */
  active?: boolean
  /** Whether links may be sent by SMS; they may when absent. */
  sms?: boolean
  /** Whether KCO orders may be recurring; they may when absent. */
  recurring?: boolean
  /** Defaults of a hosted page's `options`, by the `profile_id` that a session names. */
  profiles?: Readonly<Record<string, Readonly<Record<string, unknown>>>>
  /** Currencies the account is configured for. */
  currencies?: readonly string[]
}

/** What can change in an account while the sandbox runs. */
export type MerchantSwitches = Partial<Pick<Merchant, "active" | "sms" | "recurring">>

export const defaultMerchant: Merchant = { username: "sandbox", key: "sandbox-secret", name: "Sandbox Shop" }

export const defaultCurrencies = [
  "AUD",
  "CAD",
  "CHF",
  "CZK",
  "DKK",
  "EUR",
  "GBP",
  "HUF",
  "MXN",
  "NOK",
  "NZD",
  "PLN",
  "RON",
  "SEK",
  "USD",
]
