import { createExchangeCheck } from "./support/check-exchange"
import { DESCRIPTIONS_DIR, loadDescriptions } from "./support/descriptions"
import type { Exchange } from "./support/exchange"

// Without the descriptions the other specs still run; they only compare nothing with them.
const described = DESCRIPTIONS_DIR ? it : it.skip

type Answer = Required<Exchange>["answer"]

type Own = Partial<Omit<Exchange, "answer">> & { answer?: Partial<Answer> }

const exchange = ({ answer, ...own }: Own): Exchange => ({
  by: "sandbox",
  method: "POST",
  path: "/ordermanagement/v1/orders/o-1/captures",
  request: '{"captured_amount":100}',
  answer: { status: 201, headers: { "capture-id": "c-1", location: "/c-1" }, body: "", ...answer },
  ...own,
})

describe("comparing with the published descriptions (set KLARNA_OPENAPI_DIR to a folder that holds them)", () => {
  const violations = DESCRIPTIONS_DIR ? loadDescriptions(DESCRIPTIONS_DIR) : () => []
  const problemsOf = (own: Own) => createExchangeCheck(violations, []).problems(exchange(own)).join("\n")

  described("finds nothing wrong with a plain capture", () => {
    expect(problemsOf({})).toBe("")
  })

  described("names operation, place and value", () => {
    expect(problemsOf({ request: '{"captured_amount":10.5}' })).toBe(
      "POST /ordermanagement/v1/orders/{order_id}/captures 201, request /captured_amount must be integer: 10.5"
    )
  })

  described("finds a field that we send and nobody described", () => {
    expect(problemsOf({ request: '{"captured_amount":100,"amount":7}' })).toContain(
      "request /amount is not described: 7"
    )
  })

  described("finds a field that is missing", () => {
    expect(problemsOf({ request: "{}" })).toContain("request /captured_amount is missing")
  })

  described("finds a body where there is none, and text that is no JSON", () => {
    const acknowledge = { path: "/ordermanagement/v1/orders/o-1/acknowledge", answer: { status: 204 } }
    expect(problemsOf({ ...acknowledge, request: "{}" })).toContain(
      "request is said where nothing is described"
    )
    expect(problemsOf({ request: "amount=1" })).toContain("request is no JSON")
  })

  described("finds a header that is missing", () => {
    expect(problemsOf({ answer: { headers: { location: "/c-1" } } })).toContain(
      "header Capture-Id is missing"
    )
  })

  const readOrder = { method: "GET", path: "/ordermanagement/v1/orders/o-1", request: "" }

  described("finds what a sandbox makes up, and lets Klarna say more than it described", () => {
    const answer = { status: 200, body: '{"order_id":"o-1","colour":"red"}' }
    expect(problemsOf({ ...readOrder, answer })).toContain('answer /colour is not described: "red"')
    expect(problemsOf({ ...readOrder, answer, by: "klarna" })).not.toContain("colour")
  })

  described("finds an answer of the wrong kind", () => {
    const answer = { status: 200, body: '{"order_amount":"100"}' }
    expect(problemsOf({ ...readOrder, answer })).toContain('answer /order_amount must be integer: "100"')
  })

  described("finds a success that no operation has", () => {
    expect(problemsOf({ answer: { status: 200 } })).toContain("200, status is not described")
  })

  described("lets a refused request be anything, but not its answer", () => {
    const refused = { request: '{"captured_amount":10.5}' }
    const body = '{"error_code":"BAD_VALUE","error_messages":[],"correlation_id":"c-1"}'
    expect(problemsOf({ ...refused, answer: { status: 400, body } })).toBe("")
    expect(problemsOf({ ...refused, answer: { status: 400, body: '{"error":"no"}' } })).toContain(
      "answer /error_code is missing"
    )
  })

  described("finds a call that does not exist", () => {
    expect(problemsOf({ path: "/ordermanagement/v1/orders/o-1/void" })).toContain(
      "POST /ordermanagement/v1/orders/o-1/void 201, operation is not described"
    )
  })

  described("finds what a callback should not say, whatever the shop answers", () => {
    const callback = { path: "/merchant_urls.status_update", by: "shop" as const }
    const session = { session_id: "s-1", status: "DONE" }
    const request = JSON.stringify({ event_id: "e-1", session })
    expect(problemsOf({ ...callback, request, answer: { status: 500, body: "?" } })).toContain(
      "request /session/status must be equal to one of the allowed values"
    )
  })

  described("leaves out what is meant, and knows what nothing used", () => {
    const meant = (operation: string, pointer: string) =>
      ({ operation, part: "request", pointer, source: "test", reason: "test" }) as const
    const check = createExchangeCheck(violations, [
      meant("POST /ordermanagement/v1/orders/{order_id}/captures", "/order_lines/*/colour"),
      meant("POST /ordermanagement/v1/orders/{order_id}/captures", "/colour"),
    ])
    const line = { name: "Lamp", quantity: 1, unit_price: 1, total_amount: 1, colour: "red", price: 1 }
    const request = JSON.stringify({ captured_amount: 1, order_lines: [line] })
    expect(check.problems(exchange({ request })).join()).toMatch(
      /\/order_lines\/0\/price is not described: 1$/
    )
    const { known, used } = check.summary()
    expect(known.filter((difference) => !used.includes(difference))).toEqual([
      "POST /ordermanagement/v1/orders/{order_id}/captures request /colour",
    ])
  })
})
