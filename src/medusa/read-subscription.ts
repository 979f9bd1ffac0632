import { z } from "@medusajs/framework/zod"
import {
  SUBSCRIPTION_INTERVALS,
  SUBSCRIPTION_METADATA,
  type LineSubscription,
} from "../domain/line-subscription"

/** Ten years of days: beyond it nobody means it, and dates end somewhere. */
const MOST_INTERVALS = 3_650

const subscriptionSchema = z.strictObject(
  {
    name: z
      .string("must be a text")
      .trim()
      .min(1, "must not be empty")
      .max(255, "must have at most 255 characters"),
    interval: z.enum(SUBSCRIPTION_INTERVALS, `must be one of ${SUBSCRIPTION_INTERVALS.join(", ")}`),
    interval_count: z
      .int("must be a whole number")
      .min(1, "must be at least 1")
      .max(MOST_INTERVALS, `must be at most ${MOST_INTERVALS}`),
  },
  "must be { name, interval, interval_count } and nothing else"
)

type Read = { subscription?: LineSubscription; subscriptionProblem?: string }

/**
 * What an item's metadata say about a subscription. What cannot be read is told, not thrown: an item is read at other
 * times than when it is sold, too.
 */
export function readSubscription(metadata: Record<string, unknown> | null | undefined): Read {
  const given = metadata?.[SUBSCRIPTION_METADATA]
  if (given === undefined || given === null) return {}
  const read = subscriptionSchema.safeParse(given)
  if (read.success) return { subscription: read.data }
  const [issue] = read.error.issues
  const path = ["metadata", SUBSCRIPTION_METADATA, ...(issue?.path ?? [])].join(".")
  return { subscriptionProblem: `${path} ${issue?.message ?? "cannot be read"}` }
}
