import { divideOwed, planSuccessor } from "../plan-successor"

const authorized = {
  status: "AUTHORIZED",
  order_amount: 10_000,
  captured_amount: 0,
  remaining_authorized_amount: 10_000,
}
const partCaptured = {
  status: "PART_CAPTURED",
  order_amount: 10_000,
  captured_amount: 4_000,
  remaining_authorized_amount: 6_000,
}

describe("what becomes of a Klarna order whose Medusa order was changed", () => {
  it.each([
    ["costs less", authorized, 7_000, { act: "update", order_amount: 7_000 }],
    ["costs the same", authorized, 10_000, { act: "update", order_amount: 10_000 }],
    ["costs more", authorized, 12_000, { act: "update", order_amount: 12_000 }],
    ["is paid otherwise", authorized, 0, { act: "give_back" }],
    ["is owed money", authorized, -500, { act: "give_back" }],
    ["owes less than is left", partCaptured, 1_000, { act: "update", order_amount: 5_000 }],
    ["owes nothing beyond what was captured", partCaptured, 0, { act: "update", order_amount: 4_000 }],
    ["is owed some of what was captured", partCaptured, -500, { act: "update", order_amount: 4_000 }],
  ])("an order that %s", (_, klarna, owed, plan) => {
    expect(planSuccessor(klarna, owed)).toEqual(plan)
  })

  it.each(["CAPTURED", "CANCELLED", "EXPIRED", "CLOSED", "SOMETHING_NEW"])("is lost when %s", (status) => {
    expect(planSuccessor({ ...authorized, status }, 5_000)).toEqual({ act: "lost" })
  })

  it("is lost when nothing remains, whatever the status says", () => {
    expect(planSuccessor({ ...partCaptured, remaining_authorized_amount: 0 }, 5_000)).toEqual({ act: "lost" })
  })
})

describe("an authorization that does not reach", () => {
  it.each([
    [12_000, 10_000, { reserved: 10_000, difference: 2_000 }],
    [10_000, 10_000, { reserved: 10_000, difference: 0 }],
    [7_000, 10_000, { reserved: 7_000, difference: 0 }],
    [-100, 10_000, { reserved: 0, difference: 0 }],
  ])("of %i owed and %i held", (owed, held, divided) => {
    expect(divideOwed(owed, held)).toEqual(divided)
  })
})
