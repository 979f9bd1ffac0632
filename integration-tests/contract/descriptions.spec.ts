import { DESCRIPTIONS_DIR, loadDescriptions } from "./support/descriptions"
import type { Exchange } from "./support/recording-proxy"

// Without the descriptions the other specs still run; they only compare nothing with them.
const described = DESCRIPTIONS_DIR ? it : it.skip

const exchange = (own: Partial<Exchange>): Exchange => ({
  method: "POST",
  path: "/ordermanagement/v1/orders/o-1/captures",
  request: '{"captured_amount":100}',
  status: 201,
  headers: { "capture-id": "c-1", location: "/c-1" },
  answer: "",
  ...own,
})

describe("comparing with the published descriptions (set KLARNA_OPENAPI_DIR to a folder that holds them)", () => {
  const problemsOf = (own: Partial<Exchange>) =>
    loadDescriptions(DESCRIPTIONS_DIR ?? "")(exchange(own)).join("\n")

  described("finds nothing wrong with a plain capture", () => {
    expect(problemsOf({})).toBe("")
  })

  described("finds a field that we send and nobody described", () => {
    expect(problemsOf({ request: '{"captured_amount":100,"amount":100}' })).toContain(
      '"additionalProperty":"amount"'
    )
  })

  described("finds an amount that is not a whole number", () => {
    expect(problemsOf({ request: '{"captured_amount":10.5}' })).toContain("/captured_amount must be integer")
  })

  described("finds a header that is missing", () => {
    expect(problemsOf({ headers: { location: "/c-1" } })).toContain("header Capture-Id is missing")
  })

  described("finds an error that is not Klarna's", () => {
    expect(problemsOf({ status: 403, answer: '{"error":"no"}' })).toContain("'error_code'")
  })

  described("finds a call that does not exist", () => {
    expect(problemsOf({ path: "/ordermanagement/v1/orders/o-1/void" })).toContain("is not described")
  })
})
