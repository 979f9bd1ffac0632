/** `id` of our entries under the Payment Module, as `withKlarna` writes them. */
export const PROVIDER_ENTRY_ID = "klarna"

/** The id under which Medusa knows one of our providers, e.g. "pp_klarna-checkout_klarna". */
export const providerIdOf = (identifier: string): string => `pp_${identifier}_${PROVIDER_ENTRY_ID}`
