import type { Connection } from "./connection"
import type { Database } from "./open-database"
import { createStore, type Store } from "./store"

/** One command's view of the state. */
export type Transaction = Store & {
  /** Whether the command has changed something so far. */
  readonly hasChanges: boolean
  /** Calls back when the changes are safe; never when the command fails. */
  onCommit(then: () => void): void
}

export type CommandQueue = {
  /** Runs `work` alone; its changes, all or none, are committed when the promise resolves. */
  run<T>(work: (db: Transaction) => Promise<T>): Promise<T>
  close(): Promise<void>
}

/**
 * One connection, so one command at a time: a second transaction begun on it would become part of the first.
 *
 * @param onChange called when a command that changed something was committed
 */
export function createCommandQueue(database: Database, onChange: () => void): CommandQueue {
  const { dataSource, connection } = database
  let hasChanges = false
  let committed: (() => void)[] = []
  // A command that only reads needs no transaction: nobody else writes.
  const store = createStore(dataSource, connection, () => {
    if (hasChanges) return
    connection.prepared("BEGIN").run([])
    hasChanges = true
  })
  const transaction: Transaction = {
    ...store,
    get hasChanges() {
      return hasChanges
    },
    onCommit: (then) => void committed.push(then),
  }

  async function runAlone<T>(work: (db: Transaction) => Promise<T>): Promise<T> {
    hasChanges = false
    committed = []
    try {
      const result = await work(transaction)
      if (!hasChanges) return result
      connection.prepared("COMMIT").run([])
      for (const then of committed) then()
      onChange()
      return result
    } catch (error) {
      if (hasChanges) rollBack(connection)
      throw error
    } finally {
      hasChanges = false
    }
  }

  let tail: Promise<unknown> = Promise.resolve()
  return {
    run(work) {
      const result = tail.then(() => runAlone(work))
      tail = result.catch(() => undefined)
      return result
    },
    async close() {
      await tail
      await database.close()
    },
  }
}

/** A full disk has already rolled back what it could not commit. */
function rollBack(connection: Connection) {
  try {
    connection.prepared("ROLLBACK").run([])
  } catch {
    return
  }
}
