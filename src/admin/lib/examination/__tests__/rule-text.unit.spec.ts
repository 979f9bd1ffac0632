import { ruleText } from "../rule-text"

const t = (key: string) => `[${key}]`

describe("a rule that was broken, as staff read it", () => {
  it("is in their language where it is words", () => {
    expect(ruleText(t, { rule: "an object", path: "" })).toBe("[examination.rule.object]")
  })

  it("is Klarna's formula where it is one", () => {
    const rule = "quantity * unit_price - total_discount_amount"
    expect(ruleText(t, { rule, path: "order_lines[0].total_amount" })).toBe(rule)
  })

  it("is not said twice where it is the field itself", () => {
    expect(ruleText(t, { rule: "quantity", path: "order_lines[0].quantity" })).toBeUndefined()
  })
})
