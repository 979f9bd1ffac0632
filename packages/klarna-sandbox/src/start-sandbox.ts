import type { AddressInfo } from "node:net"
import type { EntitySchema, ObjectLiteral } from "typeorm"
import { createDispatcher } from "./callbacks/dispatcher"
import { createChanges, type Changes } from "./changes"
import { createClock } from "./clock"
import { createFaults } from "./faults/faults"
import { createCallLog } from "./http/call-log"
import { createKeysInFlight } from "./http/keys-in-flight"
import { createRateLimits } from "./http/rate-limits"
import { createHttpServer } from "./http/server"
import { createIds, type Ids } from "./ids"
import { defaultMerchant, type Merchant, type MerchantSwitches } from "./merchant"
import { defaultPatience, type Patience } from "./patience"
import type { Dispatcher, Sandbox } from "./sandbox"
import { defaultSettings, type Settings } from "./settings"
import { createCommandQueue, type CommandQueue } from "./state/command-queue"
import type { Engine } from "./state/engine"
import { openDatabase } from "./state/open-database"
import { allRecords, calls, sandboxState } from "./state/records"
import type { Store } from "./state/store"
import { listen, stop } from "./http/listen"
import { ownUrl } from "./http/own-url"

export type SandboxOptions = {
  /** 0 takes any free port. */
  port?: number
  /** Address or name to listen on; `127.0.0.1` when absent, `0.0.0.0` for other machines and containers too. */
  host?: string
  /** Database file; in memory when absent. */
  data?: string
  /** Refuse http callback addresses on loopback too. */
  strictHttps?: boolean
  merchants?: readonly Merchant[]
  settings?: Partial<Settings>
  /** Real time in milliseconds; `Date.now` when absent. */
  clock?: () => number
  /** The same seed gives the same ids in the same order. */
  seed?: string
  patience?: Partial<Patience>
  /** Calls kept in the log. */
  callLogSize?: number
  /** Where mistakes of the sandbox itself are told; standard error when absent. */
  report?: (error: unknown) => void
}

export type RunningSandbox = {
  url: string
  port: number
  /** What keeps the state: sql.js where libsql has no binary. */
  engine: Engine["name"]
  /** Milliseconds of the sandbox's clock. */
  now(): number
  /** Moves the clock forward and resolves when the callbacks that became due have been answered. */
  advance(ms: number): Promise<void>
  /** Resolves when every callback that is due has been sent and answered. */
  settled(): Promise<void>
  close(): Promise<void>
}

/**
 * Starts a Klarna of your own. Several run side by side: nothing is shared between them.
 *
 * @throws when the port is taken (`EADDRINUSE`) or the file cannot be opened
 */
export async function startSandbox(options: SandboxOptions = {}): Promise<RunningSandbox> {
  const changes = createChanges()
  const database = await openDatabase(options.data)
  const queue = createCommandQueue(database, changes.note)
  const restored = await queue.run((db) => restore(db, options))
  const { sandbox, setUrl, stopWaiting, close } = assemble(queue, changes, restored, options)
  const server = createHttpServer(sandbox)
  const host = options.host ?? "127.0.0.1"
  try {
    await listen(server, options.port ?? 4600, host)
  } catch (error) {
    await close()
    throw error
  }
  const { port } = server.address() as AddressInfo
  setUrl(ownUrl(host, port))
  // What was due while the sandbox was down.
  sandbox.callbacks.noteDue(sandbox.clock.now())
  return {
    url: sandbox.url,
    port,
    engine: database.engine,
    now: () => sandbox.clock.now(),
    async advance(ms) {
      await sandbox.advance(ms)
      await sandbox.callbacks.settled()
    },
    settled: () => sandbox.callbacks.settled(),
    async close() {
      stopWaiting()
      sandbox.callbacks.close()
      sandbox.changes.close()
      await stop(server)
      await close()
    },
  }
}

type Restored = {
  offset: number
  settings: Settings
  switches: Record<string, MerchantSwitches>
  ids: Ids
  lastCall: number
}

/** A file brings its clock and settings along; a seed is mixed with the number of starts so that no id comes twice. */
async function restore(db: Store, options: SandboxOptions): Promise<Restored> {
  const rows = await db.find(sandboxState)
  const stored = Object.fromEntries(rows.map(({ name, value }) => [name, value])) as {
    offset?: number
    settings?: Partial<Settings>
    switches?: Record<string, MerchantSwitches>
    starts?: number
  }
  const [newest] = await db.find(calls, { order: { id: "DESC" }, take: 1 })
  const starts = (stored.starts ?? 0) + 1
  await db.put(sandboxState, { name: "starts", value: starts })
  const seed = options.seed !== undefined && starts > 1 ? `${options.seed}#${starts}` : options.seed
  return {
    offset: stored.offset ?? 0,
    settings: { ...defaultSettings, ...options.settings, ...stored.settings },
    switches: stored.switches ?? {},
    ids: createIds(seed),
    lastCall: newest?.id ?? 0,
  }
}

function assemble(
  queue: CommandQueue,
  changes: Changes,
  { offset, settings, switches, ids, lastCall }: Restored,
  options: SandboxOptions
) {
  const configured = options.merchants ?? [defaultMerchant]
  const switched = () => configured.map((merchant) => ({ ...merchant, ...switches[merchant.username] }))
  const report = options.report ?? reportToStandardError
  const clock = createClock(options.clock ?? Date.now, offset)
  const closing = new AbortController()
  let url = ""

  const sandbox: Omit<Sandbox, "callbacks" | "url"> & { readonly url: string; callbacks?: Dispatcher } = {
    get url() {
      return url
    },
    merchants: switched(),
    clock,
    faults: createFaults(options.seed),
    ids,
    calls: createCallLog({
      queue,
      size: options.callLogSize ?? 20_000,
      lastId: lastCall,
      report,
    }),
    rateLimits: createRateLimits(),
    changes,
    keysInFlight: createKeysInFlight(),
    closing: closing.signal,
    patience: { ...defaultPatience, ...options.patience },
    settings,
    async command(work) {
      let firstDue = Infinity
      const result = await queue.run((db) =>
        work({
          db,
          ids,
          now: clock.now(),
          url,
          settings: sandbox.settings,
          merchants: sandbox.merchants,
          strictHttps: options.strictHttps ?? false,
          callbackDue: (at) => (firstDue = Math.min(firstDue, at)),
        })
      )
      if (firstDue !== Infinity) dispatcher.noteDue(firstDue)
      return result
    },
    async advance(ms) {
      await queue.run((db) => db.put(sandboxState, { name: "offset", value: clock.offset + ms }))
      clock.offset += ms
    },
    async changeSettings(changes) {
      const changed = { ...sandbox.settings, ...changes }
      await queue.run((db) => db.put(sandboxState, { name: "settings", value: changed }))
      sandbox.settings = changed
    },
    async changeMerchant(username, changes) {
      const changed = { ...switches, [username]: { ...switches[username], ...changes } }
      await queue.run((db) => db.put(sandboxState, { name: "switches", value: changed }))
      switches = changed
      sandbox.merchants = switched()
    },
    async reset() {
      await queue.run(async (db) => {
        for (const records of allRecords)
          await db.empty<ObjectLiteral>(records as EntitySchema<ObjectLiteral>)
        await db.put(sandboxState, { name: "starts", value: 1 })
      })
      clock.offset = 0
      switches = {}
      sandbox.merchants = switched()
      sandbox.settings = { ...defaultSettings, ...options.settings }
      sandbox.faults.clear()
      sandbox.calls.clear()
      sandbox.rateLimits.clear()
      dispatcher.clear()
    },
    report(error) {
      // What was under way when the sandbox was closed finds nothing any more, and that is no mistake.
      if (!closing.signal.aborted) report(error)
    },
  }
  const dispatcher = createDispatcher(sandbox)
  sandbox.callbacks = dispatcher
  return {
    sandbox: sandbox as Sandbox,
    setUrl: (known: string) => (url = known),
    stopWaiting: () => closing.abort(),
    async close() {
      await sandbox.calls.close()
      await queue.close()
    },
  }
}

const reportToStandardError = (error: unknown) =>
  void process.stderr.write(
    `klarna-sandbox: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`
  )
