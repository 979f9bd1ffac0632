import { paymentMethodOf } from "../payment-method"

describe("the way a purchase is paid", () => {
  it.each([
    [
      "Order Management",
      { initial_payment_method: { type: "FIXED_AMOUNT", description: "x", number_of_installments: 3 } },
      { type: "fixed_amount", number_of_installments: 3 },
    ],
    [
      "Klarna Payments when the order was placed",
      { authorized_payment_method: { type: "invoice", number_of_days: 30 } },
      { type: "invoice", number_of_installments: null },
    ],
  ])("is what %s names", (_, source, method) => {
    expect(paymentMethodOf(undefined, source)).toEqual(method)
  })

  it("has no instalments where Klarna counts none or one", () => {
    for (const number_of_installments of [0, 1, undefined]) {
      const source = { initial_payment_method: { type: "CARD", number_of_installments } }
      expect(paymentMethodOf(source)).toEqual({ type: "card", number_of_installments: null })
    }
  })

  it("is what was read last, else what is known from before", () => {
    const before = { authorized_payment_method: { type: "invoice" } }
    expect(paymentMethodOf({ initial_payment_method: { type: "CARD" } }, before)?.type).toBe("card")
    expect(paymentMethodOf({ initial_payment_method: { type: "" } }, before)?.type).toBe("invoice")
  })

  it.each([
    [undefined],
    [null],
    [{}],
    [{ initial_payment_method: null }],
    [{ initial_payment_method: "CARD" }],
  ])("is not known from %j", (source) => {
    expect(paymentMethodOf(source)).toBeNull()
  })
})
