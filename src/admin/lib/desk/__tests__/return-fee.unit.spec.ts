import { feeOf } from "../return-fee"

describe("a return fee that staff type", () => {
  it("is none when nothing was typed", () => {
    expect(feeOf("", 5000, "sek")).toEqual({ minor: 0 })
  })

  it("is kept back from the refund", () => {
    expect(feeOf("49", 5000, "sek")).toEqual({ minor: 4900 })
  })

  it("must leave something of the refund, but may be typed before anything is chosen", () => {
    expect(feeOf("50", 5000, "sek")).toEqual({ minor: 0, problem: "fee_too_high" })
    expect(feeOf("50", 0, "sek")).toEqual({ minor: 0 })
  })

  it("is refused with the reason when it is no amount", () => {
    expect(feeOf("x", 5000, "sek")).toEqual({ minor: 0, problem: "amount_malformed" })
  })
})
