import { z } from "@medusajs/framework/zod"
import { paymentsContradictions } from "./payments-contradictions"
import { moneyPolicies } from "./money-policies"
import { OUTCOME_SUBSCRIBERS } from "./outcome-subscribers"
import { notificationsSchema } from "./notifications-options"
import { customerTokensSchema } from "./customer-tokens-options"

const isLoopback = (url: URL) =>
  url.hostname === "localhost" ||
  url.hostname.endsWith(".localhost") ||
  url.hostname === "[::1]" ||
  /^127(\.\d{1,3}){3}$/.test(url.hostname)

const parseUrl = (value: string): URL | undefined => {
  try {
    return new URL(value)
  } catch {
    return undefined
  }
}

/** Klarna calls and redirects over HTTPS only; plain HTTP is for a machine that talks to itself. */
const publicUrl = z.string().refine((value) => {
  const url = parseUrl(value)
  return url !== undefined && (url.protocol === "https:" || (url.protocol === "http:" && isLoopback(url)))
}, "must be an https address (http only on localhost)")

/** What a storefront address may contain; filled in by `config/fill-template.ts`. */
export const TEMPLATE_FIELDS = [
  "order_id",
  "cart_id",
  "payment_session_id",
  "payment_collection_id",
  "country",
  "locale",
] as const

const urlTemplate = publicUrl.refine(
  (value) =>
    [...value.matchAll(/\{([^}]*)\}/g)].every(([, field]) =>
      (TEMPLATE_FIELDS as readonly string[]).includes(field ?? "")
    ),
  `may only contain the placeholders ${TEMPLATE_FIELDS.map((field) => `{${field}}`).join(", ")}`
)

const countryCode = z
  .string()
  .regex(/^[A-Za-z]{2}$/, "must be a two-letter country code")
  .transform((code) => code.toUpperCase())

/** Our providers by the identifiers under which Medusa knows them. */
export const PROVIDER_IDENTIFIERS = ["klarna-checkout", "klarna-payments"] as const
export type ProviderIdentifier = (typeof PROVIDER_IDENTIFIERS)[number]

const accountSchema = z
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

const storefrontUrls = z.strictObject({
  /** After payment, when the order is placed. */
  success: urlTemplate,
  /** After payment, when the order is not placed yet. */
  pending: urlTemplate,
  /** The buyer stepped back; the page can be opened again. */
  back: urlTemplate,
  /** The buyer cancelled. In e-commerce a cancel counts as back. */
  cancel: urlTemplate,
  /** Klarna declined. */
  failure: urlTemplate,
  /** A technical error at Klarna. */
  error: urlTemplate,
  /** Where the buyer of a payment link goes instead, whatever came of it: a page that asks where the payment stands. */
  paymentCollection: urlTemplate.optional(),
  /** The shop's terms, shown on the page. */
  terms: publicUrl,
  /** The shop's checkout page. */
  checkout: urlTemplate,
})

const paymentsChoices = {
  /** Klarna's hosted page, or the widget on the shop's own page. */
  presentation: z.enum(["hosted_page", "widget"]),
  /** On the hosted page, who places the order: `NONE` we do, `PLACE_ORDER` and `CAPTURE_ORDER` the page does. */
  placeOrderMode: z.enum(["NONE", "PLACE_ORDER", "CAPTURE_ORDER"]),
  /** Klarna captures an order that we place at once. By agreement only: digital goods, vouchers, events. */
  autoCapture: z.boolean(),
  /** Ways to pay that the hosted page offers; Klarna decides when none are named. */
  paymentMethodCategories: z
    .array(
      z.enum(["KLARNA", "PAY_LATER", "PAY_NOW", "PAY_OVER_TIME", "DIRECT_BANK_TRANSFER", "DIRECT_DEBIT"])
    )
    .min(1)
    .optional(),
}

/** Where something else holds than elsewhere; all that is named must fit, and the first fitting rule counts. */
const paymentsRule = z
  .strictObject({
    account: z.string().optional(),
    /** A sales channel's id or name. */
    salesChannel: z.string().min(1).optional(),
    channel: z.enum(["ecommerce", "in_store", "telesales"]).optional(),
    country: countryCode.optional(),
    ...z.object(paymentsChoices).partial().shape,
  })
  .refine(
    (rule) => rule.account || rule.salesChannel || rule.channel || rule.country,
    "must say where it holds: account, salesChannel, channel or country"
  )

const paymentsSchema = z
  .strictObject({
    presentation: paymentsChoices.presentation.default("hosted_page"),
    placeOrderMode: paymentsChoices.placeOrderMode.default("PLACE_ORDER"),
    autoCapture: paymentsChoices.autoCapture.default(false),
    paymentMethodCategories: paymentsChoices.paymentMethodCategories,
    rules: z.array(paymentsRule).default([]),
  })
  .superRefine((payments, context) => {
    for (const { path, message } of paymentsContradictions(payments)) {
      context.addIssue({ code: "custom", path, message })
    }
  })

/** When the draft order that a payment link is made for becomes an order. */
const linkOrders = z.enum(["when_paid", "at_once"])

/** What holds for carts and orders of a sales channel; only the server knows which one a cart belongs to. */
const salesChannelSchema = z
  .strictObject({
    /** Its id or name. */
    salesChannel: z.string().min(1),
    /** A kiosk's carts are paid in the store. Staff choose for the links that they send. */
    channel: z.enum(["ecommerce", "in_store"]).optional(),
    linkOrders: linkOrders.optional(),
  })
  .refine(
    ({ channel, linkOrders }) => channel || linkOrders,
    "must say what holds there: channel or linkOrders"
  )

const days = z.number().int().min(1).max(3650)

const policiesSchema = z.strictObject({
  /** How long a paid draft order that Medusa refuses to convert keeps its payment, in hours; then it goes back. */
  draftConversionHours: z.number().int().min(1).max(72).default(24),
  linkOrders: linkOrders.default("when_paid"),
  /** How long the page of a superseded payment session stays payable, in minutes. */
  supersededPageMinutes: z
    .number()
    .int()
    .min(1)
    .max(24 * 60)
    .default(15),
  /** Refuse the purchase when our answer to Klarna's validation does not arrive. Default: Klarna goes on. */
  requireValidation: z.boolean().default(false),
  /** How long the call log and Klarna's callbacks are kept, in days. */
  keepCallsDays: days.default(90),
  /** How long what was sent and read of a purchase is kept after the last thing that happened to it, in days. */
  keepBodiesDays: days.default(400),
  ...moneyPolicies,
})

export const optionsSchema = z
  .strictObject({
    accounts: z.array(accountSchema).min(1),
    /** Klarna Checkout on the hosted page. */
    klarnaCheckout: z.boolean().default(true),
    /** Klarna Payments: `true`, or how. */
    klarnaPayments: z.union([z.boolean(), paymentsSchema]).default(false),
    /** Subscriptions with Klarna Payments: `true`, or how. */
    customerTokens: z.union([z.boolean(), customerTokensSchema]).default(false),
    /** Where Klarna and the buyer's browser reach this Medusa server, e.g. "https://api.shop.example". */
    callbackUrl: publicUrl.refine((value) => !/[?#]/.test(value), "must not have a query or fragment"),
    storefront: storefrontUrls,
    /** Other storefront addresses for some countries, by country code. */
    storefrontByCountry: z.record(countryCode, storefrontUrls.partial()).default({}),
    policies: policiesSchema.default(() => policiesSchema.parse({})),
    salesChannels: z.array(salesChannelSchema).default([]),
    /** The plugin's subscribers, by id, in whose place the shop has its own. */
    replacedSubscribers: z.array(z.enum(OUTCOME_SUBSCRIBERS)).default([]),
    notifications: notificationsSchema.default({}),
    /** Milliseconds since the epoch; the only source of time. For tests and the demo. */
    clock: z.custom<() => number>((value) => typeof value === "function", "must be a function").optional(),
    /** Follow a sandbox's movable clock, e.g. "http://localhost:4600/_sandbox/clock". Playground only. */
    clockUrl: publicUrl.optional(),
    /** Lets an admin run a scheduled job at once by `POST /admin/klarna/jobs/:name/run`. For tests and the demo. */
    allowRunningJobs: z.boolean().default(false),
  })
  .superRefine((options, context) => {
    const ids = options.accounts.map((account) => account.id)
    ids.forEach((id, index) => {
      if (ids.indexOf(id) !== index) {
        context.addIssue({ code: "custom", path: ["accounts", index, "id"], message: "is used twice" })
      }
    })
    options.accounts.forEach((account, index) => {
      for (const country of account.countries ?? []) {
        const first = options.accounts.findIndex(
          (other) => other.countries?.includes(country) && serveTogether(other, account)
        )
        if (first !== index) {
          context.addIssue({
            code: "custom",
            path: ["accounts", index, "countries"],
            message: `${country} is already served by account ${ids[first]}`,
          })
        }
      }
    })
    const everywhere = options.accounts.filter((account) => !account.countries)
    if (
      everywhere.some((account) =>
        everywhere.some((other) => other !== account && serveTogether(account, other))
      )
    ) {
      context.addIssue({
        code: "custom",
        path: ["accounts"],
        message: "only one account may be without countries",
      })
    }
    if (!options.klarnaCheckout && !options.klarnaPayments) {
      context.addIssue({
        code: "custom",
        path: ["klarnaPayments"],
        message: "is off, and so is klarnaCheckout: turn one of them on",
      })
    }
    if (options.customerTokens && !options.klarnaPayments) {
      context.addIssue({
        code: "custom",
        path: ["customerTokens"],
        message: "needs klarnaPayments: no other of Klarna's systems gives tokens here",
      })
    }
    const rules = typeof options.klarnaPayments === "object" ? options.klarnaPayments.rules : []
    rules.forEach(({ account }, index) => {
      if (account && !ids.includes(account)) {
        context.addIssue({
          code: "custom",
          path: ["klarnaPayments", "rules", index, "account"],
          message: "is no account of this configuration",
        })
      }
    })
    if (options.clockUrl && options.accounts.some((account) => account.environment === "live")) {
      context.addIssue({ code: "custom", path: ["clockUrl"], message: "is for playground accounts only" })
    }
  })

type Serving = { serves?: ProviderIdentifier[] }

const serveTogether = (one: Serving, other: Serving): boolean =>
  PROVIDER_IDENTIFIERS.some(
    (provider) =>
      (one.serves ?? [provider]).includes(provider) && (other.serves ?? [provider]).includes(provider)
  )

export type PaymentsOptions = z.output<typeof paymentsSchema>

/** All that can be chosen about Klarna Payments, when nothing is. */
export const defaultPayments = (): PaymentsOptions => paymentsSchema.parse({})

export type KlarnaOptions = z.input<typeof optionsSchema>
export type StorefrontUrls = z.output<typeof storefrontUrls>
