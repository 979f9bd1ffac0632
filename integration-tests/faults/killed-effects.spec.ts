import { startSandbox, type RunningSandbox } from "../../packages/klarna-sandbox/src"
import { createDatabase } from "../support/create-database"
import { sandboxControl } from "../support/sandbox-control"
import { EFFECTS, type EffectName } from "./support/held-ledger/effects"
import { expectNothingLost, expectOnce, type Sides } from "./support/held-ledger/expect-once"
import { startLedgerProcess, type LedgerProcess } from "./support/held-ledger/ledger-process"
import type { Victim } from "./support/held-ledger/victim"
import { watchWrites } from "./support/held-ledger/watch-writes"

jest.setTimeout(3_600_000)

/** How often each effect is killed at each of its steps; `npm run test:faults` asks for twenty. */
const ROUNDS = Number(process.env.KLARNA_KILL_ROUNDS ?? 1)

const DAY_MS = 86_400_000
/** Leases, claims and unanswered requests of a process that is gone have run out by then. */
const DEAD_MS = 130_000
/** Orders that are worked on side by side. */
const SIDE_BY_SIDE = 8

const effects = Object.keys(EFFECTS) as EffectName[]

/** An effect that was under way when its process was killed, or had just come to its end. */
type Struck = { effect: EffectName; before: number; victim: Victim; booked: string[]; held: boolean }

describe(`a process that is killed at every step of every effect, ${ROUNDS} times`, () => {
  const writes = watchWrites()
  let sandbox: RunningSandbox
  let database: Awaited<ReturnType<typeof createDatabase>>
  let ledger: LedgerProcess
  // Noon: an authorization is extended once a day, and no round is to reach the next one.
  let clockAheadMs = 1.5 * DAY_MS - (Date.now() % DAY_MS)
  const struck: Struck[] = []

  async function start(migrate = false): Promise<void> {
    const surroundings = { databaseUrl: database.url, sandboxUrl: sandbox.url, clockAheadMs, migrate }
    ledger = await startLedgerProcess(surroundings)
  }

  beforeAll(async () => {
    sandbox = await startSandbox({
      port: 0,
      clock: () => Date.now() + clockAheadMs,
      settings: { skip_push: true, skip_status_update: true },
    })
    database = await createDatabase(`klarna_killed_${process.pid}`)
    await start(true)
  }, 600_000)

  afterAll(async () => {
    await ledger?.kill()
    await database?.drop()
    await sandbox?.close()
    writes.end()
  })

  /** How many changes an effect asks Klarna and the database for. */
  async function stepsOf(effect: EffectName): Promise<number> {
    const victim = await ledger.ask("prepare", effect)
    return (await ledger.ask("hold", effect, victim, null)).calls
  }

  async function prepare(effect: EffectName, steps: number): Promise<Omit<Struck, "held">[]> {
    const befores = Array.from({ length: steps + 1 }, (_, before) => before)
    return sideBySide(befores, async (before) => {
      const victim = await ledger.ask("prepare", effect)
      return { effect, before, victim, booked: await ledger.ask("rowsOf", victim) }
    })
  }

  async function sidesOf({ effect, victim }: Struck): Promise<Sides> {
    const found = await ledger.ask("find", victim)
    const klarnaOrderId = found.klarnaOrderId ?? writes.placedFor(victim)
    return {
      ...{ effect, victim, found },
      writes: writes.of(victim, klarnaOrderId),
      atKlarna: klarnaOrderId ? await sandboxControl(sandbox.url).order(klarnaOrderId) : undefined,
    }
  }

  /** Names the step at which something is wrong. */
  async function check(expectation: (sides: Sides) => void): Promise<string[]> {
    const wrong = await sideBySide(struck, async (one) => {
      try {
        expectation(await sidesOf(one))
        return []
      } catch (error) {
        return [`${one.effect}, killed before call ${one.before}: ${(error as Error).message}`]
      }
    })
    return wrong.flat()
  }

  async function again({ effect, victim, booked, held, before }: Struck): Promise<string[]> {
    try {
      await ledger.ask("again", effect, victim, booked, !held)
      return []
    } catch (error) {
      return [`${effect}, killed before call ${before}: ${(error as Error).message}`]
    }
  }

  for (let round = 1; round <= ROUNDS; round++) {
    describe(`round ${round}`, () => {
      it("dies with work under way at each of them", async () => {
        struck.length = 0
        writes.forget()
        for (const effect of effects) {
          const steps = await stepsOf(effect)
          const prepared = await prepare(effect, steps)
          const begun = prepared.map(async (one) => ({
            ...one,
            held: (await ledger.ask("hold", effect, one.victim, one.before)).held,
          }))
          const stopped = await Promise.all(begun)
          struck.push(...stopped)
          // Before each of its calls somebody stands, and one has come to its end.
          expect(stopped.filter(({ held }) => held)).toHaveLength(steps)
          expect(steps).toBeGreaterThan(3)
        }
        await ledger.kill()
        clockAheadMs += DEAD_MS
        await start()
      })

      it("and the sweep loses nothing of what the ledger was to bring about", async () => {
        expect(await ledger.ask("sweep")).toEqual([])
        expect(await check(expectNothingLost)).toEqual([])
      })

      it("and whoever begins again comes to one effect at Klarna, in the ledger and in Medusa", async () => {
        const failures = await sideBySide(struck, again)
        expect(failures.flat()).toEqual([])
        expect(await check(expectOnce)).toEqual([])
      })
    })
  }
})

async function sideBySide<Item, Result>(
  items: Item[],
  work: (item: Item) => Promise<Result>
): Promise<Result[]> {
  const results: Result[] = []
  const waiting = [...items.entries()]
  const one = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) results[next[0]] = await work(next[1])
  }
  await Promise.all(Array.from({ length: SIDE_BY_SIDE }, one))
  return results
}
