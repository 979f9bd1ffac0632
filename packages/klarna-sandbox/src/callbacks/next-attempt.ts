import { HOUR, MINUTE } from "../clock"
import type { CallbackRecord } from "../state/records"
import type { Settings } from "../settings"

/** status_update: the first call and three more. */
const STATUS_UPDATE_CALLS = 4

/** Pushes after the first, counted from it: minutes first, then every four hours up to 48. */
const PUSHES = [
  ...[5, 15, 30, 60].map((minutes) => minutes * MINUTE),
  ...Array.from({ length: 11 }, (_, index) => (index + 1) * 4 * HOUR + HOUR),
]

/**
 * When a callback is tried again after its `made`-th attempt.
 *
 * @param answered whether the shop answered that attempt with 2xx
 * @returns milliseconds of the sandbox's clock; null when never
 */
export function nextAttempt(
  callback: CallbackRecord,
  made: number,
  answered: boolean,
  settings: Settings
): number | null {
  // Counted from when the attempt was due: a clock moved far ahead runs through the whole schedule.
  const dueAt = callback.due_at ?? callback.created_at
  switch (callback.kind) {
    case "validation":
      return null
    case "status_update":
      return answered || made >= STATUS_UPDATE_CALLS ? null : dueAt + settings.callback_retry_ms
    case "push": {
      // The answer does not matter: pushes end with the acknowledgement.
      const delay = PUSHES[made - 1]
      return delay === undefined ? null : callback.created_at + settings.push_delay_ms + delay
    }
  }
}
