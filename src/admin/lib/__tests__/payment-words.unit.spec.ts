import texts from "../../i18n"
import { methodWord, providerName } from "../payment-words"

describe("how an order was paid, in staff's words", () => {
  it.each([
    ["invoice", "invoice"],
    ["b2b_invoice", "businessInvoice"],
    ["pay_by_card", "card"],
    ["direct_bank_transfer", "bankTransfer"],
    ["bank_transfer", "bankTransfer"],
    ["fixed_sum_credit", "financing"],
  ])("calls %s by the word %s, whichever API named it", (type, key) => {
    expect(methodWord(type)).toEqual({ key })
    expect(texts.en.klarna.method).toHaveProperty(key)
  })

  it("shows a method that it has no word for as Klarna names it", () => {
    expect(methodWord("swish")).toEqual({ name: "Swish" })
    expect(methodWord("something_new")).toEqual({ name: "Something new" })
    expect(methodWord("constructor")).toEqual({ name: "Constructor" })
  })

  it("names the provider, also one that came later", () => {
    expect(providerName({ provider: "klarna-payments" })).toBe("Klarna Payments")
    expect(providerName({ provider: "later" })).toBe("later")
  })
})
