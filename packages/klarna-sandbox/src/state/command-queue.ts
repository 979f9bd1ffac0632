import type { DataSource } from "typeorm"
import { createStore, type Store } from "./store"

export type CommandQueue = {
  /** Runs `work` alone, in one transaction that is committed when the promise resolves. */
  run<T>(work: (db: Store) => Promise<T>): Promise<T>
  close(): Promise<void>
}

/**
 * One connection, so one command at a time: a second transaction begun on it would be rolled back
 * together with the first.
 *
 * @param onChange called when a command that wrote something was committed
 */
export function createCommandQueue(dataSource: DataSource, onChange: () => void): CommandQueue {
  let tail: Promise<unknown> = Promise.resolve()

  async function runNow<T>(work: (db: Store) => Promise<T>): Promise<T> {
    let hasWritten = false
    const noteWrite = () => void (hasWritten = true)
    const result = await dataSource.transaction((manager) => work(createStore(manager, noteWrite)))
    if (hasWritten) onChange()
    return result
  }

  return {
    run(work) {
      const result = tail.then(() => runNow(work))
      tail = result.catch(() => undefined)
      return result
    },
    async close() {
      await tail
      await dataSource.destroy()
    },
  }
}
