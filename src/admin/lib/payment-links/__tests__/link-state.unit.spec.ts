import texts from "../../../i18n"
import { isRefused } from "../is-refused"
import { isKnownState, isMoving, isPayable, isRejected, isSettling, lookOf } from "../link-state"
import type { Session, SessionDetail } from "../session"

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

  it("was not read again when it was over, before its order was cancelled and its callbacks worked off", () => {
    const over = (values: Partial<SessionDetail>) => link({ state: "cancelled", ...values }) as SessionDetail
    const told = { at: "", source: "status_update", status: "CANCELLED", outcome: null, attempts: 0 }
    expect(isSettling({ session: over({ events: [{ ...told, processed_at: null }] }) })).toBe(true)
    const worked = over({
      closed_at: "2026-03-01T12:00:00.000Z",
      events: [{ ...told, processed_at: "2026-03-01T12:00:00.000Z" }],
    })
    expect(isSettling({ session: worked, now: "2026-03-01T12:00:05.000Z" })).toBe(true)
    expect(isSettling({ session: worked, now: "2026-03-01T12:00:30.000Z" })).toBe(false)
    expect(isSettling({ session: link({}) as SessionDetail, now: "2026-03-01T12:00:30.000Z" })).toBe(false)
  })

  it("that Klarna took back was told to be tried again on a page that is over", () => {
    expect(isRejected(link({ state: "failed", close_reason: "completed" }))).toBe(true)
    expect(isRejected(link({ state: "failed", close_reason: null }))).toBe(false)
    expect(isRejected(link({ state: "completed", close_reason: "completed" }))).toBe(false)
  })

  it("was asked for every second where the answer was no", () => {
    const refusal = (status: number) => Object.assign(new Error("No"), { status })
    expect([401, 403, 404].map((status) => isRefused(refusal(status)))).toEqual([true, true, true])
    expect([isRefused(refusal(500)), isRefused(new TypeError("Failed to fetch")), isRefused(null)]).toEqual([
      false,
      false,
      false,
    ])
  })
})
