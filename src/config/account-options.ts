import { z } from "@medusajs/framework/zod"
import { countryCode, publicUrl } from "./option-fields"

/** Our providers by the identifiers under which Medusa knows them. */
export const PROVIDER_IDENTIFIERS = ["klarna-checkout", "klarna-payments"] as const
export type ProviderIdentifier = (typeof PROVIDER_IDENTIFIERS)[number]

export const accountSchema = z
  .strictObject({
    /** Name of this account in the ledger. Never reuse a name for another merchant. */
    id: z.string().regex(/^[a-z0-9][a-z0-9-]{0,31}$/, "must be lower-case letters, digits and dashes"),
    /** Who runs the API: Kustom (Klarna Checkout today) or Klarna. Decides hosts and what may be called. */
    provider: z.enum(["kustom", "klarna"]),
    /** No default: guessing is as bad in one direction as in the other. */
    environment: z.enum(["playground", "live"]),
    /** Klarna's region; credentials belong to one. Kustom has none. */
    region: z.enum(["eu", "na", "oc"]).optional(),
    /** Optional at both; if sent it must be the one that belongs to the key. */
    username: z.string().min(1).optional(),
    /** The API key or password. Sent as it is without a user name, as user:password with one. */
    apiKey: z.string().min(1),
    /** Overrides the host, e.g. to point at the sandbox. */
    baseUrl: publicUrl.optional(),
    /** Purchase countries that this account serves. None: every country no other account names. */
    countries: z.array(countryCode).min(1).optional(),
    /** Providers that this account serves, for shops with one account for each. None: all that are on. */
    serves: z.array(z.enum(PROVIDER_IDENTIFIERS)).min(1).optional(),
    /** Klarna's distribution module, by agreement: the profile and the view that Klarna set up for staff. */
    distributionModule: z
      .strictObject({ profileId: z.string().min(1), viewId: z.string().min(1) })
      .optional(),
    /** How long one request may take. Klarna itself gives up after 30 seconds. */
    timeoutMs: z.number().int().min(1_000).max(60_000).default(30_000),
    /** Requests per second that this instance may send: Klarna's limit divided by the number of instances. */
    rateLimits: z
      .strictObject({
        hppCreate: z.number().int().min(1).optional(),
        sessionCreate: z.number().int().min(1).optional(),
        other: z.number().int().min(1).optional(),
      })
      .optional(),
  })
  .refine((account) => account.provider === "kustom" || account.region || account.baseUrl, {
    path: ["region"],
    message: "is needed for provider klarna: eu, na or oc",
  })
