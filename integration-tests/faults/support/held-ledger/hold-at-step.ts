import { AsyncLocalStorage } from "node:async_hooks"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { Pool } from "undici"

/** A piece of work that stops for good before its n-th call of Klarna or of the database. */
type Run = { calls: number; before: number; stopped: () => void }

const runs = new AsyncLocalStorage<Run>()

/** Where the work of a process that is about to be killed stands. `calls`: those that it came to, both sides counted. */
export type Held = { held: boolean; calls: number }

/**
 * Does a piece of work and holds it for ever before its n-th call that changes something (from 0): of the database, a
 * whole transaction being one because it is undone by a kill, and of Klarna, whose answer counts once more before
 * anybody reads it. What only reads is no step: a process that dies before it leaves the same as one that dies after.
 *
 * @returns once it is held or has come to its end; throws what the work threw
 */
export async function heldBefore(before: number, work: () => Promise<unknown>): Promise<Held> {
  let stopped = () => undefined as void
  const held = new Promise<true>((resolve) => (stopped = () => resolve(true)))
  const run: Run = { calls: 0, before, stopped }
  const done = runs.run(run, work).then(() => false)
  return { held: await Promise.race([held, done]), calls: run.calls }
}

async function pass(): Promise<void> {
  const run = runs.getStore()
  if (!run) return
  if (run.calls === run.before) {
    run.stopped()
    await new Promise(() => undefined)
  }
  run.calls += 1
}

/** Every change that this process asks for asks first whether it may pass. */
export function watchCalls({ client }: Knex): void {
  const acquireConnection = client.acquireConnection.bind(client)
  client.acquireConnection = async () => {
    await pass()
    return acquireConnection()
  }
  const runner = client.runner.bind(client)
  client.runner = (statement: Statement) => {
    const made = runner(statement)
    if (!isRead(statement) && !isCallLog(statement)) return made
    const run = made.run.bind(made)
    made.run = () => runs.exit(run)
    return made
  }
  const request = Pool.prototype.request as (...given: unknown[]) => Promise<unknown>
  Object.assign(Pool.prototype, {
    async request(options: { method: string }) {
      if (options.method === "GET") return request.call(this, options)
      await pass()
      const answer = await request.call(this, options)
      await pass()
      return answer
    },
  })
}

/** A query of Knex, or a raw one. */
type Statement = { _method?: string; _single?: { table?: unknown }; sql?: string }

const isRead = ({ _method, sql }: Statement) =>
  sql === undefined ? _method === "select" || _method === "first" : /^\s*select\b/i.test(sql)

/** Written behind the back of whoever called, several calls at once: no step of anybody's. */
const isCallLog = ({ _single }: Statement) => _single?.table === "klarna_call"
