import { z } from "@medusajs/framework/zod"
import { defaultCustomerTokens, type CustomerTokensOptions } from "./customer-tokens-options"
import { describeProblems } from "./describe-problems"
import type { ProviderIdentifier } from "./account-options"
import { optionsSchema } from "./options"
import { defaultPayments, type PaymentsOptions } from "./payments-options"
import type { StorefrontUrls } from "./storefront-options"
import { resolveBaseUrl } from "./base-urls"

type Parsed = z.output<typeof optionsSchema>

/** One merchant account, ready to be called: the shape that `src/klarna` takes. */
export type AccountConfig = Omit<Parsed["accounts"][number], "baseUrl" | "region"> & {
  readonly region: "eu" | "na" | "oc"
  readonly baseUrl: string
}

/** Finished configuration: every default is filled in and every address is resolved. */
export type KlarnaConfig = {
  readonly accounts: readonly AccountConfig[]
  /** Without a trailing slash. */
  readonly callbackUrl: string
  readonly policies: Parsed["policies"]
  readonly salesChannels: Parsed["salesChannels"]
  readonly replacedSubscribers: Parsed["replacedSubscribers"]
  /** Providers that are on. */
  readonly providers: readonly ProviderIdentifier[]
  readonly payments: PaymentsOptions
  /** Absent: subscriptions are not sold. */
  readonly customerTokens?: CustomerTokensOptions
  /** Who gets the shop's own messages. */
  readonly notifications: Parsed["notifications"]
  readonly allowRunningJobs: boolean
  readonly clock?: () => number
  readonly clockUrl?: string
  /** Storefront addresses for a purchase country. */
  readonly storefrontFor: (country: string | undefined) => StorefrontUrls
}

/**
 * The only reader of options.
 *
 * @throws one error that names every bad option and echoes no value: options hold credentials
 */
export function parseOptions(options: unknown): KlarnaConfig {
  const parsed = optionsSchema.safeParse(options)
  if (!parsed.success) {
    const problems = describeProblems(parsed.error.issues)
    throw new Error(`Invalid options of medusa-plugin-klarna:\n  ${problems.join("\n  ")}`)
  }
  const { accounts, callbackUrl, storefront, storefrontByCountry, ...given } = parsed.data
  const { klarnaCheckout, klarnaPayments, customerTokens, ...rest } = given
  return {
    ...rest,
    providers: [
      ...(klarnaCheckout ? (["klarna-checkout"] as const) : []),
      ...(klarnaPayments ? (["klarna-payments"] as const) : []),
    ],
    payments: typeof klarnaPayments === "object" ? klarnaPayments : defaultPayments(),
    ...(customerTokens
      ? { customerTokens: customerTokens === true ? defaultCustomerTokens() : customerTokens }
      : {}),
    callbackUrl: callbackUrl.replace(/\/+$/, ""),
    accounts: accounts.map((account) => ({
      ...account,
      region: account.region ?? "eu",
      baseUrl: account.baseUrl?.replace(/\/+$/, "") ?? resolveBaseUrl(account),
    })),
    storefrontFor: (country) => ({ ...storefront, ...storefrontByCountry[country?.toUpperCase() ?? ""] }),
  }
}

/** Options as Medusa hands them to the module: it adds its database settings to what the shop wrote. */
export function parseModuleOptions(options: unknown): KlarnaConfig {
  const { database: _, ...own } = (options ?? {}) as Record<string, unknown>
  return parseOptions(own)
}
