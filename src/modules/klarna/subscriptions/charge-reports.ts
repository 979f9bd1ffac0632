import type { Clock } from "../clock"
import type { LastError } from "../rows"
import type { ChargeStore } from "../stores/charge-store"
import type { SubscriptionStore } from "../stores/subscription-store"
import type { ChargeRow } from "../subscription-rows"

type Dependencies = {
  charges: ChargeStore
  subscriptions: SubscriptionStore
  now: Clock
  tell: (name: string, data: Record<string, unknown>) => Promise<void>
  alarm: (sentence: string) => void
}

/** What shop and staff hear of a charge. Ids and codes only. */
export function createChargeReports({ charges, subscriptions, now, tell, alarm }: Dependencies) {
  const charged = (charge: ChargeRow, settled_by: "token" | "link" | "other") =>
    tell("klarna.subscription.charged", { ...idsOf(charge), settled_by })

  /** @param reason a class of failure; @param nextAttemptAt null: nothing more happens by itself */
  const refused = (charge: ChargeRow, reason: string, error: LastError | null, nextAttemptAt: Date | null) =>
    tell("klarna.subscription.charge_failed", {
      ...idsOf(charge),
      reason,
      code: error?.code ?? null,
      next_attempt_at: nextAttemptAt?.toISOString() ?? null,
    })

  /** Nothing more happens before somebody looked. */
  async function fail(charge: ChargeRow, reason: string, error: LastError): Promise<void> {
    await charges.update(charge.id, { state: "failed", next_attempt_at: null, last_error: error })
    await subscriptions.pastDue(charge.subscription_id, reason)
    alarm(
      `charge ${charge.id} of subscription ${charge.subscription_id} needs somebody: ${reason} (${error.code})`
    )
    await refused(charge, reason, error, null)
  }

  const toLastError = (
    operation: string,
    { code, message }: { code: string; message: string }
  ): LastError => ({
    operation,
    code,
    message,
    correlation_id: null,
    at: new Date(now()).toISOString(),
  })

  return { charged, refused, fail, toLastError }
}

export type ChargeReports = ReturnType<typeof createChargeReports>

/** What an event says about whose charge it is. */
export const idsOf = ({ id, subscription_id, period, order_id }: ChargeRow) => ({
  id: subscription_id,
  charge_id: id,
  period,
  order_id,
})

/** Anything but a sentence of ours or Medusa's may hold a query with somebody in it. */
export function describe(error: unknown): { code: string; message: string; isOurs: boolean } {
  const { name, type, code, message } = (error ?? {}) as Record<string, unknown>
  const isOurs = typeof type === "string" || (typeof name === "string" && OURS.includes(name))
  return {
    code: String(code ?? type ?? name ?? "unknown_error"),
    message: isOurs ? String(message) : String(name ?? "unknown error"),
    isOurs,
  }
}

const OURS = ["KlarnaMappingError", "KlarnaApiError", "KlarnaUnreachableError"]
