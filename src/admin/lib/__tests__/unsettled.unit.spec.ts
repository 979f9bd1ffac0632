import type { KlarnaOperation, KlarnaOrder } from "../klarna-order"
import { isUnsettled, unconfirmed } from "../unsettled"

const order = (...operations: [id: string, kind: string, status: KlarnaOperation["status"]][]) =>
  ({
    state: "complete",
    read_error: null,
    operations: operations.map(([id, kind, status]) => ({ id, kind, status })),
  }) as unknown as KlarnaOrder

const ids = (of: KlarnaOrder) => unconfirmed(of).map(({ id }) => id)

describe("what Klarna has not confirmed", () => {
  it("lists what is unknown or refused, newest first", () => {
    expect(
      ids(order(["a", "capture", "confirmed"], ["b", "refund", "refused"], ["c", "capture", "unknown"]))
    ).toEqual(["c", "b"])
  })

  it("forgets a refusal once the same kind of effect succeeded, but never an unknown outcome", () => {
    expect(ids(order(["a", "capture", "refused"], ["b", "capture", "confirmed"]))).toEqual([])
    expect(ids(order(["a", "capture", "confirmed"], ["b", "capture", "refused"]))).toEqual(["b"])
    expect(ids(order(["a", "capture", "unknown"], ["b", "capture", "confirmed"]))).toEqual(["a"])
  })

  it("may change by itself while something is on its way or Klarna could not be read", () => {
    expect(isUnsettled(order(["a", "capture", "refused"]))).toBe(false)
    expect(isUnsettled(order(["a", "acknowledge", "intended"]))).toBe(true)
    expect(isUnsettled({ ...order(), state: "pending" })).toBe(true)
    expect(isUnsettled({ ...order(), read_error: { code: "X", message: "", correlation_id: null } })).toBe(
      true
    )
  })
})
