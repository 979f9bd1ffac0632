import { DAY, HOUR, MINUTE, SECOND } from "../clock"
import type { CallbackRecord } from "../state/records"
import type { Settings } from "../settings"

/** status_update: the first call and three more. */
const STATUS_UPDATE_CALLS = 4

/** The authorization callback: the first call and two more, one and two seconds later. */
const AUTHORIZATION_CALLS = 3

/** Fraud notifications, for a day. */
const NOTIFICATION_INTERVAL = 10 * MINUTE

/** Pushes after the first, counted from it: minutes first, then every four hours up to 48. */
const PUSHES = [
  ...[5, 15, 30, 60].map((minutes) => minutes * MINUTE),
  ...Array.from({ length: 11 }, (_, index) => (index + 1) * 4 * HOUR + HOUR),
]

/**
 * When a callback is tried again after its `made`-th attempt.
 *
 * @param status what the shop answered that attempt with; null when there was no answer
 * @returns milliseconds of the sandbox's clock; null when never
 */
export function nextAttempt(
  callback: CallbackRecord,
  made: number,
  status: number | null,
  settings: Settings
): number | null {
  // Counted from when the attempt was due: a clock moved far ahead runs through the whole schedule.
  const dueAt = callback.due_at ?? callback.created_at
  const answered = status !== null && status >= 200 && status < 300
  switch (callback.kind) {
    case "validation":
    case "address_update":
    case "shipping_option_update":
    case "country_change":
      return null
    case "status_update":
      return answered || made >= STATUS_UPDATE_CALLS ? null : dueAt + settings.callback_retry_ms
    case "authorization":
      return answered || made >= AUTHORIZATION_CALLS ? null : dueAt + SECOND * 2 ** (made - 1)
    case "notification": {
      // Only 200 counts. The attempts already made tell when the first was due.
      const firstAt = dueAt - (made - 1) * NOTIFICATION_INTERVAL
      const next = dueAt + NOTIFICATION_INTERVAL
      return status === 200 || next > firstAt + DAY ? null : next
    }
    case "push": {
      // The answer does not matter: pushes end with the acknowledgement.
      const delay = PUSHES[made - 1]
      const firstAt = dueAt - (PUSHES[made - 2] ?? 0)
      return delay === undefined ? null : firstAt + delay
    }
  }
}
