interface Settings {
  readonly medusaUrl: string
  /** Undefined when the shop was built without one: `main.tsx` then shows a page that says so. */
  readonly publishableKey: string | undefined
  /** The kiosk's own: its sales channel's carts are paid in the store. Undefined: this build has no kiosk. */
  readonly kioskPublishableKey: string | undefined
  /** Where Klarna's widget comes from; undefined: from Klarna. */
  readonly klarnaScriptUrl: string | undefined
}

/** The only reader of the environment. */
export const settings: Settings = {
  medusaUrl: import.meta.env.VITE_MEDUSA_URL || "http://localhost:9000",
  publishableKey: import.meta.env.VITE_PUBLISHABLE_KEY || undefined,
  kioskPublishableKey: import.meta.env.VITE_KIOSK_PUBLISHABLE_KEY || undefined,
  klarnaScriptUrl: import.meta.env.VITE_KLARNA_SCRIPT_URL || undefined,
}
