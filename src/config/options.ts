import { z } from "@medusajs/framework/zod"
import { accountSchema } from "./account-options"
import { customerTokensSchema } from "./customer-tokens-options"
import { moneyPolicies } from "./money-policies"
import { notificationsSchema } from "./notifications-options"
import { optionContradictions } from "./option-contradictions"
import { countryCode, publicUrl } from "./option-fields"
import { OUTCOME_SUBSCRIBERS } from "./outcome-subscribers"
import { paymentsSchema } from "./payments-options"
import { storefrontUrls } from "./storefront-options"

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
    for (const { path, message } of optionContradictions(options)) {
      context.addIssue({ code: "custom", path, message })
    }
  })

export type KlarnaOptions = z.input<typeof optionsSchema>
