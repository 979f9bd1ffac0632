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
 */
export function createCommandQueue(dataSource: DataSource): CommandQueue {
  let tail: Promise<unknown> = Promise.resolve()
  return {
    run(work) {
      const result = tail.then(() => dataSource.transaction((manager) => work(createStore(manager))))
      tail = result.catch(() => undefined)
      return result
    },
    async close() {
      await tail
      await dataSource.destroy()
    },
  }
}
