import type { CallRecord, KlarnaLogger } from "../../klarna"
import type { Clock } from "./clock"
import type { CallStore, NewCall } from "./stores/call-store"

/** Rows of one insert. */
const AT_ONCE = 100
/** More than that wait for a database that does not take them: the older ones are given up. */
const MOST_WAITING = 5_000

type Dependencies = {
  store: Pick<CallStore, "insert" | "ofPurchase" | "forgetBefore">
  now: Clock
  logger: Pick<KlarnaLogger, "warn">
}

/**
 * Writes down what Klarna was asked and answered, behind the back of whoever asked: nobody waits for it, nothing fails
 * with it, and one database connection at most is used for it.
 */
export function createCallLog({ store, now, logger }: Dependencies) {
  const waiting: NewCall[] = []
  let writing: Promise<void> | undefined

  function record({ purchaseId, path, method, status, errorCode, errorMessages, ...call }: CallRecord): void {
    if (waiting.length === MOST_WAITING) waiting.shift()
    waiting.push({
      purchase_id: purchaseId,
      at: new Date(now()),
      method,
      path,
      status: status ?? null,
      error_code: errorCode ?? null,
      error_messages: errorMessages.length ? [...errorMessages] : null,
      correlation_id: call.correlationId ?? null,
      ms: call.ms,
      request: call.request ?? null,
    })
    writing ??= write()
  }

  async function write(): Promise<void> {
    // Whoever asked Klarna goes on first.
    await new Promise(setImmediate)
    while (waiting.length) {
      const calls = waiting.splice(0, AT_ONCE)
      await store
        .insert(calls)
        .catch(() => logger.warn(`${calls.length} calls to Klarna could not be written to the call log`))
    }
    writing = undefined
  }

  /** Everything recorded so far in this process is written, or given up. */
  const written = async (): Promise<void> => writing

  return {
    record,
    written,
    /** What Klarna was asked for a purchase, oldest first. */
    async ofPurchase(purchaseId: string) {
      await written()
      return store.ofPurchase(purchaseId)
    },
    forgetBefore: store.forgetBefore,
  }
}

export type CallLog = ReturnType<typeof createCallLog>
