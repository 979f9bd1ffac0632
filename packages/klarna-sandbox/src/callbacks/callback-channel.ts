import { channel } from "node:diagnostics_channel"
import type { CallbackAttemptRecord, CallbackRecord } from "../state/records"

const attempts = channel("klarna-sandbox:callback")

type Sent = Pick<CallbackRecord, "kind" | "url" | "body">
type Attempt = Pick<CallbackAttemptRecord, "status" | "answer" | "error" | "fault">

/**
 * Tells whoever runs a sandbox in its own process of every attempt, once it is over. Bodies are text;
 * `status` and `response` are null when no answer came.
 */
export function publishCallback({ kind, url, body }: Sent, { status, answer, error, fault }: Attempt) {
  if (!attempts.hasSubscribers) return
  attempts.publish({ callback: kind, url, body, status, response: answer, error, fault })
}
