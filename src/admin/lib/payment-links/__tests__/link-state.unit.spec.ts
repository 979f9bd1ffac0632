import texts from "../../../i18n"
import { isKnownState, isMoving, isPayable, lookOf } from "../link-state"
import type { Session } from "../session"

const STATES = Object.keys(texts.en.klarna.links.state)
const link = (values: Partial<Session>) => ({ state: "waiting", closed_at: null, ...values }) as Session

describe("where a link stands", () => {
  it.each(STATES)("has a look for %s", (state) => expect(isKnownState(state)).toBe(true))

  it("tells paid, declined, open, over and left apart by shape alone", () => {
    const shapes = [
      "completed",
      "failed",
      "waiting",
      "in_progress",
      "back",
      "cancelled",
      "disabled",
      "replaced",
    ]
    expect(new Set(shapes.map((state) => lookOf(state).shape)).size).toBe(shapes.length)
  })

  it.each([
    ["waiting", true],
    ["in_progress", true],
    ["back", true],
    ["failed", true],
    ["authorized", false],
    ["pending", false],
    ["completed", false],
    ["cancelled", false],
    ["expired", false],
    ["toString", false],
  ])("of %s: can be paid is %s", (state, expected) => expect(isPayable(link({ state }))).toBe(expected))

  it("cannot be paid once it is closed, whatever the last state was", () => {
    expect(isPayable(link({ state: "back", closed_at: "2026-03-01T12:00:00.000Z" }))).toBe(false)
  })

  it("is watched until Klarna has decided and the draft has become an order", () => {
    expect(isMoving(link({ state: "pending" }))).toBe(true)
    expect(isMoving(link({ state: "completed", order: { is_draft_order: true } as never }))).toBe(true)
    expect(isMoving(link({ state: "completed", order: { is_draft_order: false } as never }))).toBe(false)
    expect(isMoving(link({ state: "cancelled" }))).toBe(false)
  })
})
