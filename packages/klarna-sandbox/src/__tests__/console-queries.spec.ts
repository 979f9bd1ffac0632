import { START } from "./support/with-sandbox"
import { countRecords } from "../console/queries/count-records"
import {
  countWaiting,
  findCallbacks,
  findCallbacksAbout,
  findWaiting,
} from "../console/queries/find-callbacks"
import { findCustomerTokens } from "../console/queries/find-customer-tokens"
import { findHppSessions, findHppSessionsOf } from "../console/queries/find-hpp-sessions"
import { findKpSessions } from "../console/queries/find-kp-sessions"
import { findOrders, findOrdersById } from "../console/queries/find-orders"
import { findCaptures, findRefunds } from "../console/queries/find-parts"
import { findById, findByTerm } from "../console/queries/search"
import { openDatabase, type Database } from "../state/open-database"
import type { World } from "../world"

/** What SQLite would do, instead of doing it. */
type Step = { detail: string }

describe("what the console reads of a hundred thousand orders", () => {
  let database: Database
  let steps: string[]
  let world: World

  beforeAll(async () => {
    database = await openDatabase(undefined)
  })
  beforeEach(() => {
    steps = []
    const query = async (sql: string, values: readonly unknown[] = []) => {
      const plan = await database.dataSource.query<Step[]>(`EXPLAIN QUERY PLAN ${sql}`, [...values])
      steps.push(...plan.map(({ detail }) => detail))
      return []
    }
    world = { db: { query }, now: START } as unknown as World
  })
  afterAll(() => database.dataSource.destroy())

  it.each<[string, () => Promise<unknown>]>([
    ["the first page of orders", () => findOrders(world, 51, null)],
    ["a later page of orders", () => findOrders(world, 51, "1772625600000.0.77")],
    ["orders by their ids", () => findOrdersById(world, ["a", "b"])],
    ["HPP sessions", () => findHppSessions(world, 51)],
    ["HPP sessions of an order", () => findHppSessionsOf(world, "a")],
    ["KP sessions", () => findKpSessions(world, 51)],
    ["captures", () => findCaptures(world, 51)],
    ["refunds", () => findRefunds(world, 51)],
    ["customer tokens", () => findCustomerTokens(world, 51)],
    ["callbacks", () => findCallbacks(world, 51)],
    ["callbacks that wait", () => findWaiting(world, 51, "1.1")],
    ["callbacks about an order", () => findCallbacksAbout(world, ["a", "b"])],
    ["the number of callbacks that wait", () => countWaiting(world)],
    ["the numbers on the overview", () => countRecords(world)],
    ["a search by id", () => findById(world, "0a1b2c3d", 20)],
    ["a search by reference or e-mail address", () => findByTerm(world, "a@b.example", 51)],
  ])("are found by an index: %s", async (_what, read) => {
    await read()
    expect(steps.length).toBeGreaterThan(0)
    // What is scanned is a result that was limited before.
    const scanned = steps.filter((step) => /^SCAN (?!t$|\(subquery|CONSTANT ROW)/.test(step))
    expect(scanned).toEqual([])
  })
})
