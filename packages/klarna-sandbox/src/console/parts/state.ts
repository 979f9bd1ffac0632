import { html, type Html } from "../../pages/html"

type Mood = "good" | "bad" | "busy" | "idle"

/** Words of Klarna's and of the console's own; what is not here is neither good nor bad. */
const MOODS: Readonly<Record<string, Mood>> = {
  AUTHORIZED: "good",
  PART_CAPTURED: "good",
  CAPTURED: "good",
  COMPLETED: "good",
  ACCEPTED: "good",
  ACTIVE: "good",
  complete: "good",
  checkout_complete: "good",
  answered: "good",
  CANCELLED: "bad",
  EXPIRED: "bad",
  REJECTED: "bad",
  FAILED: "bad",
  ERROR: "bad",
  DISABLED: "bad",
  SUSPENDED: "bad",
  aborted: "bad",
  expired: "bad",
  "gave up": "bad",
  PENDING: "busy",
  IN_PROGRESS: "busy",
  MANUAL_ID_CHECK: "busy",
  BACK: "busy",
  authorized: "busy",
  waiting: "busy",
  repeating: "busy",
}

export const state = (name: string): Html => html`<span class="state ${MOODS[name] ?? "idle"}">${name}</span>`

/** @param status of an HTTP answer; null when there was none, for the reason given */
export function httpStatus(status: number | null, reason?: string | null): Html {
  const mood: Mood = status === null || status >= 500 ? "bad" : status >= 400 ? "busy" : "good"
  return html`<span class="state ${mood}">${status ?? reason ?? "no answer"}</span>`
}
