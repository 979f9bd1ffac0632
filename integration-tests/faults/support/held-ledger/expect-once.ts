import type { SandboxOrder } from "../../../support/sandbox-control"
import { PART, type EffectName } from "./effects"
import type { Found } from "./recover"
import type { Victim } from "./victim"

const PART_IN_MINOR_UNITS = PART * 100
const WHOLE = 30_000
const REDUCED = 20_000

type Kind = Found["operations"][number]["kind"]

/** A change that Klarna was asked for and did not refuse. `key`: those with the same one are one change to Klarna. */
export type Write = { path: string; key: string }

/** The two sides, and what Klarna was asked to change for this purchase. */
export type Sides = {
  effect: EffectName
  victim: Victim
  found: Found
  /** Missing while nothing was placed. */
  atKlarna: SandboxOrder | undefined
  writes: Write[]
}

type Expected = {
  kind: Kind
  /** How the change is asked for. */
  path: RegExp
  /** What Klarna's order says when it happened once. */
  atKlarna: (order: SandboxOrder | undefined) => void
  inMedusa?: (sides: Sides) => void
}

const untouched = (order: SandboxOrder | undefined) =>
  expect(order).toMatchObject({
    status: "AUTHORIZED",
    order_amount: WHOLE,
    remaining_authorized_amount: WHOLE,
  })

const reduced = (order: SandboxOrder | undefined) =>
  expect(order).toMatchObject({ order_amount: REDUCED, remaining_authorized_amount: REDUCED, captures: [] })

/** The ledger's confirmed row and Medusa's row name one another. */
const oneRow = (kind: "capture" | "refund") => (sides: Sides) => {
  const rows = sides.found[`${kind}s`]
  expect(rows.map(({ amount }) => amount)).toEqual([PART])
  const [operation] = confirmed(sides.found, kind)
  expect(operation).toMatchObject({ amount: PART_IN_MINOR_UNITS, medusa_row_id: rows[0]?.id })
}

const EXPECTED: Record<EffectName, Expected> = {
  capture: {
    kind: "capture",
    path: /captures$/,
    atKlarna: (order) =>
      expect(order?.captures.map((row) => row.captured_amount)).toEqual([PART_IN_MINOR_UNITS]),
    inMedusa: oneRow("capture"),
  },
  refund: {
    kind: "refund",
    path: /refunds$/,
    atKlarna: (order) =>
      expect(order?.refunds.map((row) => row.refunded_amount)).toEqual([PART_IN_MINOR_UNITS]),
    inMedusa: oneRow("refund"),
  },
  cancel: {
    kind: "cancel",
    path: /cancel$/,
    atKlarna: (order) => expect(order).toMatchObject({ status: "CANCELLED", captures: [] }),
    inMedusa: ({ found }) => expect(found.canceled).toBe(true),
  },
  release: {
    kind: "release",
    path: /release-remaining-authorization$/,
    atKlarna: (order) =>
      expect(order).toMatchObject({
        captured_amount: PART_IN_MINOR_UNITS,
        remaining_authorized_amount: 0,
      }),
  },
  extend: { kind: "extend", path: /extend-authorization-time$/, atKlarna: untouched },
  update: { kind: "update", path: /authorization$/, atKlarna: reduced },
  acknowledge: { kind: "acknowledge", path: /acknowledge$/, atKlarna: untouched },
  place: {
    kind: "place",
    path: /\/authorizations\/[^/]+\/order$/,
    atKlarna: untouched,
    inMedusa: ({ found, atKlarna }) => expect(found.klarnaOrderId).toBe(atKlarna?.order_id),
  },
  successor: {
    kind: "update",
    path: /authorization$/,
    atKlarna: reduced,
    inMedusa: ({ found }) =>
      expect(found.successor).toEqual({ awaited: false, payments: 1, authorized: true }),
  },
}

const confirmed = ({ operations }: Found, kind: Kind) =>
  operations.filter((row) => row.kind === kind && row.status === "confirmed")

/** Nothing lost and nothing doubled: Klarna's order, the ledger and Medusa's rows all have the effect once. */
export function expectOnce(sides: Sides): void {
  const { kind, path, atKlarna, inMedusa } = EXPECTED[sides.effect]
  expect(new Set(askedFor(sides, path)).size).toBe(1)
  atKlarna(sides.atKlarna)
  const rows = sides.found.operations.filter((row) => row.kind === kind)
  expect(rows.filter(({ status }) => status === "confirmed")).toHaveLength(1)
  expect(rows.filter(({ status }) => status !== "confirmed" && status !== "refused")).toEqual([])
  inMedusa?.(sides)
}

/**
 * What the sweep alone has come to: an effect that the ledger was to bring about has happened. What a row of Medusa's
 * intends and nobody had sent is Medusa's to try again.
 */
export function expectNothingLost(sides: Sides): void {
  const { kind, path, atKlarna } = EXPECTED[sides.effect]
  const rows = sides.found.operations.filter((row) => row.kind === kind && row.status !== "refused")
  const isMedusas = sides.effect === "capture" || sides.effect === "refund"
  const owed = rows.filter(({ status }) => !(isMedusas && status === "intended"))
  expect(owed.filter(({ status }) => status !== "confirmed")).toEqual([])
  expect(new Set(askedFor(sides, path)).size).toBe(owed.length)
  expect(owed.length).toBeLessThanOrEqual(1)
  if (owed.length) atKlarna(sides.atKlarna)
}

const askedFor = ({ writes }: Sides, path: RegExp) =>
  writes.filter((write) => path.test(write.path)).map(({ key }) => key)
