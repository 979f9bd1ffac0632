import { LessThanOrEqual } from "typeorm"
import type { CommandQueue, Transaction } from "../state/command-queue"
import { callMentions, calls, type CallRecord } from "../state/records"
import type { Store } from "../state/store"
import { mentionsIn } from "./call-mentions"
import { listCalls, type Call, type CallFilter } from "./list-calls"
import { searchCalls, type CallSearch, type CallSummary } from "./search-calls"

export type { Call, CallFilter, CallSearch, CallSummary }

/** Bodies stay text until somebody looks: the log must not cost what the work costs. */
export type NewCall = Omit<CallRecord, "id">

export type CallLog = {
  /**
   * Notes a call: with what it changed, in the same transaction, or else shortly afterwards.
   *
   * @param db the command that answered it
   */
  add(call: NewCall, db?: Transaction): Promise<void>
  /** Whole calls, newest last. */
  list(filter?: CallFilter): Promise<Call[]>
  /** Newest first. */
  search(search: CallSearch): Promise<CallSummary[]>
  /** Its bodies as the text that they were. */
  find(id: number): Promise<CallRecord | undefined>
  clear(): void
  /** Writes down what waits. */
  close(): Promise<void>
}

type Options = {
  queue: CommandQueue
  /** Calls that are kept. */
  size: number
  /** The newest call of the file. */
  lastId: number
  report(error: unknown): void
}

/** Real milliseconds until a call that changed nothing is written down. */
const LINGER = 100
const MOST_WAITING = 64
/** Forgetting them one by one costs as much as noting them. */
const MOST_OUTDATED = 100

/**
 * Keeps the newest calls beside the state. A transaction for each would cost more than most calls do, so those
 * that change nothing wait for one that does, or for each other.
 */
export function createCallLog({ queue, size, lastId, report }: Options): CallLog {
  let waiting: CallRecord[] = []
  let timer: NodeJS.Timeout | undefined
  let forgotten = 0
  let isClosed = false

  async function write(db: Transaction, ...more: CallRecord[]) {
    const written = waiting.length
    for (const call of [...waiting, ...more]) await insert(db, call)
    await forget(db, MOST_OUTDATED)
    db.onCommit(() => (waiting = waiting.slice(written)))
  }

  /** @param spared so many outdated calls are no reason yet */
  async function forget(db: Transaction, spared: number) {
    const newestOutdated = lastId - size
    if (newestOutdated - forgotten <= spared) return
    forgotten = newestOutdated
    await db.remove(calls, { id: LessThanOrEqual(forgotten) })
    await db.remove(callMentions, { call_id: LessThanOrEqual(forgotten) })
  }

  const read = <T>(work: (db: Store) => Promise<T>): Promise<T> =>
    queue.run(async (db) => {
      if (waiting.length > 0) await write(db)
      await forget(db, 0)
      return work(db)
    })

  const writeNow = async () => {
    if (waiting.length > 0) await queue.run((db) => write(db))
  }

  function writeSoon() {
    if (waiting.length === MOST_WAITING) return void writeNow().catch(report)
    if (timer !== undefined || isClosed) return
    timer = setTimeout(() => {
      timer = undefined
      void writeNow().catch(report)
    }, LINGER)
    timer.unref()
  }

  return {
    async add(call, db) {
      lastId += 1
      const noted = { ...call, id: lastId }
      if (db?.hasChanges) return write(db, noted)
      waiting.push(noted)
      writeSoon()
    },
    list: (filter = {}) => read((db) => listCalls(db, { limit: size, ...filter })),
    search: (search) => read((db) => searchCalls(db, search)),
    find: (id) => read(async (db) => (await db.findOneBy(calls, { id })) ?? undefined),
    clear() {
      waiting = []
    },
    async close() {
      isClosed = true
      clearTimeout(timer)
      await writeNow()
    },
  }
}

async function insert(db: Transaction, call: CallRecord) {
  await db.insert(calls, call)
  const mentions = Array.from(mentionsIn(call), (mention) => ({ call_id: call.id, mention }))
  await db.insertAll(callMentions, mentions)
}
