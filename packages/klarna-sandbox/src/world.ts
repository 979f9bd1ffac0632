import type { Ids } from "./ids"
import type { Merchant } from "./merchant"
import type { Settings } from "./settings"
import type { Transaction } from "./state/command-queue"

/** What one operation sees: the state inside its transaction, the time, and the sandbox's rules. */
export type World = {
  readonly db: Transaction
  /** Milliseconds of the sandbox's clock; does not move during an operation. */
  readonly now: number
  readonly ids: Ids
  readonly settings: Readonly<Settings>
  readonly merchants: readonly Merchant[]
  /** Where the sandbox answers, without a trailing slash. */
  readonly url: string
  /** Refuse http addresses on loopback too. */
  readonly strictHttps: boolean
  /** Tells that a callback was stored which is due at this time; acted on when the transaction is committed. */
  callbackDue(at: number): void
}
