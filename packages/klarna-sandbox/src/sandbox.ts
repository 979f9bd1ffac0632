import type { CallLog } from "./http/call-log"
import type { RateLimits } from "./http/rate-limits"
import type { Changes } from "./changes"
import type { Clock } from "./clock"
import type { Faults } from "./faults/faults"
import type { KeysInFlight } from "./http/keys-in-flight"
import type { Ids } from "./ids"
import type { Merchant, MerchantSwitches } from "./merchant"
import type { Patience } from "./patience"
import type { Settings } from "./settings"
import type { CallbackAttemptRecord } from "./state/records"
import type { World } from "./world"

/** Sends callbacks when they are due. */
export type Dispatcher = {
  /** A callback is due at this time of the sandbox's clock. */
  noteDue(at: number): void
  /** Resolves when everything that is due has been sent and answered. */
  settled(): Promise<void>
  /** Sends a callback once more as it was; undefined when there is none with this id. */
  replay(callbackId: string): Promise<CallbackAttemptRecord | undefined>
  /** Forgets what is under way; called when the state was emptied. */
  clear(): void
  close(): void
}

/** A running sandbox, as its routes see it. */
export type Sandbox = {
  readonly url: string
  merchants: readonly Merchant[]
  readonly clock: Clock
  readonly ids: Ids
  readonly faults: Faults
  readonly calls: CallLog
  readonly rateLimits: RateLimits
  readonly patience: Patience
  readonly callbacks: Dispatcher
  readonly changes: Changes
  readonly keysInFlight: KeysInFlight
  /** Aborted when the sandbox closes: what waits need not wait any longer. */
  readonly closing: AbortSignal
  settings: Settings
  /** Runs `work` alone and in one transaction. */
  command<T>(work: (world: World) => Promise<T>): Promise<T>
  /** Moves the clock forward; survives a restart with a file. */
  advance(ms: number): Promise<void>
  changeSettings(changes: Partial<Settings>): Promise<void>
  /** Switches something of one account, by its username. */
  changeMerchant(username: string, switches: MerchantSwitches): Promise<void>
  /** Forgets everything: state, log, faults, settings, moved time. */
  reset(): Promise<void>
  /** Tells about a mistake of the sandbox's own. */
  report(error: unknown): void
}
