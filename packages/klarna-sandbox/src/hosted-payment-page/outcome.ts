import type { HppSessionRecord } from "../state/records"
import { fillPlaceholders } from "./hpp-session"

/** What the consumer gets to see: the session's status and where the browser goes, if anywhere. */
export type Outcome = {
  status: string
  redirect_to: string | null
  /** The shop's words when it refused the purchase; the consumer stays on the page. */
  denied?: string
}

export const outcome = (session: HppSessionRecord, url?: string): Outcome => ({
  status: session.status,
  redirect_to: url ? fillPlaceholders(url, session) : null,
})
