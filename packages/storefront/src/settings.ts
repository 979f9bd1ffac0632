interface Settings {
  readonly medusaUrl: string
  /** Undefined when the shop was built without one: `main.tsx` then shows a page that says so. */
  readonly publishableKey: string | undefined
  /** The kiosk's own: its sales channel's carts are paid in the store. Undefined: this build has no kiosk. */
  readonly kioskPublishableKey: string | undefined
  /** Where the kiosk stands; ISO 3166-1 alpha-2, lower case. Undefined: in the first country that the shop sells to. */
  readonly kioskCountry: string | undefined
  /** Where Klarna's widget comes from; undefined: from Klarna. */
  readonly klarnaScriptUrl: string | undefined
}

/** The only reader of the environment. */
export const settings: Settings = {
  medusaUrl: import.meta.env.VITE_MEDUSA_URL || "http://localhost:9000",
  publishableKey: import.meta.env.VITE_PUBLISHABLE_KEY || undefined,
  kioskPublishableKey: import.meta.env.VITE_KIOSK_PUBLISHABLE_KEY || undefined,
  kioskCountry: import.meta.env.VITE_KIOSK_COUNTRY?.toLowerCase() || undefined,
  klarnaScriptUrl: import.meta.env.VITE_KLARNA_SCRIPT_URL || undefined,
}
