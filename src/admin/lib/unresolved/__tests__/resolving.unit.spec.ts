import texts from "../../../i18n"
import { RefusalError } from "../../ask"
import { explainResolving } from "../explain-resolving"
import { afterwards, readOrderId, type UnresolvedPurchase } from "../purchase"

jest.mock("../../sdk", () => ({ backendUrl: "", authType: "session", sdk: {} }))

const purchase = (state: string, klarna_order_id: string | null = null) =>
  ({ state, klarna_order_id }) as UnresolvedPurchase

describe("what staff said of a purchase", () => {
  it.each([
    ["an order is taken up", purchase("completed", "8a1d3a3c"), "taken"],
    ["there was none: it can be paid anew", purchase("waiting"), "freed"],
    ["there was none, but Klarna's session says otherwise", purchase("authorized"), "still"],
  ])("%s", (_, after, outcome) => {
    expect(afterwards(after)).toBe(outcome)
  })

  it.each([
    [" 8a1d3a3c-0000-4000-8000-000000000000\n", "8a1d3a3c-0000-4000-8000-000000000000"],
    ["", undefined],
    ["K1 234", undefined],
    ["https://portal.klarna.com/orders/8a1d3a3c", undefined],
  ])("names an order by %j", (typed, id) => {
    expect(readOrderId(typed)).toBe(id)
  })

  const t = (key: string) => `words of ${key}`
  it.each(Object.keys(texts.en.klarna.unresolved.refusal))("is refused in words when %s", (code) => {
    expect(explainResolving(t, new RefusalError("Medusa's", 400, code))).toBe(
      `words of unresolved.refusal.${code}`
    )
  })

  it("is refused in Medusa's words when there are no others", () => {
    expect(explainResolving(t, new RefusalError("Something else", 500, "server_error"))).toBe(
      "Something else"
    )
  })
})
